import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebhookDelivery } from '../../src/protocol/index.ts';
import { clinic, otherClinic } from '../consult/people.ts';
import { adaAccepts, match } from '../consult/stages.ts';
import { withFile } from '../consult/world.ts';
import { House, type HouseOptions } from './house.ts';
import { answering, hanging, Receiver, verified } from './receiver.ts';

describe('deliveries', () => {
  let house: House;
  let receiver: Receiver;
  const open: (House | Receiver)[] = [];

  beforeEach(async () => {
    house = await begin();
    receiver = await receive();
  });
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  async function begin(options: HouseOptions = {}): Promise<House> {
    const begun = await House.open(options);
    open.push(begun);
    return begun;
  }
  async function receive(): Promise<Receiver> {
    const started = await Receiver.start();
    open.unshift(started);
    return started;
  }
  async function listed(): Promise<readonly WebhookDelivery[]> {
    const { deliveries } = await house.integration.listDeliveries(clinic.id, {});
    return deliveries.toSorted((a, b) => a.seq - b.seq);
  }

  it('arrive signed, in order, with an id that stays', async () => {
    const { secret } = await house.subscribe(receiver.url);
    await house.apply(await house.request('a'), [match, adaAccepts]);
    await house.deliver();
    const events = receiver.received.map((received) => verified(received, secret));
    expect(events).toMatchObject([
      { type: 'org.housecall.consult.requested' },
      { type: 'org.housecall.consult.offered' },
      { type: 'org.housecall.consult.accepted' },
    ]);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(3);
    expect(await listed()).toMatchObject([
      { status: 'delivered', attempts: 1, lastStatus: 204, nextAttemptAt: null },
      { status: 'delivered' },
      { status: 'delivered' },
    ]);
  });

  it('leave nothing personal behind once they have arrived', async () => {
    await house.subscribe(receiver.url);
    await house.request('a');
    const before = await house.database.selectFrom('webhook_deliveries').selectAll().execute();
    expect(JSON.stringify(before)).toContain('Patient');
    await house.deliver();
    const after = await house.database.selectFrom('webhook_deliveries').selectAll().execute();
    expect(after).toMatchObject([{ status: 'delivered', facts: null }]);
    expect(JSON.stringify(after)).not.toContain('Patient');
  });

  it('go to the subscriptions that want them, of the clinic whose consult it is', async () => {
    await house.subscribe(`${receiver.url}/accepted`, { eventTypes: ['accepted'] });
    await house.subscribe(`${receiver.url}/all`);
    const off = await house.subscribe(`${receiver.url}/off`);
    await house.integration.subscriptions.change(clinic.id, { id: off.id, enabled: false });
    await house.request('elsewhere', { clinicId: otherClinic.id });
    await house.apply(await house.request('a'), [match, adaAccepts]);
    await house.deliver();
    expect(receiver.received.map(({ path }) => path).sort()).toEqual([
      '/hook/accepted',
      ...Array(3).fill('/hook/all'),
    ]);
  });

  it('are queued with the events or not at all', async () => {
    await house.subscribe(receiver.url);
    const consult = await house.request('a');
    const next = { ...consult, facts: { ...consult.facts, lastSeq: 0 } };
    // An event 1 cannot be appended again.
    await expect(house.append(next)).rejects.toThrow();
    expect(await listed()).toHaveLength(1);
  });

  it('that fail are tried again, later and later, the next event after them', async () => {
    const { secret } = await house.subscribe(receiver.url);
    receiver.answer = answering(500);
    await house.append(await house.request('a'));
    await house.deliver();
    expect(await listed()).toMatchObject([
      { status: 'waiting', attempts: 1, lastStatus: 500, lastError: 'It answered 500.' },
      { status: 'waiting', attempts: 0, nextAttemptAt: null },
    ]);
    await house.pass(9_999);
    expect(receiver.received).toHaveLength(1);
    await house.pass(1);
    expect(receiver.received).toHaveLength(2);
    await house.pass(29_999);
    expect(receiver.received).toHaveLength(2);
    receiver.answer = answering(200);
    await house.pass(1);
    const [first, second, third, fourth] = receiver.received;
    expect(receiver.received).toHaveLength(4);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(third?.body).toBe(first?.body);
    if (!fourth) throw new Error('the second event is missing');
    expect(verified(fourth, secret)).toMatchObject({ type: 'org.housecall.consult.endpoint-lost' });
  });

  it('wait for as long as the receiver asks', async () => {
    await house.subscribe(receiver.url);
    receiver.answer = answering(429, { 'retry-after': '120' });
    await house.request('a');
    await house.deliver();
    await house.pass(119_000);
    expect(receiver.received).toHaveLength(1);
    receiver.answer = answering(503, {
      'retry-after': new Date(house.now.getTime() + 601_000).toUTCString(),
    });
    await house.pass(1_000);
    expect(receiver.received).toHaveLength(2);
    await house.pass(590_000);
    expect(receiver.received).toHaveLength(2);
    await house.pass(10_000);
    expect(receiver.received).toHaveLength(3);
  });

  it('are given up after ten attempts in a day, and the events behind them sooner', async () => {
    const { id } = await house.subscribe(receiver.url);
    receiver.answer = answering(500);
    await house.append(await house.request('a'), 2);
    const from = house.now.getTime();
    await house.deliver();
    for (
      let next = (await listed())[0]?.nextAttemptAt;
      next;
      next = (await listed())[0]?.nextAttemptAt
    ) {
      await house.pass(Date.parse(next) - house.now.getTime());
    }
    const hours = (house.now.getTime() - from) / 3_600_000;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(30);
    // Those behind have some hours left of their own day.
    await house.pass(8 * 3_600_000);
    await house.pass(1);
    await house.pass(8 * 3_600_000);
    const dead = await listed();
    expect(dead).toMatchObject([
      { status: 'dead', attempts: 10, lastError: 'It answered 500.' },
      { status: 'dead' },
      { status: 'dead' },
    ]);

    receiver.answer = answering(200);
    const sent = receiver.received.length;
    const [first] = dead;
    if (!first) throw new Error('there is a dead letter');
    const { consultId, seq } = first;
    const one = { subscriptionId: id, event: { consultId, seq } };
    expect(await house.integration.replay(clinic.id, one)).toEqual({ replayed: 1 });
    await house.deliver();
    expect(receiver.received).toHaveLength(sent + 1);
    expect(receiver.received.at(-1)?.body).toBe(receiver.received[0]?.body);
    expect(await house.integration.replay(clinic.id, { subscriptionId: id })).toEqual({
      replayed: 2,
    });
    await house.deliver();
    expect(await listed()).toMatchObject(Array(3).fill({ status: 'delivered' }));
    expect(receiver.received.slice(-2).map(({ body }) => JSON.parse(body).data.event.seq)).toEqual([
      2, 3,
    ]);
  });

  it('to a receiver that is gone for good end its subscription', async () => {
    await house.subscribe(receiver.url);
    receiver.answer = answering(410);
    await house.append(await house.request('a'));
    await house.request('b');
    await house.deliver();
    expect(await house.integration.subscriptions.list(clinic.id)).toMatchObject({
      subscriptions: [{ enabled: false, disabledBecause: 'gone' }],
    });
    expect(await listed()).toMatchObject(Array(3).fill({ status: 'dead' }));
    await house.request('c');
    expect(await listed()).toHaveLength(3);
  });

  it('follow no redirect', async () => {
    const elsewhere = await receive();
    await house.subscribe(receiver.url);
    receiver.answer = answering(307, { location: elsewhere.url });
    await house.request('a');
    await house.deliver();
    expect(elsewhere.received).toEqual([]);
    expect(await listed()).toMatchObject([{ status: 'waiting', lastStatus: 307 }]);
  });

  it('count an answer that never ends by its status', async () => {
    await house.subscribe(receiver.url);
    const closed = Promise.withResolvers<void>();
    receiver.answer = (response) => {
      response.once('close', () => closed.resolve());
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(4_096)));
      };
      response.on('drain', pour);
      pour();
    };
    await house.request('a');
    await house.deliver();
    await closed.promise;
    expect(await listed()).toMatchObject([{ status: 'delivered', lastStatus: 200 }]);
  });

  it('of one receiver that hangs hold up nobody else', async () => {
    const busy = await receive();
    busy.answer = hanging;
    await house.subscribe(busy.url);
    const { id } = await house.subscribe(receiver.url);
    for (let count = 0; count < 10; count += 1) await house.request(`consult ${count}`);
    house.integration.deliveries.kick();
    await Promise.all([receiver.have(10), busy.have(4)]);
    expect(busy.received).toHaveLength(4);
    await busy.close();
    open.splice(open.indexOf(busy), 1);
    await house.integration.deliveries.settled();
    const { deliveries } = await house.integration.listDeliveries(clinic.id, {
      subscriptionId: id,
    });
    expect(deliveries).toMatchObject(Array(10).fill({ status: 'delivered' }));
  });

  it('that get no answer in time are tried again', async () => {
    const hasty = await begin({ timeoutMs: 50 });
    await hasty.subscribe(receiver.url);
    receiver.answer = hanging;
    await hasty.request('a');
    await hasty.deliver();
    const { deliveries } = await hasty.integration.listDeliveries(clinic.id, {});
    expect(deliveries).toMatchObject([
      { status: 'waiting', lastStatus: null, lastError: 'No answer within 0.05 s.' },
    ]);
    receiver.answer = answering(200);
    await hasty.pass(10_000);
    const after = await hasty.integration.listDeliveries(clinic.id, {});
    expect(after.deliveries).toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });

  it('are signed by the new secret and the former one for a day', async () => {
    const { id, secret: former } = await house.subscribe(receiver.url);
    const { secret } = await house.integration.subscriptions.rotate(clinic.id, id);
    await house.request('a');
    await house.deliver();
    const [received] = receiver.received;
    if (!received) throw new Error('nothing came');
    expect(verified(received, secret)).toEqual(verified(received, former));
    await house.pass(24 * 3_600_000);
    await house.request('b');
    await house.deliver();
    expect(receiver.received[1]?.headers['webhook-signature']).not.toContain(' ');
  });

  it('survive a restart in the middle', () =>
    withFile(async (file) => {
      const key = randomBytes(32);
      const before = await House.open({ file, key });
      const { secret } = await before.subscribe(receiver.url);
      receiver.answer = hanging;
      await before.append(await before.request('a'));
      before.integration.deliveries.kick();
      await receiver.have(1);
      await before.close();

      const after = await House.open({ file, key });
      receiver.answer = answering(200);
      await after.deliver();
      const events = receiver.received.map((received) => verified(received, secret));
      expect(events).toMatchObject([
        { type: 'org.housecall.consult.requested' },
        { type: 'org.housecall.consult.requested' },
        { type: 'org.housecall.consult.endpoint-lost' },
      ]);
      await after.close();
    }));

  it('under another key become dead letters that say so', () =>
    withFile(async (file) => {
      const before = await House.open({ file });
      await before.subscribe(receiver.url);
      await before.request('a');
      await before.close();
      const after = await House.open({ file });
      await after.deliver();
      const { deliveries } = await after.integration.listDeliveries(clinic.id, {});
      expect(deliveries).toMatchObject([
        { status: 'dead', lastError: expect.stringContaining('Make a new secret') },
      ]);
      await after.close();
    }));

  it('of a damaged event are given up, and the next one goes', async () => {
    await house.subscribe(receiver.url);
    await house.append(await house.request('a'));
    await house.database
      .updateTable('timeline')
      .set({ document: '{' })
      .where('seq', '=', 1)
      .execute();
    await house.deliver();
    expect(await listed()).toMatchObject([
      { status: 'dead', attempts: 1 },
      { status: 'delivered' },
    ]);
  });

  it('are forgotten after a week, dead letters after a month', async () => {
    await house.subscribe(receiver.url);
    await house.request('a');
    await house.deliver();
    await house.request('b');
    await house.database
      .updateTable('webhook_deliveries')
      .set({ status: 'dead', next_attempt_at: null })
      .where('status', '=', 'waiting')
      .execute();
    await house.pass(8 * 24 * 3_600_000);
    expect(await listed()).toMatchObject([{ status: 'dead' }]);
    await house.pass(23 * 24 * 3_600_000);
    expect(await listed()).toEqual([]);
  });

  it('close twice, and start no more', async () => {
    await house.subscribe(receiver.url);
    house.integration.deliveries.start();
    await house.integration.deliveries.close();
    await house.integration.deliveries.close();
    await house.request('a');
    house.integration.deliveries.kick();
    await house.integration.deliveries.settled();
    expect(receiver.received).toEqual([]);
  });
});
