import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { serverNotifications, type TimelineEvent } from '../../src/protocol/index.ts';
import type { Endpoint } from './support/endpoint.ts';
import { House, type SignedIn } from './support/house.ts';

const tvCount = 200;
const agentCount = 10;
/** In which time all TVs ask. */
const rushMs = 1_000;

const changed = z.object({
  method: z.literal('consult.changed'),
  params: serverNotifications['consult.changed'].params,
});

let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

/** An agent who accepts whatever rings, ends it at once, and goes on to the next. */
class Agent {
  readonly #endpoint: Endpoint;
  readonly #personId: string;
  readonly #ringing = new Set<string>();
  /** Consults that were accepted and ended, in order. */
  readonly served: string[] = [];
  /** What the work came to each time. */
  readonly codes = new Set<string>();
  #isBusy = false;

  constructor(endpoint: Endpoint, { identity }: SignedIn) {
    this.#endpoint = endpoint;
    this.#personId = identity.personId;
    endpoint.socket.on('message', (data) => {
      const told = changed.safeParse(JSON.parse(data.toString()));
      if (!told.success) return;
      const { id, offeredTo } = told.data.params.consult;
      if (offeredTo.some((person) => person.id === this.#personId)) this.#ringing.add(id);
      else this.#ringing.delete(id);
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    const [consultId] = this.#ringing;
    if (consultId === undefined || this.#isBusy) return;
    this.#isBusy = true;
    this.#ringing.delete(consultId);
    const { code } = await this.#endpoint.attempt('consult.accept', { consultId });
    this.codes.add(code ?? 'ok');
    if (code === undefined) {
      const ended = await this.#endpoint.attempt('consult.end', { consultId });
      this.codes.add(ended.code ?? 'ok');
      this.served.push(consultId);
    }
    this.#isBusy = false;
    await this.#next();
  }
}

/** What each consult's timeline says, in the order of the queue. */
async function timelines(): Promise<Map<string, readonly TimelineEvent[]>> {
  const rows = await house.database
    .selectFrom('consults')
    .select('id')
    .orderBy('requested_at')
    .orderBy('id')
    .execute();
  const events = await house.database
    .selectFrom('timeline')
    .select(['consult_id', 'document'])
    .orderBy('seq')
    .execute();
  const told = new Map<string, TimelineEvent[]>(rows.map(({ id }) => [id, []]));
  for (const event of events) told.get(event.consult_id)?.push(JSON.parse(event.document));
  return told;
}

test('two hundred TVs ask within a second, ten physicians answer: everyone is served once, in order', async () => {
  const clinic = await house.clinic();
  const agents: Agent[] = [];
  const people: SignedIn[] = [];
  for (let i = 0; i < agentCount; i += 1) people.push(await clinic.person());
  const [confirming] = people;
  if (confirming === undefined) throw new Error('nobody works here');
  const tvs: Endpoint[] = [];
  for (let i = 0; i < tvCount; i += 1) tvs.push(await house.tv(await clinic.tv(confirming)));
  for (const person of people) agents.push(new Agent(await house.agent(person), person));

  const asked = tvs.map(async (tv, index) => {
    await new Promise((resolve) => setTimeout(resolve, (index * rushMs) / tvCount));
    const consultId = newId();
    await tv.ask(consultId);
    return consultId;
  });
  const ids = await Promise.all(asked);
  const served = () => agents.flatMap((agent) => agent.served);
  await expect.poll(() => served().length, { timeout: 60_000, interval: 50 }).toBe(tvCount);
  await house.consults.settled();

  expect(new Set(served())).toEqual(new Set(ids));
  for (const { codes } of agents) {
    expect(['already_accepted', 'ok', 'wrong_state']).toEqual(expect.arrayContaining([...codes]));
  }
  const told = await timelines();
  const queue = [...told.keys()];
  for (const events of told.values()) {
    const types = events.map(({ type }) => type);
    expect(types.filter((type) => type === 'accepted')).toHaveLength(1);
    expect(types).toContain('ended');
    expect(types.at(-1)).toBe('verdict');
  }
  // While one patient is accepted, no more who asked before can be waiting than rings at the others.
  const acceptedAt = (id: string) =>
    told.get(id)?.find(({ type }) => type === 'accepted')?.at ?? 'never';
  queue.forEach((id, index) => {
    const passedOver = queue
      .slice(0, index)
      .filter((before) => acceptedAt(before) > acceptedAt(id));
    expect(passedOver.length, `before number ${index}`).toBeLessThan(agentCount);
  });

  expect(await house.database.selectFrom('rings').selectAll().execute()).toEqual([]);
  const open = house.database.selectFrom('consults').select('id').where('ended_at', 'is', null);
  expect(await open.execute()).toEqual([]);
  for (const { identity } of people) {
    const { colleagues } = await house.consults.agents.colleagues(identity);
    expect(colleagues.every(({ presence }) => presence === 'available')).toBe(true);
  }
}, 120_000);
