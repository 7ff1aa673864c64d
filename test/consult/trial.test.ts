import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/consult/commands.ts';
import type { Consult } from '../../src/consult/state.ts';
import { transition } from '../../src/consult/transition.ts';
import { type PathPolicy, Refusal, type TrialOutcome } from '../../src/protocol/index.ts';
import { idOf, person } from './people.ts';
import { applied, at, connected, consultIn, failed } from './stages.ts';

const concluded = (epoch: number, outcome: TrialOutcome) =>
  ({ type: 'conclude-trial', epoch, outcome }) as const;
const guest = { id: idOf('guest'), name: 'Ida', relation: 'family' } as const;

function trialAfter(commands: readonly Command[], policy: PathPolicy = 'auto'): number | null {
  return consultAfter(commands, policy).facts.trial?.epoch ?? null;
}

function consultAfter(commands: readonly Command[], policy: PathPolicy = 'auto'): Consult {
  return applied(consultIn('accepted', policy), commands).consult;
}

/** Both have the relay's media of this epoch. */
const both = (epoch = 1) => [connected('tv', epoch), connected('agent', epoch)];

describe('the direct path is tried beside the relay', () => {
  test('from when both have the media of the relay', () => {
    expect(trialAfter([])).toBeNull();
    expect(trialAfter([connected('tv')])).toBeNull();
    expect(trialAfter(both())).toBe(2);
  });

  test.each<PathPolicy>(['relay', 'direct'])('not where the policy is %s', (policy) => {
    expect(trialAfter(both(), policy)).toBeNull();
  });

  test('once an agent wishes for auto', () => {
    expect(trialAfter([...both(), { type: 'set-policy', policy: 'auto' }], 'relay')).toBe(2);
  });

  const givenUp: ReadonlyArray<readonly [string, Command]> = [
    ['the agent wishes for the relay', { type: 'set-policy', policy: 'relay' }],
    ['the relay fails', failed('tv')],
    ['it rings at a colleague', { type: 'transfer', to: person('Bob'), note: '' }],
    ['a side comes in another session', { type: 'join', place: 'tv', sessionId: idOf('other') }],
    ['the server starts anew', { type: 'recover' }],
    ['the patient is back in the queue', { type: 'return' }],
    ['the call is over', { type: 'end', seat: 'agent' }],
  ];
  test.each(givenUp)('until %s', (_why, command) => {
    expect(trialAfter([...both(), command])).toBeNull();
  });

  test('until a guest comes, and again once they have left and the relay has been set up anew', () => {
    const joined: readonly Command[] = [
      ...both(),
      { type: 'invite-guest', guest },
      { type: 'join-guest', guestId: guest.id, sessionId: idOf('guest session') },
    ];
    expect(trialAfter(joined)).toBeNull();
    const alone: readonly Command[] = [
      ...joined,
      { type: 'remove-guest', guestId: guest.id, reason: 'left' },
    ];
    expect(trialAfter(alone)).toBeNull();
    expect(trialAfter([...alone, failed('tv'), ...both(2)])).toBe(3);
  });

  test('once beside an epoch of the relay, and three times in all', () => {
    const once = [...both(), concluded(2, 'slower')];
    expect(trialAfter([...once, connected('tv')])).toBeNull();
    let commands: readonly Command[] = once;
    for (const epoch of [2, 3]) {
      commands = [...commands, failed('tv', epoch - 1), ...both(epoch)];
      expect(trialAfter(commands)).toBe(epoch + 1);
      commands = [...commands, concluded(epoch + 1, 'lossy')];
    }
    expect(trialAfter([...commands, failed('tv', 3), ...both(4)])).toBeNull();
  });
});

describe('a trial', () => {
  test('that proves the direct path moves the call there, under its own epoch', () => {
    const { consult, events } = applied(consultAfter(both()), [concluded(2, 'proven')]);
    expect(consult.facts.path).toEqual({ kind: 'direct', epoch: 2, reason: 'direct-proven' });
    expect(consult.facts.trial).toBeNull();
    expect(events.map(({ type }) => type)).toEqual(['path-changed']);
  });

  test.each<TrialOutcome>(['not-connected', 'slower', 'lossy'])(
    'that comes to %s leaves the call on the relay, and the timeline tells why',
    (outcome) => {
      const { consult, events } = applied(consultAfter(both()), [concluded(2, outcome)]);
      expect(consult.facts.path).toEqual({ kind: 'relay', epoch: 1, reason: 'policy' });
      expect(consult.facts.trial).toBeNull();
      expect(events).toMatchObject([{ type: 'direct-not-taken', reason: outcome }]);
    },
  );

  test('that is over cannot be concluded, and its good news counts once', () => {
    const refused = transition(
      consultAfter([...both(), failed('tv')]),
      concluded(2, 'proven'),
      at(0),
    );
    expect(refused instanceof Refusal && refused.code).toBe('stale_epoch');
    const proven = consultAfter([...both(), concluded(2, 'proven')]);
    expect(applied(proven, [concluded(2, 'proven')]).events).toEqual([]);
  });
});
