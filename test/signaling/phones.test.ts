import { v7 as newId } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answering, Receiver } from '../integration/receiver.ts';
import { baselineJpeg, jpegSize } from '../support/jpegs.ts';
import type { Endpoint } from './support/endpoint.ts';
import { type Clinic, House, type PairedTv, type SignedIn } from './support/house.ts';

let house: House;
let receiver: Receiver;
let clinic: Clinic;
let physician: SignedIn;
let paired: PairedTv;
let tv: Endpoint;
let agent: Endpoint;
let consultId: string;
beforeEach(async () => {
  receiver = await Receiver.start();
  receiver.answer = answering(201);
  const url = `http://127.0.0.1:${receiver.port}`;
  const sms = { url, account: 'AC42', token: 'token', from: '+4930901820' };
  house = await House.open({ messages: { sms, mail: null } });
  clinic = await house.clinic('relay');
  physician = await clinic.person();
  paired = await clinic.tv(physician);
  tv = await house.tv(paired);
  agent = await house.agent(physician);
  consultId = newId();
  await tv.ask(consultId);
  await agent.request('consult.accept', { consultId });
});
afterEach(async () => {
  await house.close();
  await receiver.close();
});

const userAgent =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';

function connect(): Promise<Endpoint> {
  return house.connect({ 'user-agent': userAgent });
}

/** A phone's own secret. */
const claimOf = (name: string) => `the secret of ${name}`;

async function askForPin(): Promise<void> {
  const { clinicSettings, proofs } = house.registration;
  const admin = (await clinic.person('admin')).identity;
  await clinicSettings.write(admin, {
    ...(await clinicSettings.read(admin)),
    phones: { check: 'pin', callIn: null, country: 'DE' },
  });
  const staff = (await clinic.person('staff')).identity;
  await proofs.set(staff, { patientId: paired.patientId, pin: '4711' });
}

describe('a phone', () => {
  test('comes in by the code on the TV, proves whose it is, is let in, and shows a photo', async () => {
    await askForPin();
    const { code } = await tv.request('deflection.openCode', { consultId, use: 'add' });
    const phone = await connect();
    const { identity } = await phone.open({
      endpoint: 'mobile',
      token: code,
      claim: claimOf('this phone'),
    });
    expect(identity).toMatchObject({ kind: 'mobile', consultId, clinic: { id: clinic.ref.id } });
    const mobileId = identity.kind === 'mobile' ? identity.mobileId : '';
    await phone.request('consult.join', { consultId });

    const card = await agent.hears('consult.changed', ({ consult }) => consult.mobile !== null);
    expect(card.consult.mobile).toMatchObject({
      id: mobileId,
      browser: 'Chrome 131',
      address: '127.0.0.1',
      nearTv: true,
      way: 'typed',
      admitted: false,
      check: { kind: 'pin', state: 'open', triesLeft: 3 },
    });
    const bytes = baselineJpeg();
    const photo = { id: newId(), ...jpegSize, sizeBytes: bytes.length };
    const sent = { consultId, photo, part: 0, data: bytes.toString('base64') };
    expect(await phone.attempt('chat.sendPhoto', sent)).toEqual({ code: 'phone_not_admitted' });
    const prove = (answer: string) => phone.request('deflection.prove', { consultId, answer });
    expect(await prove('0000')).toEqual({ passed: false, triesLeft: 2 });
    expect(await prove('4711')).toEqual({ passed: true, triesLeft: 1 });
    await agent.request('deflection.admit', { consultId, mobileId });

    await phone.request('chat.sendPhoto', sent);
    for (const endpoint of [tv, agent, phone]) {
      await endpoint.hears('consult.changed', ({ events }) =>
        events.some(({ type }) => type === 'photo-sent'),
      );
      const read = { consultId, photoId: photo.id, part: 0 };
      const { data, parts } = await endpoint.request('chat.readPhoto', read);
      expect([data, parts]).toEqual([bytes.toString('base64'), 1]);
    }
  });

  test('whose answer was lost opens again with the same code, and is the same phone', async () => {
    const { code } = await tv.request('deflection.openCode', { consultId, use: 'add' });
    const open = { endpoint: 'mobile', token: code, claim: claimOf('this phone') } as const;
    const first = await connect();
    const { identity } = await first.open(open);
    first.terminate();
    expect((await (await connect()).open(open)).identity).toEqual(identity);
    const stranger = await connect();
    const other = { ...open, claim: claimOf('another phone') };
    expect(await stranger.attempt('session.open', other)).toEqual({ code: 'phone_code_used' });
    expect(await stranger.closed).toBe(4401);
  });

  test('comes back by its session, also to a server that was restarted', async () => {
    const { code } = await tv.request('deflection.openCode', { consultId, use: 'add' });
    const phone = await connect();
    const claim = claimOf('this phone');
    const { identity } = await phone.open({ endpoint: 'mobile', token: code, claim });
    await house.leave();
    house = await House.open({ folder: house.folder });
    const { resume } = phone;
    const back = await (await connect()).open({ endpoint: 'mobile', resume });
    expect(back).toMatchObject({ resumed: true, identity });
  });

  test.each([
    ['no code at all', { endpoint: 'mobile' }],
    ['a claim alone', { endpoint: 'mobile', claim: claimOf('nobody') }],
    ['a code without a claim', { endpoint: 'mobile', token: 'BCDF-GHJK' }],
    ['what is no code', { endpoint: 'mobile', token: '<script>', claim: claimOf('nobody') }],
    ['a claim that anybody could guess', { endpoint: 'mobile', token: 'BCDF-GHJK', claim: '1' }],
  ])('with %s is refused', async (_, params) => {
    const phone = await connect();
    const { code } = await phone.attempt('session.open', params);
    expect(['unauthenticated', 'phone_code_void', 'invalid_params']).toContain(code);
  });

  test('finds its way by a link in an SMS', async () => {
    const { to } = await tv.request('deflection.sendLink', {
      consultId,
      use: 'move',
      to: { way: 'sms', number: '0171 2345678' },
    });
    expect(to).toBe('+49 ··· 5678');
    await receiver.have(1);
    const body = new URLSearchParams(receiver.received[0]?.body);
    const link = new URL(/http\S+/.exec(body.get('Body') ?? '')?.[0] ?? '');
    expect(link.origin).toBe(`http://127.0.0.1:${house.port}`);
    const phone = await connect();
    const token = link.hash.slice(1);
    await phone.open({ endpoint: 'mobile', token, claim: claimOf('this phone') });
    const { consult } = await agent.hears(
      'consult.changed',
      (changed) => changed.consult.mobile !== null,
    );
    expect(consult.mobile).toMatchObject({ way: 'sms', use: 'move' });
  });

  test('finds no code of a consult that is over', async () => {
    const { code } = await tv.request('deflection.openCode', { consultId, use: 'add' });
    await agent.request('consult.end', { consultId });
    const phone = await connect();
    const open = { endpoint: 'mobile', token: code, claim: claimOf('this phone') };
    expect(await phone.attempt('session.open', open)).toEqual({ code: 'phone_code_void' });
  });
});
