import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answering, Receiver, verified } from '../integration/receiver.ts';
import { foundClinic } from '../registration/support.ts';
import { type Browser, openWeb, refusalOf, signedIn, type TestWeb, textIn } from './support.ts';

describe("the admins' side of integration", () => {
  let web: TestWeb;
  let receiver: Receiver;
  let admin: Browser;

  beforeEach(async () => {
    web = await openWeb();
    receiver = await Receiver.start();
    await foundClinic(web.registration, 'north');
    admin = await signedIn(web, 'admin@north.test');
  });
  afterEach(async () => {
    await receiver.close();
    await web.close();
  });

  const at = (path: string) => `/api/integration/${path}`;

  async function subscribe(wanted: object = {}): Promise<{ id: string; secret: string }> {
    const { body, status } = await admin.post(at('subscriptions/create'), {
      url: receiver.url,
      ...wanted,
    });
    expect(status).toBe(200);
    const subscription: unknown = Reflect.get(Object(body), 'subscription');
    return { id: textIn(subscription, 'id'), secret: textIn(body, 'secret') };
  }

  it('shows a secret once, when it is made, and never again', async () => {
    const { id, secret } = await subscribe();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const rotated = await admin.post(at('subscriptions/rotate'), { id });
    expect(textIn(rotated.body, 'secret')).not.toBe(secret);
    const { body } = await admin.get(at('subscriptions'));
    expect(body).toEqual({
      subscriptions: [
        {
          id,
          url: receiver.url,
          format: 'cloudevents',
          eventTypes: null,
          template: null,
          enabled: true,
          disabledBecause: null,
          createdAt: expect.any(String),
          formerSecretUntil: textIn(rotated.body, 'formerSecretUntil'),
        },
      ],
    });
    const stored = await web.registration.database
      .selectFrom('webhook_subscriptions')
      .selectAll()
      .execute();
    expect(JSON.stringify(stored)).not.toContain(secret.slice('whsec_'.length));
    expect(web.log.join()).not.toContain('whsec_');
  });

  it('changes what it is told and leaves the rest', async () => {
    const { id } = await subscribe({ eventTypes: ['ended'] });
    const change = { id, format: 'template', template: 'data.event' };
    expect((await admin.post(at('subscriptions/change'), change)).body).toMatchObject({
      format: 'template',
      template: 'data.event',
      eventTypes: ['ended'],
      url: receiver.url,
    });
    const off = await admin.post(at('subscriptions/change'), { id, enabled: false });
    expect(off.body).toMatchObject({ enabled: false, format: 'template' });
    await admin.post(at('subscriptions/delete'), { id });
    expect((await admin.get(at('subscriptions'))).body).toEqual({ subscriptions: [] });
  });

  it.each([
    ['a target that is not encrypted', { url: 'http://erp.clinic.example/' }],
    ['a target in a network out of reach', { url: 'https://10.0.0.1/' }],
    ['no target', { url: 'erp' }],
    ['a template that cannot be read', { format: 'template', template: '{ "a": ' }],
    ['a template that is too long', { format: 'template', template: `"${'x'.repeat(8_001)}"` }],
    ['the format template without one', { format: 'template' }],
    ['a template without the format', { template: 'data' }],
    ['types that are none', { eventTypes: ['Not A Type'] }],
    ['no types', { eventTypes: [] }],
  ])('refuses %s', async (_name, wanted) => {
    const request = { url: receiver.url, ...wanted };
    expect(await admin.post(at('subscriptions/create'), request)).toMatchObject({
      status: 400,
      body: refusalOf('invalid_params'),
    });
  });

  it.each([
    ['cloudevents', null, { type: 'org.housecall.consult.test' }],
    ['fhir', null, { resourceType: 'Bundle', type: 'transaction' }],
    ['template', 'data.consult.patient', { name: 'Test Patient' }],
  ])('sends a test in the format %s', async (format, template, sent) => {
    // Its receiver verifies by the real time.
    web.registration.clock.advance((Date.now() - web.registration.clock.now().getTime()) / 1_000);
    admin = await signedIn(web, 'admin@north.test');
    const { id, secret } = await subscribe({ format, template });
    const answer = await admin.post(at('subscriptions/test'), { id });
    expect(answer.body).toEqual({ delivered: true, status: 204, error: null });
    const [received] = receiver.received;
    if (!received) throw new Error('nothing came');
    expect(verified(received, secret)).toMatchObject(sent);
  });

  it('says what is wrong with a test', async () => {
    const { id } = await subscribe();
    receiver.answer = answering(500);
    expect((await admin.post(at('subscriptions/test'), { id })).body).toEqual({
      delivered: false,
      status: 500,
      error: 'It answered 500.',
    });
    await admin.post(at('subscriptions/change'), {
      id,
      format: 'template',
      template: '$error("x")',
    });
    expect((await admin.post(at('subscriptions/test'), { id })).body).toMatchObject({
      delivered: false,
      error: expect.stringContaining('The template failed'),
    });
  });

  it('lists and replays deliveries of the own clinic, without their contents', async () => {
    const { id } = await subscribe();
    expect((await admin.get(at('deliveries'))).body).toEqual({ deliveries: [] });
    const filtered = await admin.get(at(`deliveries?subscriptionId=${id}&status=dead`));
    expect(filtered).toMatchObject({ status: 200, body: { deliveries: [] } });
    expect(await admin.get(at('deliveries?status=lost'))).toMatchObject({ status: 400 });
    expect((await admin.post(at('deliveries/replay'), { subscriptionId: id })).body).toEqual({
      replayed: 0,
    });
  });

  it('makes, changes, rotates and removes sources', async () => {
    const { body } = await admin.post(at('sources/create'), { name: 'Scheduling' });
    const id = textIn(Reflect.get(Object(body), 'source'), 'id');
    expect(textIn(body, 'secret')).toMatch(/^whsec_/);
    const changed = await admin.post(at('sources/change'), { id, name: 'Appointments' });
    expect(changed.body).toMatchObject({ name: 'Appointments', enabled: true });
    expect((await admin.post(at('sources/rotate'), { id })).body).toMatchObject({
      secret: expect.stringMatching(/^whsec_/),
    });
    expect((await admin.get(at('sources'))).body).toMatchObject({
      sources: [{ id, name: 'Appointments', formerSecretUntil: expect.any(String) }],
    });
    await admin.post(at('sources/delete'), { id });
    expect((await admin.get(at('sources'))).body).toEqual({ sources: [] });
  });

  it('knows nothing of other clinics', async () => {
    await foundClinic(web.registration, 'south');
    const stranger = await signedIn(web, 'admin@south.test');
    const { id } = await subscribe();
    const { body } = await admin.post(at('sources/create'), { name: 'Scheduling' });
    const sourceId = textIn(Reflect.get(Object(body), 'source'), 'id');
    for (const [path, request] of [
      ['subscriptions/change', { id, enabled: false }],
      ['subscriptions/delete', { id }],
      ['subscriptions/rotate', { id }],
      ['subscriptions/test', { id }],
      ['deliveries/replay', { subscriptionId: id }],
      ['sources/change', { id: sourceId, enabled: false }],
      ['sources/delete', { id: sourceId }],
      ['sources/rotate', { id: sourceId }],
    ] as const) {
      expect(await stranger.post(at(path), request), path).toMatchObject({ status: 404 });
    }
    expect((await stranger.get(at('subscriptions'))).body).toEqual({ subscriptions: [] });
    expect((await stranger.get(at('sources'))).body).toEqual({ sources: [] });
    expect((await admin.get(at('subscriptions'))).body).toMatchObject({
      subscriptions: [{ enabled: true, formerSecretUntil: null }],
    });
  });
});
