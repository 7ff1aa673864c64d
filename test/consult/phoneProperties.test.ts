import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../../src/consult/commands.ts';
import { dueAt } from '../../src/consult/deadlines.ts';
import { type Consult, isOver } from '../../src/consult/state.ts';
import { transition } from '../../src/consult/transition.ts';
import { type CheckStatus, Refusal, type TimelineEvent } from '../../src/protocol/index.ts';
import { ada, ben, homeTv, idOf, person } from './people.ts';
import { expectSoundPhone, expectTold } from './soundness.ts';
import { at, begun, confirmed, match, phone, phoneWays, requestCommand } from './stages.ts';

const phoneSession = idOf('phone session');
const sessions = [homeTv.sessionId, ada.sessionId, ben.sessionId, phoneSession];
const phoneIds = [phone.id, idOf('second phone')];
const openCheck: CheckStatus = { kind: 'pin', state: 'open', triesLeft: 3 };

const somePlace = fc.constantFrom('tv', 'both', 'mobile');
const someSeat = fc.constantFrom('tv', 'agent', 'mobile');
const somePhone = fc.constantFrom(...phoneIds);

/** A command as it suits the consult, such as one about its present epoch. */
type Deed = (consult: Consult) => Command;

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ to: somePlace, media: fc.constantFrom('video', 'audio') }).map(
      ({ to, media }): Deed =>
        () =>
          begun(to, to === 'tv' ? null : media),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constant<Deed>(({ facts }) => confirmed(facts.shift?.to ?? 'mobile')),
  },
  somePlace.map(
    (to): Deed =>
      () =>
        confirmed(to),
  ),
  fc.constant<Deed>(() => ({ type: 'abandon-shift' })),
  fc.record({ id: somePhone, check: fc.constantFrom(null, openCheck) }).map(
    ({ id, check }): Deed =>
      () => ({ type: 'link-mobile', mobile: { ...phone, id }, check }),
  ),
  {
    weight: 2,
    arbitrary: fc.constantFrom(phoneSession, idOf('reloaded')).map(
      (sessionId): Deed =>
        ({ facts }) => ({ type: 'join-mobile', mobileId: facts.mobile?.id ?? phone.id, sessionId }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constant<Deed>(({ facts }) => ({
      type: 'admit-mobile',
      mobileId: facts.mobile?.id ?? phone.id,
    })),
  },
  fc.record({ id: somePhone, passed: fc.boolean(), triesLeft: fc.nat(2) }).map(
    ({ id, ...outcome }): Deed =>
      () => ({ type: 'check-mobile', mobileId: id, ...outcome }),
  ),
  fc.record({ id: somePhone, reason: fc.constantFrom('left', 'refused') }).map(
    ({ id, reason }): Deed =>
      () => ({ type: 'remove-mobile', mobileId: id, reason }),
  ),
  fc.constant<Deed>(() => ({
    type: 'propose-phone',
    proposal: { use: 'move', reason: 'wished', by: 'agent' },
  })),
  {
    weight: 3,
    arbitrary: fc.record({ sessionId: fc.constantFrom(...sessions), isLost: fc.boolean() }).map(
      ({ sessionId, isLost }): Deed =>
        () => ({ type: isLost ? 'endpoint-lost' : 'endpoint-back', sessionId }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.record({ seat: someSeat, isFlowing: fc.boolean() }).map(
      ({ seat, isFlowing }): Deed =>
        ({ facts }) =>
          isFlowing
            ? { type: 'media-connected', seat, epoch: facts.path.epoch }
            : { type: 'media-failed', seat, epoch: facts.path.epoch, detail: '' },
    ),
  },
  fc.constantFrom('auto', 'relay', 'direct').map(
    (policy): Deed =>
      () => ({ type: 'set-policy', policy }),
  ),
  fc.constant<Deed>(({ facts }) => ({ type: 'relay-lost', epoch: facts.path.epoch })),
  fc.constant<Deed>(() => ({ type: 'recover' })),
  fc.constant<Deed>(() => ({ type: 'return' })),
  fc.constantFrom(ada, ben).map(
    ({ sessionId, identity: { name } }): Deed =>
      () => ({ type: 'accept', person: person(name), sessionId }),
  ),
  fc.constant<Deed>(() => match),
  fc.constant<Deed>(() => ({ type: 'transfer', to: person('Ben'), note: '' })),
  fc.constantFrom(homeTv.sessionId, idOf('second run')).map(
    (sessionId): Deed =>
      () => ({ type: 'join', place: 'tv', sessionId }),
  ),
  fc.constant<Deed>(() => ({ type: 'take-call' })),
  fc.constantFrom<Deed>(
    () => ({ type: 'end', seat: 'mobile' }),
    () => ({ type: 'cancel', seat: 'mobile' }),
  ),
);

const step = fc.record({ deed, ms: fc.constantFrom(0, 0, 0, 500, 5_000, 16_000, 31_000, 61_000) });

const story = fc.record({
  way: fc.constantFrom(...Object.values(phoneWays)),
  by: fc.constantFrom('patient', 'system'),
  steps: fc.array(step, { minLength: 5, maxLength: 40 }),
});

/** What the sweep finds due, until nothing is. */
function swept(consult: Consult, ms: number, events: TimelineEvent[]): Consult {
  let present = consult;
  for (let times = 0; times < 10; times++) {
    const result = transition(present, { type: 'deadline' }, at(ms));
    if (result instanceof Refusal) throw result;
    if (result.consult === present) return present;
    events.push(...result.events);
    present = result.consult;
  }
  throw new Error('the sweep finds no end');
}

test('whatever is done with phones and whoever is lost, a consult stays sound', () => {
  fc.assert(
    fc.property(story, ({ way, by, steps }) => {
      const events: TimelineEvent[] = [];
      let consult: Consult | undefined;
      const apply = (command: Command, ms: number) => {
        const result = transition(consult, command, at(ms));
        if (result instanceof Refusal) return;
        consult = result.consult;
        events.push(...result.events);
      };
      const request = requestCommand('relay');
      apply(request.type === 'request' ? { ...request, by } : request, 0);
      for (const command of way) {
        apply(command, 0);
        apply({ type: 'take-call' }, 0);
      }
      let now = 0;
      for (const { deed: chosen, ms } of steps) {
        if (consult === undefined) throw new Error('no consult');
        now += ms;
        const before = consult.facts.version;
        apply(chosen(consult), now);
        expect(consult.facts.version - before).toBeLessThanOrEqual(1);
        consult = swept(consult, now, events);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        expectTold(consult, events);
        expectSoundPhone(consult);
        const due = dueAt(consult);
        const isLeft = consult.phase.state === 'requested' || isOver(consult) || due === null;
        if (!isLeft) expect(Date.parse(due)).toBeGreaterThan(at(now).now.getTime());
      }
    }),
    { numRuns: 1_000 },
  );
});
