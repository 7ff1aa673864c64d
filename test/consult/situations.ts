import type { Actor } from '../../src/consult/ports.ts';
import { updateFor, viewOf } from '../../src/consult/view.ts';
import type {
  ConsultView,
  Identity,
  MediaTransport,
  PathPolicy,
  TimelineEvent,
} from '../../src/protocol/index.ts';
import { ada, ben, cleo, homeTv } from './people.ts';
import { ask, openWorld, type World } from './world.ts';

/** Ada has accepted the patient at home; Ben and Cleo are there. */
export async function accepted(
  policy: PathPolicy = 'relay',
): Promise<{ world: World; id: string }> {
  const world = await openWorld();
  world.policy = policy;
  await world.arrive(ada, ben, cleo);
  const id = await ask(world, homeTv);
  await world.consults.accept(ada, id);
  await world.consults.settled();
  return { world, id };
}

/** The same, and both sides have the media of the present epoch. */
export async function active(policy: PathPolicy = 'relay'): Promise<{ world: World; id: string }> {
  const { world, id } = await accepted(policy);
  for (const actor of [homeTv, ada]) await flows(world, actor, id);
  return { world, id };
}

/** The actor's media of the present epoch flows. */
export async function flows(
  world: World,
  actor: Actor,
  consultId: string,
  transport?: MediaTransport,
): Promise<void> {
  const { epoch } = (await viewIn(world, consultId)).path;
  const report = { consultId, epoch, outcome: 'connected', detail: '', transport } as const;
  await world.consults.reportMedia(actor, report);
}

export async function viewIn(world: World, consultId: string): Promise<ConsultView> {
  const consult = await world.store.find(consultId);
  if (consult === undefined) throw new Error(`no consult ${consultId}`);
  return viewOf(consult);
}

/** The consult and its timeline as an endpoint is told of them. */
export async function toldTo(
  identity: Identity,
  world: World,
  consultId: string,
): Promise<ReturnType<typeof updateFor>> {
  const consult = await world.store.find(consultId);
  if (consult === undefined) throw new Error(`no consult ${consultId}`);
  return updateFor(identity, consult, await world.store.timeline(consultId, 0));
}

export async function eventsIn(world: World, consultId: string): Promise<readonly TimelineEvent[]> {
  return await world.store.timeline(consultId, 0);
}

export async function typesIn(world: World, consultId: string): Promise<string[]> {
  return (await eventsIn(world, consultId)).map((event) => event.type);
}

/** At whom it rings, by name, in the order of ringing. */
export async function rungIn(world: World, consultId: string): Promise<string[]> {
  return (await viewIn(world, consultId)).offeredTo.map(({ name }) => name);
}
