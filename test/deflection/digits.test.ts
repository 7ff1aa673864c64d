import { describe, expect, test } from 'vitest';
import { ada, agent, ben, homeTv, otherClinic, tv } from '../consult/people.ts';
import { eventsIn, typesIn, viewIn } from '../consult/situations.ts';
import { ask, outcomeOf } from '../consult/world.ts';
import { admitted, linked, onPhone, openPhones, type Phones } from './support.ts';

const wrong = (digits: string) => (digits === '000000' ? '000001' : '000000');

describe('six digits for the way back', () => {
  async function away() {
    const phones = await openPhones();
    return { phones, phone: await onPhone(phones) };
  }

  test.each(['tv', 'mobile'] as const)(
    'are shown by the %s and taken by the other',
    async (from) => {
      const { phones, phone } = await away();
      const { deflection, id, world } = phones;
      const [shows, takes] = from === 'tv' ? [homeTv, phone] : [phone, homeTv];
      const { code, expiresAt } = await deflection.openReturn(shows, id);
      expect(code).toMatch(/^\d{6}$/);
      expect(expiresAt).toBe('2026-03-02T09:05:00.000Z');
      await deflection.return(takes, id, code);
      expect((await viewIn(world, id)).shift).toMatchObject({ to: 'tv' });
    },
  );

  test('are not taken by the screen that shows them', async () => {
    const { phones, phone } = await away();
    const { deflection, id } = phones;
    const { code } = await deflection.openReturn(phone, id);
    expect(await outcomeOf(deflection.return(phone, id, code))).toBe('phone_code_void');
    expect(await outcomeOf(deflection.return(homeTv, id, code))).toBe('ok');
  });

  test('are good once', async () => {
    const { phones, phone } = await away();
    const { deflection, id, world } = phones;
    const { code } = await deflection.openReturn(phone, id);
    await deflection.return(homeTv, id, code);
    await world.consults.mobiles.abandon(homeTv, id);
    expect(await outcomeOf(deflection.return(homeTv, id, code))).toBe('phone_code_void');
  });

  test('are good again where the TV could not take the call', async () => {
    const { phones, phone } = await away();
    const { deflection, id, world } = phones;
    const { code } = await deflection.openReturn(homeTv, id);
    await world.leave(homeTv);
    for (let turn = 0; turn < 6; turn += 1) {
      expect(await outcomeOf(deflection.return(phone, id, code))).toBe('endpoint_absent');
    }
    await world.arrive(homeTv);
    expect(await outcomeOf(deflection.return(phone, id, code))).toBe('ok');
  });

  test('are tried five times, however many at once, whatever is opened in between', async () => {
    const { phones, phone } = await away();
    const { deflection, id } = phones;
    const { code } = await deflection.openReturn(phone, id);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => outcomeOf(deflection.return(homeTv, id, wrong(code)))),
    );
    expect(outcomes.filter((outcome) => outcome === 'phone_code_void')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'too_many_tries')).toHaveLength(3);
    expect(await outcomeOf(deflection.return(homeTv, id, code))).toBe('too_many_tries');
    const next = await deflection.openReturn(phone, id);
    expect(await outcomeOf(deflection.return(homeTv, id, next.code))).toBe('too_many_tries');
  });

  test('that are wrong are told how many tries are left', async () => {
    const { phones, phone } = await away();
    const { deflection, id } = phones;
    const { code } = await deflection.openReturn(phone, id);
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      await expect(deflection.return(homeTv, id, wrong(code))).rejects.toMatchObject({
        code: 'phone_code_void',
        details: { triesLeft },
      });
    }
  });

  test('that are right begin the count anew', async () => {
    const { phones, phone } = await away();
    const { deflection, id, world } = phones;
    for (let turn = 0; turn < 3; turn += 1) {
      const { code } = await deflection.openReturn(phone, id);
      for (let guess = 0; guess < 3; guess += 1) {
        await outcomeOf(deflection.return(homeTv, id, wrong(code)));
      }
      expect(await outcomeOf(deflection.return(homeTv, id, code))).toBe('ok');
      await world.consults.mobiles.abandon(homeTv, id);
    }
  });

  test('are of no other consult', async () => {
    const { phones, phone } = await away();
    const { deflection, world } = phones;
    await world.arrive(ben);
    const ward = tv('ward TV');
    const other = await ask(world, ward);
    await world.consults.accept(ben, other);
    const { code } = await deflection.openReturn(phone, phones.id);
    expect(await outcomeOf(deflection.return(ward, other, code))).toBe('wrong_state');
    expect(await outcomeOf(deflection.return(ward, phones.id, code))).toBe('not_found');
  });

  test('expire after five minutes', async () => {
    const { phones, phone } = await away();
    const { code } = await phones.deflection.openReturn(phone, phones.id);
    phones.world.now = new Date(phones.world.now.getTime() + 5 * 60_000);
    expect(await outcomeOf(phones.deflection.return(homeTv, phones.id, code))).toBe(
      'phone_code_void',
    );
  });

  test('are not needed by a TV whose phone is away, and by no phone ever', async () => {
    const { phones, phone } = await away();
    const { deflection, id, world } = phones;
    expect(await outcomeOf(deflection.return(homeTv, id, undefined))).toBe('phone_code_void');
    expect(await outcomeOf(deflection.return(phone, id, undefined))).toBe('phone_code_void');
    await world.leave(phone);
    expect(await outcomeOf(deflection.return(homeTv, id, undefined))).toBe('ok');
  });

  test('are not needed once the phone is gone', async () => {
    const { phones } = await away();
    const { mobileId } = (await onPhoneOf(phones)).identity;
    await phones.world.consults.mobiles.refuse(ada, phones.id, mobileId);
    expect(await outcomeOf(phones.deflection.return(homeTv, phones.id, undefined))).toBe('ok');
  });

  test('are nothing while the call is on the TV', async () => {
    const phones = await openPhones();
    await admitted(phones);
    const { deflection, id } = phones;
    expect(await outcomeOf(deflection.openReturn(homeTv, id))).toBe('wrong_state');
    expect(await outcomeOf(deflection.return(homeTv, id, undefined))).toBe('wrong_state');
  });
});

/** The phone that has the call. */
async function onPhoneOf({ id, world }: Phones) {
  const { mobile } = await viewIn(world, id);
  if (mobile === null) throw new Error('There is no phone.');
  return { identity: { mobileId: mobile.id } };
}

describe('a reference to say on the telephone', () => {
  test('comes with the clinic’s number as people write it', async () => {
    const { deflection, id } = await openPhones();
    expect(await deflection.openReference(homeTv, id)).toEqual({
      number: '030 901820',
      reference: expect.stringMatching(/^\d{6}$/),
      expiresAt: '2026-03-02T09:05:00.000Z',
    });
  });

  test('is written for abroad where the number is', async () => {
    const phones = await openPhones();
    phones.settings = { ...phones.settings, country: 'AT' };
    const { number } = await phones.deflection.openReference(homeTv, phones.id);
    expect(number).toBe('+49 30 901820');
  });

  test('is none where the clinic has no number', async () => {
    const phones = await openPhones();
    phones.settings = { ...phones.settings, callIn: null };
    expect(await outcomeOf(phones.deflection.openReference(homeTv, phones.id))).toBe(
      'way_unavailable',
    );
  });

  test('finds the consult for the agent who is told it, once', async () => {
    const { deflection, id, world } = await openPhones();
    const { reference } = await deflection.openReference(homeTv, id);
    expect(await deflection.confirmReference(ada, reference)).toEqual({ consultId: id });
    expect((await viewIn(world, id)).telephone?.state).toBe('connected');
    expect(await typesIn(world, id)).toContain('telephone-connected');
    expect(await outcomeOf(deflection.confirmReference(ada, reference))).toBe('phone_code_void');
  });

  test('stays for whoever may see the consult where somebody else tried it', async () => {
    const { deflection, id } = await openPhones();
    const { reference } = await deflection.openReference(homeTv, id);
    expect(await outcomeOf(deflection.confirmReference(ben, reference))).not.toBe('ok');
    expect(await outcomeOf(deflection.confirmReference(ada, reference))).toBe('ok');
  });

  test('is nothing in another clinic, and to nobody but agents', async () => {
    const { deflection, id } = await openPhones();
    const { reference } = await deflection.openReference(homeTv, id);
    const stranger = agent('Zoe', 'staff', otherClinic);
    expect(await outcomeOf(deflection.confirmReference(stranger, reference))).toBe(
      'phone_code_void',
    );
    expect(await outcomeOf(deflection.confirmReference(homeTv, reference))).toBe('forbidden');
  });

  test('is guessed by nobody', async () => {
    const { deflection, id } = await openPhones();
    const { reference } = await deflection.openReference(homeTv, id);
    for (let guess = 0; guess < 20; guess += 1) {
      await outcomeOf(deflection.confirmReference(ada, wrong(reference)));
    }
    expect(await outcomeOf(deflection.confirmReference(ada, reference))).toBe('rate_limited');
  });
});

describe('a number to be called at', () => {
  test.each([
    ['030 901820', '+4930901820'],
    ['0171 2345678', '+491712345678'],
    ['+43 1 71132', '+43171132'],
  ])('«%s» is kept as %s', async (typed, e164) => {
    const { deflection, id, world } = await openPhones();
    const { number } = await deflection.giveNumber(homeTv, id, typed);
    expect(number.replaceAll(' ', '')).toBe(e164);
    expect((await viewIn(world, id)).telephone).toEqual({ state: 'wanted', number: e164 });
  });

  test.each([
    '110',
    '12345',
    'call me',
    '0900 1 234567',
    '+49 171 234567890123',
    '0171 2345678; rm -rf',
    '+999 12345678',
  ])('«%s» is none', async (typed) => {
    const { deflection, id } = await openPhones();
    expect(await outcomeOf(deflection.giveNumber(homeTv, id, typed))).toBe('number_invalid');
  });

  test('may be given from a phone that was let in', async () => {
    const phones = await openPhones();
    const phone = await linked(phones);
    const { deflection, id, world } = phones;
    const give = () => outcomeOf(deflection.giveNumber(phone, id, '0171 2345678'));
    expect(await give()).toBe('phone_not_admitted');
    await world.consults.mobiles.admit(ada, id, phone.identity.mobileId);
    expect(await give()).toBe('ok');
  });

  test('is dialled by the agent, and everybody is told', async () => {
    const { deflection, id, world } = await openPhones();
    expect(await outcomeOf(deflection.dial(ada, id))).toBe('wrong_state');
    await deflection.giveNumber(homeTv, id, '0171 2345678');
    await deflection.dial(ada, id);
    const last = (await eventsIn(world, id)).at(-1);
    expect(last).toMatchObject({ type: 'dialled', number: '+491712345678' });
  });
});
