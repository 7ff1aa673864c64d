import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../src/consult/ports.ts';
import {
  type Consult,
  everyAnswerer,
  isAnswered,
  isOver,
  isWaiting,
} from '../../src/consult/state.ts';
import { type AgentIdentity, Refusal } from '../../src/protocol/index.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { ada, agent, ben, cleo, clinic, idOf, person, tv } from './people.ts';
import { KilledError, openWorld, type World } from './world.ts';

/*
 * Patients ask, agents accept, decline, send back, transfer, come and go, time passes and the server
 * is killed, all at once and in any order. Whatever happens: nobody is rung by two at once, no
 * consult is lost, and nobody is passed over.
 */

const tvs = [1, 2, 3, 4, 5].map((number) => tv(`TV ${number}`));
const finn = agent('Finn', 'staff');
const agents = [ada, ben, cleo, finn];
type AgentActor = Actor & { readonly identity: AgentIdentity };

/** Something that happens; a number chooses among the consults that there are. */
type Deed = (world: World) => Promise<unknown>;

const someAgent = fc.constantFrom<AgentActor>(...agents);
const choice = fc.nat({ max: 20 });

async function openConsults(world: World): Promise<Consult[]> {
  const found = await Promise.all((await world.store.openIds()).map((id) => world.store.find(id)));
  return found.filter((consult) => consult !== undefined);
}

/** An agent does something to a consult: one that rings at them or that they have, if there is one. */
function byAgent(act: (world: World, actor: Actor, consultId: string) => Promise<unknown>) {
  return fc.record({ actor: someAgent, which: choice }).map(
    ({ actor, which }): Deed =>
      async (world) => {
        const consults = await openConsults(world);
        const { personId } = actor.identity;
        const own = consults.filter(({ phase }) => {
          if (phase.state === 'offered')
            return phase.rings.some((ring) => ring.person.id === personId);
          if (phase.state !== 'accepted') return false;
          return phase.person.id === personId || phase.transfer?.to.id === personId;
        });
        const among = own.length > 0 ? own : consults;
        const consult = among[which % Math.max(1, among.length)];
        if (consult !== undefined) await act(world, actor, consult.facts.id);
      },
  );
}

let asked = 0;

const request = fc.constantFrom(...tvs).map(
  (actor): Deed =>
    async (world) => {
      if (!world.connected.has(actor.sessionId)) return;
      const consultId = idOf(`story ${++asked}`);
      await world.consults.request(actor, { consultId, serviceRequest: careRequest });
    },
);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: request },
  { weight: 6, arbitrary: byAgent((world, actor, id) => world.consults.accept(actor, id)) },
  { weight: 3, arbitrary: byAgent((world, actor, id) => world.consults.decline(actor, id)) },
  { weight: 3, arbitrary: byAgent((world, actor, id) => world.consults.end(actor, id)) },
  {
    weight: 2,
    arbitrary: byAgent((world, actor, id) => world.consults.handover.returnToQueue(actor, id)),
  },
  {
    weight: 2,
    arbitrary: someAgent.chain(({ identity }) =>
      byAgent((world, actor, id) =>
        world.consults.handover.transfer(actor, id, { to: identity.personId, note: '' }),
      ),
    ),
  },
  byAgent((world, actor, id) => world.consults.handover.withdrawTransfer(actor, id)),
  byAgent((world, actor, id) => world.consults.setPriority(actor, id, 'urgent')),
  fc.constantFrom(...tvs).map(
    (actor): Deed =>
      async (world) => {
        const open = await world.store.findOpenByDevice(
          actor.identity.kind === 'tv' ? actor.identity.deviceId : '',
        );
        if (open) await world.consults.cancel(actor, open.facts.id);
      },
  ),
  fc
    .record({
      actor: someAgent,
      setting: fc.constantFrom('available', 'available', 'away', 'do-not-disturb'),
    })
    .map(
      ({ actor, setting }): Deed =>
        (world) =>
          world.consults.agents.set(actor.identity, setting),
    ),
  {
    weight: 4,
    arbitrary: someAgent.map(
      (actor): Deed =>
        (world) =>
          world.arrive(actor),
    ),
  },
  {
    weight: 2,
    arbitrary: someAgent.map(
      (actor): Deed =>
        (world) =>
          world.leave(actor),
    ),
  },
  fc.record({ actor: someAgent, idle: fc.boolean() }).map(
    ({ actor, idle }): Deed =>
      async (world) => {
        const { personId } = actor.identity;
        if (idle) world.idle.add(personId);
        else world.idle.delete(personId);
        if (!idle) world.consults.agents.seen(clinic.id, personId);
        await world.consults.presenceChanged(clinic.id);
      },
  ),
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1_000, max: 35_000 }).map(
      (ms): Deed =>
        (world) =>
          world.pass(ms),
    ),
  },
);

/** Deeds that are done at once, and perhaps the server is killed while they are under way. */
interface Chapter {
  readonly deeds: readonly Deed[];
  /** After how many steps; `null` where it lives on. */
  readonly killed: number | null;
}

const chapter: fc.Arbitrary<Chapter> = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 4 }),
  killed: fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, fc.nat({ max: 12 })),
});
const story = fc.array(chapter, { minLength: 8, maxLength: 20 });

/** Does it; to be refused, or killed, is part of the story. */
async function tell(world: World, act: Deed): Promise<void> {
  try {
    await act(world);
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof KilledError)) throw error;
  }
}

/** Lets the server do a few steps more, then kills it; all who were connected come back. */
async function kill(world: World, steps: number): Promise<void> {
  const online = new Set(world.online);
  for (let step = 0; step < steps; step += 1) {
    await (step % 4 === 3 ? setImmediate() : Promise.resolve());
  }
  await world.restart();
  await world.arrive(...tvs);
  await world.arrive(...agents.filter(({ identity }) => online.has(identity.personId)));
}

async function play(world: World, { deeds, killed }: Chapter): Promise<void> {
  const told = deeds.map((act) => tell(world, act));
  if (killed !== null) await kill(world, killed);
  await Promise.all(told);
  await world.consults.settled();
  // What a killed server left undone, the next sweep does.
  if (killed !== null) await world.pass(0);
}

function ringsOf({ phase }: Consult): readonly string[] {
  if (phase.state === 'offered') return phase.rings.map((ring) => ring.person.id);
  return phase.state === 'accepted' && phase.transfer !== null ? [phase.transfer.to.id] : [];
}

/** Whom a waiting consult might still ring. */
function possible({ facts }: Consult): readonly string[] {
  return everyAnswerer(facts)
    .map(({ id }) => id)
    .filter((id) => !facts.declinedBy.includes(id) && !facts.heldBy.includes(id));
}

async function expectNobodyRungTwice(consults: readonly Consult[]): Promise<void> {
  const rung = consults.flatMap(ringsOf);
  expect(new Set(rung).size).toBe(rung.length);
}

async function expectNobodyLost(world: World, consults: readonly Consult[]): Promise<void> {
  const presences = await world.consults.agents.of(clinic.id);
  const rung = new Set(consults.flatMap(ringsOf));
  for (const consult of consults) {
    expect(['queued', 'offered', 'accepted']).toContain(consult.phase.state);
    if (!isWaiting(consult) || ringsOf(consult).length > 0) continue;
    const free = possible(consult).filter(
      (id) => presences.get(id) === 'available' && !rung.has(id),
    );
    expect(free).toEqual([]);
  }
}

/**
 * Whoever waited all the while, and still rings at nobody, was not passed over: nobody behind them
 * has begun to ring at a person whom they could have had.
 */
async function expectOrder(
  world: World,
  before: readonly Consult[],
  after: readonly Consult[],
): Promise<void> {
  const presences = await world.consults.agents.of(clinic.id);
  const rank = { stat: 0, urgent: 1, routine: 2 } as const;
  const isBefore = (one: Consult, other: Consult) =>
    rank[one.facts.priority] - rank[other.facts.priority] < 0 ||
    (one.facts.priority === other.facts.priority &&
      one.facts.requestedAt < other.facts.requestedAt);
  const versions = new Map(before.map(({ facts }) => [facts.id, facts.version]));
  const ringing = new Map(before.map((consult) => [consult.facts.id, ringsOf(consult)]));
  const waited = after.filter(
    (consult) =>
      consult.phase.state === 'queued' && versions.get(consult.facts.id) === consult.facts.version,
  );
  for (const consult of waited) {
    const wanted = possible(consult).filter((id) => presences.get(id) === 'available');
    for (const later of after.filter((other) => isWaiting(other) && isBefore(consult, other))) {
      const begun = ringsOf(later).filter(
        (id) => ringing.get(later.facts.id)?.includes(id) !== true,
      );
      expect(begun.filter((id) => wanted.includes(id))).toEqual([]);
    }
  }
}

/** Everybody who waits or talks comes to an end, in the end. */
async function expectAllOver(world: World): Promise<void> {
  for (const consult of await openConsults(world)) {
    if (isAnswered(consult)) {
      const holder = agents.find(({ identity }) => identity.personId === consult.phase.person.id);
      if (holder === undefined) throw new Error('a stranger has a consult');
      await world.consults.join(holder, consult.facts.id);
      await world.consults.end(holder, consult.facts.id);
    }
  }
  await world.leave(...agents, ...tvs);
  await world.pass(60_000);
  await world.pass(60_000);
  expect(await world.store.openIds()).toEqual([]);
  const ids = new Set(world.changes.map(({ after }) => after.facts.id));
  for (const id of ids) {
    const consult = await world.store.find(id);
    expect(consult !== undefined && isOver(consult)).toBe(true);
  }
}

test('nobody is rung by two, nobody is lost, nobody is passed over', async () => {
  await fc.assert(
    fc.asyncProperty(story, fc.boolean(), async (chapters, hasPreferred) => {
      const world = await openWorld();
      if (hasPreferred) world.preferred = [person('Ada')];
      world.linked = [person('Ada'), person('Ben'), person('Cleo')].slice(hasPreferred ? 1 : 0);
      world.careStaff = [person('Finn')];
      await world.arrive(...tvs, ada, ben);
      for (const each of chapters) {
        const before = await openConsults(world);
        world.now = new Date(world.now.getTime() + 10);
        await play(world, each);
        const after = await openConsults(world);
        await expectNobodyRungTwice(after);
        await expectNobodyLost(world, after);
        await expectOrder(world, before, after);
      }
      await expectAllOver(world);
      await world.database.destroy();
    }),
    { numRuns: 60 },
  );
}, 120_000);
