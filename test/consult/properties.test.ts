import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Consults } from '../../src/consult/consults.ts';
import type { Actor } from '../../src/consult/ports.ts';
import { seatHeldBy } from '../../src/consult/state.ts';
import { viewOf } from '../../src/consult/view.ts';
import { type CheckStatus, finalStates } from '../../src/protocol/index.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { ada, agent, ben, cleo, clinic, homeTv, idOf, tv } from './people.ts';
import { phoneIn, traitsOf } from './phones.ts';
import { expectSoundPhone, expectTold } from './soundness.ts';
import { openWorld, outcomeOf, type World } from './world.ts';

const tvs = [homeTv, tv('ward TV')];
const patientsAndAgents: readonly Actor[] = [
  ...tvs,
  ada,
  ben,
  cleo,
  agent('Ada', 'physician', clinic, 'second tab'),
  tv('home TV', 'second run'),
  agent('Finn', 'staff'),
];
const consultIds = ['first', 'second', 'third'].map(idOf);
const phones = consultIds.flatMap((id) => [phoneIn(id), phoneIn(id, 'second phone')]);
const physicians = [ada, ben, cleo];

const everybody: readonly Actor[] = [...patientsAndAgents, ...phones];

function patientOf({ identity }: Actor): string {
  return identity.kind === 'tv' ? identity.patient.id : '';
}

/** Something that somebody does, or that befalls everybody. */
type Deed = (world: World, consults: Consults) => Promise<unknown>;

const someone = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...patientsAndAgents) },
  { weight: 1, arbitrary: fc.constantFrom(...phones) },
);
const somePhone = fc.constantFrom(...phones);
const someUse = fc.constantFrom('move', 'split');
const somePlace = fc.constantFrom('tv', 'both', 'mobile');
const someCheck = fc.constantFrom<CheckStatus | null>(null, {
  kind: 'pin',
  state: 'open',
  triesLeft: 3,
});
const someConsult = fc.constantFrom(...consultIds);
const someEpoch = fc.integer({ min: 1, max: 4 });
const somePolicy = fc.constantFrom('auto', 'relay', 'direct');
const someOutcome = fc.constantFrom('connected', 'failed');

/** What any endpoint may try, with or without a right to. */
const attempt: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.accept(actor, id),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.join(actor, id),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.decline(actor, id),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.cancel(actor, id),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.end(actor, id),
  ),
  fc.record({ actor: someone, id: someConsult, policy: somePolicy }).map(
    ({ actor, id, policy }): Deed =>
      (_, consults) =>
        consults.media.setPolicy(actor, id, policy),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.handover.returnToQueue(actor, id),
  ),
  fc.record({ actor: someone, id: someConsult, to: fc.constantFrom(...physicians) }).map(
    ({ actor, id, to }): Deed =>
      (_, consults) =>
        consults.handover.transfer(actor, id, { to: to.identity.personId, note: '' }),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.askCallback(actor, id),
  ),
  fc.record({ actor: someone, consultId: someConsult, of: fc.constantFrom(...tvs) }).map(
    ({ actor, consultId, of }): Deed =>
      (_, consults) =>
        consults.call(actor, { consultId, patientId: patientOf(of), kind: 'care' }),
  ),
  fc
    .record({ actor: someone, setting: fc.constantFrom('available', 'away', 'do-not-disturb') })
    .map(
      ({ actor, setting }): Deed =>
        (_, consults) =>
          consults.agents.set(actor.identity, setting),
    ),
  fc.record({ actor: someone, consultId: someConsult, epoch: someEpoch, outcome: someOutcome }).map(
    ({ actor, ...report }): Deed =>
      (_, consults) =>
        consults.media.report(actor, { ...report, detail: '' }),
  ),
);

/** What a phone and those around it may try, with or without a right to. */
const phoneAttempt: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ phone: somePhone, check: someCheck }).map(
    ({ phone, check }): Deed =>
      (_, consults) =>
        consults.mobiles.link(phone.identity.consultId, { ...traitsOf(phone), use: 'move' }, check),
  ),
  somePhone.map(
    (phone): Deed =>
      (_, consults) =>
        consults.join(phone, phone.identity.consultId),
  ),
  fc.record({ phone: somePhone, passed: fc.boolean(), triesLeft: fc.nat(2) }).map(
    ({ phone: { identity }, ...outcome }): Deed =>
      (_, consults) =>
        consults.mobiles.proved(identity.consultId, identity.mobileId, outcome),
  ),
  fc.record({ actor: someone, phone: somePhone, isIn: fc.boolean() }).map(
    ({ actor, phone: { identity }, isIn }): Deed =>
      (_, { mobiles }) =>
        isIn
          ? mobiles.admit(actor, identity.consultId, identity.mobileId)
          : mobiles.refuse(actor, identity.consultId, identity.mobileId),
  ),
  fc.record({ phone: somePhone, use: someUse }).map(
    ({ phone, use }): Deed =>
      (_, consults) =>
        consults.mobiles.begin(phone, phone.identity.consultId, { use, media: 'video' }),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.mobiles.beginReturn(actor, id),
  ),
  fc.record({ actor: someone, id: someConsult, to: somePlace }).map(
    ({ actor, id, to }): Deed =>
      (_, consults) =>
        consults.mobiles.confirm(actor, id, to),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.mobiles.abandon(actor, id),
  ),
  fc.record({ actor: someone, id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.mobiles.propose(actor, id, { use: 'move', reason: 'wished' }),
  ),
  somePhone.map(
    (phone): Deed =>
      (_, consults) =>
        consults.mobiles.leave(phone, phone.identity.consultId),
  ),
  fc.record({ actor: someone, id: someConsult, message: fc.nat(5) }).map(
    ({ actor, id, message }): Deed =>
      (_, consults) =>
        consults.chat.say(actor, id, { messageId: idOf(`message ${message}`), text: 'Hello.' }),
  ),
);

/** What leads a phone on: whoever has to do the next step does it. */
const phoneStep: fc.Arbitrary<Deed> = fc
  .record({ phone: somePhone, use: someUse, isBack: fc.boolean() })
  .map(
    ({ phone, use, isBack }): Deed =>
      async (world, consults) => {
        const { consultId, mobileId } = phone.identity;
        const consult = await world.store.find(consultId);
        if (!consult) return;
        const { mobile, shift, patientAt } = consult.facts;
        const holder = patientsAndAgents.find(
          ({ sessionId }) => seatHeldBy(consult, sessionId) === 'agent',
        );
        if (mobile?.id !== mobileId) {
          world.connected.add(phone.sessionId);
          await consults.mobiles.link(consultId, { ...traitsOf(phone), use: 'move' }, null);
          await consults.join(phone, consultId);
        } else if (!mobile.admitted) {
          if (holder) await consults.mobiles.admit(holder, consultId, mobileId);
        } else if (shift !== null) {
          if (holder) await consults.mobiles.confirm(holder, consultId, shift.to);
        } else if (patientAt !== 'tv' && isBack) {
          await consults.mobiles.beginReturn(phone, consultId);
        } else {
          await consults.mobiles.begin(phone, consultId, { use, media: 'video' });
        }
      },
  );

/** What leads a consult on. */
const step: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ actor: fc.constantFrom(...tvs), consultId: someConsult }).map(
    ({ actor, consultId }): Deed =>
      (_, consults) =>
        consults.request(actor, { consultId, serviceRequest: careRequest }),
  ),
  fc.record({ actor: fc.constantFrom(...physicians), id: someConsult }).map(
    ({ actor, id }): Deed =>
      (_, consults) =>
        consults.accept(actor, id),
  ),
  {
    weight: 3,
    arbitrary: fc
      .record({
        consultId: someConsult,
        outcome: someOutcome,
        place: fc.constantFrom('tv', 'agent', 'mobile'),
      })
      .map(
        ({ consultId, outcome, place }): Deed =>
          async (world, consults) => {
            const consult = await world.store.find(consultId);
            const holder = everybody.find(
              ({ sessionId }) => consult && seatHeldBy(consult, sessionId) === place,
            );
            if (!consult || !holder) return;
            const { epoch } = consult.facts.path;
            await consults.media.report(holder, { consultId, epoch, outcome, detail: '' });
          },
      ),
  },
);

/** What befalls everybody. */
const event: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: someone.map(
      (actor): Deed =>
        (world) =>
          world.arrive(actor),
    ),
  },
  {
    weight: 3,
    arbitrary: someone.map(
      (actor): Deed =>
        (world) =>
          world.leave(actor),
    ),
  },
  fc.integer({ min: 1_000, max: 20_000 }).map(
    (ms): Deed =>
      (world) =>
        world.pass(ms),
  ),
  fc.record({ id: someConsult, epoch: someEpoch }).map(
    ({ id, epoch }): Deed =>
      (_, consults) =>
        consults.roomLost(`${id}:${epoch}`),
  ),
  fc.constantFrom('home TV device', 'ward TV device').map(
    (name): Deed =>
      (_, consults) =>
        consults.deviceUnpaired(idOf(name)),
  ),
  fc.constant<Deed>((_, consults) => consults.recoverAfterRestart()),
);

const deed = fc.oneof(
  { weight: 5, arbitrary: step },
  { weight: 2, arbitrary: attempt },
  { weight: 3, arbitrary: phoneStep },
  { weight: 2, arbitrary: phoneAttempt },
  { weight: 2, arbitrary: event },
);

/** Deeds that are done at once, through either of two nodes, then the next ones. */
const story = fc.array(fc.array(fc.tuple(deed, fc.boolean()), { minLength: 1, maxLength: 4 }), {
  minLength: 8,
  maxLength: 24,
});

const saidAfterwards: ReadonlySet<string> = new Set(['verdict', 'callback-asked', 'callback-done']);

async function expectSound(world: World): Promise<void> {
  const busy: string[] = [];
  const rung: string[] = [];
  for (const id of consultIds) {
    const consult = await world.store.find(id);
    if (consult === undefined) continue;
    const view = viewOf(consult);
    const events = await world.store.timeline(id, 0);

    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(view.lastSeq).toBe(events.length);
    expectTold(consult, events);
    expectSoundPhone(consult);

    const types = events.map((event) => event.type);
    const accepts = types.filter((type) => type === 'accepted').length;
    const returns = types.filter((type) => type === 'returned').length;
    expect(accepts).toBeLessThanOrEqual(1 + returns);
    const ends = types.findIndex(
      (type) => type === 'ended' || type === 'cancelled' || type === 'expired',
    );
    // After the end there is only what is said about it, and the wish to be called back.
    const afterwards = ends === -1 ? [] : types.slice(ends + 1);
    expect(afterwards.filter((type) => !saidAfterwards.has(type))).toEqual([]);

    events.forEach((event, index) => {
      if (event.type !== 'declined') return;
      for (const later of events.slice(index + 1)) {
        if (later.type === 'offered') {
          expect(later.to.map((person) => person.id)).not.toContain(event.person.id);
        }
      }
    });
    const epochs = events.flatMap((event) =>
      event.type === 'requested' || event.type === 'path-changed' ? [event.path.epoch] : [],
    );
    expect(epochs).toEqual(epochs.map((_, index) => index + 1));
    if (view.agent && !finalStates.has(view.state)) busy.push(view.agent.id);
    rung.push(...view.offeredTo.map((person) => person.id));
    if (view.transfer) rung.push(view.transfer.to.id);
  }
  expect(new Set(busy).size).toBe(busy.length);
  // Nobody is rung by two consults at once.
  expect(new Set(rung).size).toBe(rung.length);
}

/** Each change was published once, and starts from what the one before it led to. */
function expectPublished(world: World): void {
  for (const id of consultIds) {
    const changes = world.changes.filter(({ after }) => after.facts.id === id);
    const versions = changes.map(({ after }) => after.facts.version).toSorted((a, b) => a - b);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
  }
}

test('whatever anybody does, in whatever order, each consult stays sound', async () => {
  await fc.assert(
    fc.asyncProperty(story, somePolicy, async (steps, policy) => {
      const world = await openWorld();
      world.policy = policy;
      await world.arrive(ada, ben, ...tvs);
      const other = world.another();
      for (const deeds of steps) {
        await Promise.all(
          deeds.map(([act, here]) => outcomeOf(act(world, here ? world.consults : other))),
        );
        await Promise.all([world.consults.settled(), other.settled()]);
        await expectSound(world);
      }
      expectPublished(world);
      await world.database.destroy();
    }),
    { numRuns: 60 },
  );
}, 60_000);
