import { describe, expect, test } from 'vitest';
import { transition } from '../../src/consult/transition.ts';
import type { PathPolicy } from '../../src/protocol/index.ts';
import { Refusal } from '../../src/protocol/index.ts';
import { idOf } from './people.ts';
import { applied, at, connected, consultIn, failed } from './stages.ts';

const join = (place: 'tv' | 'agent') =>
  ({ type: 'join', place, sessionId: idOf(`new session of ${place}`) }) as const;
const choose = (policy: PathPolicy) => ({ type: 'set-policy', policy }) as const;
/** The direct path, tried beside the relay of the first epoch, is as good. */
const proven = { type: 'conclude-trial', epoch: 2, outcome: 'proven' } as const;

/** Where media goes: the policy and state to begin with, what happens, the path after it. */
const table = [
  ['auto', 'accepted', [], 'relay 1 policy'],
  ['direct', 'accepted', [], 'direct 1 policy'],
  ['relay', 'accepted', [], 'relay 1 policy'],

  ['auto', 'accepted', [failed('agent')], 'relay 2 relay-failed'],
  ['auto', 'active', [proven], 'direct 2 direct-proven'],
  ['auto', 'active', [proven, failed('tv', 2)], 'relay 3 direct-not-connected'],
  ['auto', 'active', [proven, connected('tv', 2), failed('tv', 2)], 'relay 3 direct-failed'],
  ['auto', 'active', [proven, failed('tv', 2), failed('tv', 3)], 'relay 4 relay-failed'],
  ['direct', 'accepted', [failed('tv')], 'direct 2 direct-failed'],
  ['relay', 'active', [failed('tv')], 'relay 2 relay-failed'],
  ['relay', 'offered', [failed('tv')], 'relay 2 relay-failed'],
  ['auto', 'offered', [failed('tv')], 'relay 2 relay-failed'],

  ['relay', 'active', [{ type: 'relay-lost', epoch: 1 }], 'relay 2 relay-failed'],
  ['direct', 'active', [{ type: 'relay-lost', epoch: 1 }], 'direct 1 policy'],
  ['auto', 'active', [proven, { type: 'relay-lost', epoch: 1 }], 'direct 2 direct-proven'],
  ['relay', 'active', [{ type: 'relay-lost', epoch: 7 }], 'relay 1 policy'],

  ['relay', 'active', [{ type: 'recover' }], 'relay 2 relay-restarted'],
  ['auto', 'active', [{ type: 'recover' }], 'relay 2 relay-restarted'],
  ['auto', 'active', [proven, { type: 'recover' }], 'direct 2 direct-proven'],
  ['relay', 'queued', [{ type: 'recover' }], 'relay 2 relay-restarted'],

  ['auto', 'active', [choose('relay')], 'relay 1 policy'],
  ['auto', 'active', [choose('direct')], 'direct 2 chosen-by-agent'],
  ['auto', 'active', [proven, choose('relay')], 'relay 3 chosen-by-agent'],
  ['auto', 'active', [proven, choose('direct')], 'direct 2 direct-proven'],
  ['relay', 'active', [choose('auto')], 'relay 1 policy'],
  ['direct', 'active', [choose('auto')], 'direct 1 policy'],
  ['relay', 'active', [choose('relay')], 'relay 1 policy'],
  ['direct', 'active', [choose('relay'), failed('tv', 2)], 'relay 3 relay-failed'],

  ['direct', 'active', [join('tv')], 'direct 2 endpoint-rejoined'],
  ['direct', 'active', [join('agent')], 'direct 2 endpoint-rejoined'],
  ['auto', 'active', [proven, join('agent')], 'direct 3 endpoint-rejoined'],
  ['relay', 'active', [join('agent')], 'relay 1 policy'],
  ['direct', 'offered', [join('tv')], 'direct 1 policy'],
] as const;

describe('the path of media', () => {
  test.each(table)('policy %s, %s, %j: %s', (policy, stage, commands, path) => {
    const { consult } = applied(consultIn(stage, policy), commands, 1_000);
    const { kind, epoch, reason } = consult.facts.path;
    expect(`${kind} ${epoch} ${reason}`).toBe(path);
  });

  test('of an epoch that was replaced can neither connect nor fail', () => {
    const { consult } = applied(consultIn('active'), [failed('tv')]);
    for (const report of [connected('tv', 1), failed('agent', 1), connected('tv', 3)]) {
      const result = transition(consult, report, at(0));
      expect(result instanceof Refusal && result.code).toBe('stale_epoch');
    }
  });

  test('has not begun before anybody accepted, unless it waits in a relay room', () => {
    const result = transition(consultIn('offered', 'direct'), failed('tv'), at(0));
    expect(result instanceof Refusal && result.code).toBe('wrong_state');
  });

  test('makes the consult active once both sides have the same epoch, and leaves it so', () => {
    const mixed = applied(consultIn('accepted'), [
      connected('tv'),
      failed('agent'),
      connected('agent', 2),
    ]);
    expect(mixed.consult.phase.state).toBe('accepted');
    const both = applied(mixed.consult, [connected('tv', 2)]);
    expect(both.consult.phase.state).toBe('active');
    expect(both.events.map((event) => event.type)).toEqual(['media-connected', 'active']);
    const moved = applied(both.consult, [
      failed('tv', 2),
      connected('tv', 3),
      connected('agent', 3),
    ]);
    expect(moved.consult.phase.state).toBe('active');
    expect(moved.events.filter((event) => event.type === 'active')).toEqual([]);
  });

  test('of a session that took the place over has not connected', () => {
    const { consult } = applied(consultIn('active', 'relay'), [join('tv')]);
    expect(consult.facts.tv).toMatchObject({
      sessionId: idOf('new session of tv'),
      flowing: null,
      absentUntil: null,
    });
  });
});
