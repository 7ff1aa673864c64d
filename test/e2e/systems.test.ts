import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Connector } from '../../clients/connector/connector.ts';
import { SignedIn } from '../connector/support/demo.ts';
import { until } from '../connector/support/until.ts';
import { Receiver, verified } from '../integration/receiver.ts';
import { HousecallProcess } from '../support/housecall.ts';
import { careRequest } from '../support/serviceRequests.ts';

const madeSource = z.object({ source: z.object({ id: z.uuid() }), secret: z.string() });
const madeSubscription = z.object({ secret: z.string() });

describe('the other systems of a clinic', () => {
  let housecall: HousecallProcess;
  let admin: SignedIn;
  let physician: SignedIn;
  let tv: Connector;
  let agent: Connector;
  let deviceId: string;
  let source: z.infer<typeof madeSource>;

  beforeAll(async () => {
    housecall = await HousecallProcess.start();
    const { url } = housecall;
    admin = await SignedIn.at(url, 'admin@demo.test');
    physician = await SignedIn.at(url);
    const paired = await physician.pairTv();
    deviceId = paired.deviceId;
    const signaling = `${url.replace('http', 'ws')}/signaling`;
    tv = new Connector({ url: signaling, endpoint: 'tv', token: () => paired.token });
    agent = new Connector({
      url: signaling,
      endpoint: 'agent',
      WebSocket: physician.WebSocket,
    });
    for (const connector of [tv, agent]) {
      connector.start();
      await until(connector.connection, ({ name }) => name === 'open');
    }
    source = madeSource.parse(
      await admin.post('/api/integration/sources/create', { name: 'Scheduling' }),
    );
  });
  afterAll(async () => {
    await Promise.all([tv.leave(), agent.leave()]);
    await housecall.close();
  });

  /** Sends a signed command. @returns the status and the body */
  async function command(type: string, data: object): Promise<{ status: number; body: unknown }> {
    const id = randomUUID();
    const now = new Date();
    const body = JSON.stringify({
      specversion: '1.0',
      id,
      source: 'https://scheduling.clinic.example',
      type: `org.housecall.command.${type}`,
      data,
    });
    const response = await fetch(`${housecall.url}/api/inbound/${source.source.id}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents+json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': new Webhook(source.secret).sign(id, now, body),
      },
      body,
    });
    return { status: response.status, body: await response.json() };
  }

  it('open a consult: it rings at the physician, and nothing begins before the patient takes it', async () => {
    const about = { deviceId };
    const opened = await command('open-consult', { about, kind: 'care', reason: 'At nine' });
    expect(opened.status).toBe(200);
    const { consultId } = z.object({ consultId: z.uuid() }).parse(opened.body);
    const stateIs = (state: string) => () => agent.consult(consultId)?.consult.state === state;
    await until(agent.consults, stateIs('offered'));
    expect(agent.consult(consultId)?.consult.serviceRequest.event).toMatchObject({
      type: 'system-choice',
      reason: 'At nine',
    });
    const { consult } = await agent.request('consult.accept', { consultId });
    expect(consult.state).toBe('calling');
    await until(tv.consults, () => tv.consult(consultId)?.consult.state === 'calling');
    await tv.request('consult.accept', { consultId });
    await until(agent.consults, stateIs('accepted'));
    await agent.request('consult.end', { consultId });
    await until(tv.consults, () => tv.consult(consultId)?.consult.state === 'ended');
  });

  it('say that the physician is away: it rings no more', async () => {
    const person = { email: 'physician@demo.test' };
    const told = await command('set-presence', { person, presence: 'do-not-disturb' });
    expect(told).toEqual({ status: 200, body: {} });
    const { setting } = await agent.request('agent.colleagues', {});
    expect(setting).toBe('do-not-disturb');
    const consultId = newId();
    const { consult } = await tv.request('consult.request', {
      consultId,
      serviceRequest: careRequest,
    });
    expect([consult.state, consult.attended]).toEqual(['queued', false]);
    await tv.request('consult.cancel', { consultId });
    await agent.request('agent.setPresence', { setting: 'available' });
  });

  it('are told of everything that happens in a consult, in its order and signed', async () => {
    const receiver = await Receiver.start();
    const subscription = madeSubscription.parse(
      await admin.post('/api/integration/subscriptions/create', { url: receiver.url }),
    );
    const consultId = newId();
    await tv.request('consult.request', { consultId, serviceRequest: careRequest });
    await tv.request('consult.cancel', { consultId });
    await receiver.have(3);
    const types = receiver.received.slice(0, 3).map((received) => {
      const event = z
        .object({ type: z.string(), subject: z.string() })
        .parse(verified(received, subscription.secret));
      expect(event.subject).toBe(consultId);
      return event.type.replace('org.housecall.consult.', '');
    });
    expect(types).toEqual(['requested', 'offered', 'cancelled']);
    await receiver.close();
  });
});
