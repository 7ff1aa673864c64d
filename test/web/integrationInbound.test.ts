import { Webhook } from 'standardwebhooks';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/protocol/index.ts';
import { uuid } from '../integration/messages.ts';
import { foundClinic } from '../registration/support.ts';
import { type Answer, Browser, openWeb, refusalOf, type TestWeb } from './support.ts';

const openConsult = {
  specversion: '1.0',
  id: 'appointment-17',
  source: 'https://scheduling.clinic.example',
  type: 'org.housecall.command.open-consult',
  data: { about: { patientId: uuid(1) }, kind: 'care', reason: 'Appointment at nine' },
};
const setPresence = {
  ...openConsult,
  type: 'org.housecall.command.set-presence',
  data: { person: { email: 'physician@north.test' }, presence: 'away' },
};

describe('commands of other systems', () => {
  let web: TestWeb;
  let clinicId: string;
  let source: { id: string; secret: string };

  beforeEach(async () => {
    web = await openWeb({ limits: { inboundPerAddress: { points: 20, seconds: 60 } } });
    ({
      clinic: { id: clinicId },
    } = await foundClinic(web.registration, 'north'));
    const created = await web.integration.sources.create(clinicId, 'Scheduling');
    source = { id: created.source.id, secret: created.secret };
  });
  afterEach(() => web.close());

  /** Sends what a system would; `changes` spoil it. */
  function send(
    event: unknown,
    changes: {
      id?: string;
      secret?: string;
      sourceId?: string;
      sentAfterSeconds?: number;
      headers?: Record<string, string>;
      body?: string;
    } = {},
  ): Promise<Answer> {
    const { headers, id = `msg_${v7()}`, secret = source.secret, sentAfterSeconds = 0 } = changes;
    const body = JSON.stringify(event);
    const at = new Date(web.registration.clock.now().getTime() + sentAfterSeconds * 1_000);
    return new Browser(web.url).send(
      'POST',
      `/api/inbound/${changes.sourceId ?? source.id}`,
      changes.body ?? body,
      {
        'content-type': 'application/cloudevents+json',
        'webhook-id': id,
        'webhook-timestamp': String(at.getTime() / 1_000),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
        ...headers,
      },
    );
  }

  it('open a consult of the clinic', async () => {
    const answer = await send(openConsult);
    expect(answer).toMatchObject({ status: 200 });
    expect(web.commands.opened).toEqual([
      { ...openConsult.data, clinicId, consultId: expect.any(String) },
    ]);
    expect(answer.body).toEqual({ consultId: web.commands.opened[0]?.consultId });
  });

  it('set the presence of somebody', async () => {
    expect(await send(setPresence)).toMatchObject({ status: 200, body: {} });
    expect(web.commands.presences).toEqual([{ ...setPresence.data, clinicId }]);
  });

  it('that come again under the same id are answered the same and done once', async () => {
    const first = await send(openConsult, { id: 'msg_1' });
    const again = await send(openConsult, { id: 'msg_1', sentAfterSeconds: 10 });
    expect(again).toMatchObject({ status: 200, body: first.body });
    expect(web.commands.opened).toHaveLength(1);
  });

  it('that come twice at once are done once', async () => {
    const held = Promise.withResolvers<void>();
    web.commands.hold = held.promise;
    const both = [send(openConsult, { id: 'msg_1' }), send(openConsult, { id: 'msg_1' })];
    held.resolve();
    const [first, second] = await Promise.all(both);
    expect(first?.body).toEqual(second?.body);
    expect(web.commands.opened).toHaveLength(1);
  });

  it('that were refused are tried anew, for the same consult', async () => {
    web.commands.refusal = new Refusal('device_busy');
    expect(await send(openConsult, { id: 'msg_1' })).toMatchObject({
      status: 409,
      body: refusalOf('device_busy'),
    });
    web.commands.refusal = undefined;
    const again = await send(openConsult, { id: 'msg_1' });
    expect(again).toMatchObject({ status: 200, body: { consultId: expect.any(String) } });
  });

  it.each([
    ['another secret', { secret: `whsec_${Buffer.alloc(32).toString('base64')}` }],
    ['an unknown source', { sourceId: uuid(9) }],
    ['a source that is no id', { sourceId: 'scheduling' }],
    ['another body', { body: JSON.stringify(setPresence) }],
    ['a time long past', { sentAfterSeconds: -301 }],
    ['a time to come', { sentAfterSeconds: 301 }],
    ['no time', { headers: { 'webhook-timestamp': 'now' } }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
    ['a signature of another kind', { headers: { 'webhook-signature': 'v1a,AAAA' } }],
    ['another id', { headers: { 'webhook-id': 'msg_2' } }],
  ])('with %s are not let in', async (_name, changes) => {
    expect(await send(openConsult, changes)).toMatchObject({
      status: 401,
      body: refusalOf('unauthenticated'),
    });
    expect(web.commands.opened).toEqual([]);
  });

  it('of a source that was switched off or removed are not let in', async () => {
    await web.integration.sources.change(clinicId, { id: source.id, enabled: false });
    expect(await send(openConsult)).toMatchObject({ status: 401 });
    await web.integration.sources.change(clinicId, { id: source.id, enabled: true });
    expect(await send(openConsult)).toMatchObject({ status: 200 });
    await web.integration.sources.remove(clinicId, source.id);
    expect(await send(openConsult)).toMatchObject({ status: 401 });
  });

  it('may be signed by the former secret for a day', async () => {
    const { secret } = await web.integration.sources.rotate(clinicId, source.id);
    expect(await send(setPresence)).toMatchObject({ status: 200 });
    expect(await send(setPresence, { secret })).toMatchObject({ status: 200 });
    web.registration.clock.advance(24 * 3_600);
    expect(await send(setPresence)).toMatchObject({ status: 401 });
    expect(await send(setPresence, { secret })).toMatchObject({ status: 200 });
  });

  it.each([
    ['of an unknown type', { ...openConsult, type: 'org.housecall.command.delete-everything' }],
    ['that is no CloudEvent', { hello: 'world' }],
    ['that asks for too little', { ...openConsult, data: { kind: 'care' } }],
    [
      'about two things',
      {
        ...openConsult,
        data: { ...openConsult.data, about: { patientId: uuid(1), deviceId: uuid(2) } },
      },
    ],
    ['that names nobody', { ...setPresence, data: { presence: 'away' } }],
    [
      'with a presence that there is not',
      { ...setPresence, data: { ...setPresence.data, presence: 'asleep' } },
    ],
  ])('%s are refused without quoting them', async (_name, event) => {
    const answer = await send(event);
    expect(answer).toMatchObject({ status: 400, body: refusalOf('invalid_params') });
    expect(JSON.stringify(answer.body)).not.toContain('Appointment');
  });

  it('are limited by their number, and wrong ones by where they come from', async () => {
    const spoiled = { secret: `whsec_${Buffer.alloc(32).toString('base64')}` };
    for (let count = 0; count < 20; count += 1) {
      expect(await send(openConsult, spoiled)).toMatchObject({ status: 401 });
    }
    expect(await send(openConsult, spoiled)).toMatchObject({ status: 429 });
  });

  it('leave nothing personal in the log', async () => {
    web.commands.refusal = new Refusal('not_found');
    await send(setPresence);
    await send({ ...openConsult, data: { reason: 'Appointment at nine' } });
    expect(web.log.join()).toContain('request refused');
    expect(web.log.join()).not.toMatch(/north\.test|Appointment|whsec_|v1,/);
  });
});
