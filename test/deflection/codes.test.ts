import { describe, expect, test } from 'vitest';
import { ada, ben, homeTv } from '../consult/people.ts';
import { viewIn } from '../consult/situations.ts';
import { outcomeOf } from '../consult/world.ts';
import { abroad, forgotten, home, linked, openPhones, type Phones, show } from './support.ts';

async function opened(): Promise<{ phones: Phones; code: string }> {
  const phones = await openPhones();
  const { code } = await phones.deflection.openCode(homeTv, phones.id, 'split');
  return { phones, code };
}

describe('a code on the screen', () => {
  test('is eight letters in two groups, good for five minutes, in a link that no server reads', async () => {
    const { deflection, id } = await openPhones();
    const { code, expiresAt, url } = await deflection.openCode(homeTv, id, 'move');
    expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(url).toBe(`https://clinic.example/m/#${code.replace('-', '')}`);
    expect(expiresAt).toBe('2026-03-02T09:05:00.000Z');
  });

  test('links the phone that shows it, as what it was wished for', async () => {
    const { phones, code } = await opened();
    const identity = await show(phones, code);
    expect(identity).toMatchObject({
      kind: 'mobile',
      consultId: phones.id,
      clinic: { name: 'Practice on the Square' },
    });
    expect((await viewIn(phones.world, phones.id)).mobile).toMatchObject({
      id: identity.mobileId,
      model: 'iPhone',
      browser: 'Safari 18',
      address: home,
      nearTv: true,
      use: 'split',
      admitted: false,
      check: null,
    });
  });

  test.each([
    ['typed', (code: string) => ` ${code.toLowerCase()} `],
    ['typed', (code: string) => code],
    ['qr', (code: string) => code.replace('-', '')],
  ])('was %s as the phone shows it', async (way, form) => {
    const { phones, code } = await opened();
    await show(phones, form(code));
    expect((await viewIn(phones.world, phones.id)).mobile?.way).toBe(way);
  });

  test('tells a phone that is elsewhere from one beside the TV', async () => {
    const { phones, code } = await opened();
    await show(phones, code, { address: abroad });
    expect((await viewIn(phones.world, phones.id)).mobile).toMatchObject({
      address: abroad,
      nearTv: false,
    });
  });

  test('is for one phone, and that one may show it again', async () => {
    const { phones, code } = await opened();
    const first = await show(phones, code, { claim: 'the first phone’s claim' });
    expect(await show(phones, code, { claim: 'the first phone’s claim' })).toEqual(first);
    expect(await outcomeOf(show(phones, code))).toBe('phone_code_used');
    const events = phones.world.changes.flatMap((change) => change.events);
    expect(events.filter(({ type }) => type === 'mobile-linked')).toHaveLength(1);
  });

  test('of many phones at once lets one in', async () => {
    const { phones, code } = await opened();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => outcomeOf(show(phones, code))),
    );
    expect(outcomes.toSorted()).toEqual(['ok', ...Array(7).fill('phone_code_used')].toSorted());
  });

  test('brings nobody back who was put out', async () => {
    const { phones, code } = await opened();
    const claim = 'the claim of a stranger';
    const { mobileId } = await show(phones, code, { claim });
    await phones.world.consults.mobiles.refuse(ada, phones.id, mobileId);
    expect(await outcomeOf(show(phones, code, { claim }))).toBe('phone_code_void');
    expect(await phones.deflection.mobile(mobileId)).toBeUndefined();
  });

  test.each([
    ['after five minutes', (phones: Phones) => phones.world.pass(5 * 60_000)],
    [
      'once there is a newer one',
      ({ deflection, id }: Phones) => deflection.openCode(homeTv, id, 'move'),
    ],
    ['once the consult is over', ({ id, world }: Phones) => world.consults.end(ada, id)],
    [
      'once what the consult gave out is forgotten',
      async (phones: Phones) => {
        await phones.world.consults.end(ada, phones.id);
        await forgotten(phones);
      },
    ],
  ])('is void %s', async (_, happens) => {
    const { phones, code } = await opened();
    await happens(phones);
    expect(await outcomeOf(show(phones, code))).toBe('phone_code_void');
  });

  test('lies in the database as a hash only, with the claim', async () => {
    const { phones, code } = await opened();
    await show(phones, code, { claim: 'the claim of this phone' });
    const rows = JSON.stringify(
      await phones.world.database.selectFrom('phone_codes').selectAll().execute(),
    );
    expect(rows).toContain(phones.id);
    expect(rows).not.toContain(code.replace('-', ''));
    expect(rows).not.toContain('claim of this phone');
  });

  test('is nothing that an agent opens, or the TV of somebody else', async () => {
    const { deflection, id } = await openPhones();
    expect(await outcomeOf(deflection.openCode(ada, id, 'move'))).toBe('forbidden');
    const other = { ...homeTv, sessionId: 'another session' };
    expect(await outcomeOf(deflection.openCode(other, id, 'move'))).toBe('not_joined');
    expect(await outcomeOf(deflection.openCode(ben, id, 'move'))).not.toBe('ok');
  });

  test('tells a phone that the call is on another', async () => {
    const phones = await openPhones();
    const { deflection, id, world } = phones;
    const phone = await linked(phones);
    const { mobiles } = world.consults;
    await mobiles.admit(ada, id, phone.identity.mobileId);
    const { code } = await deflection.openCode(homeTv, id, 'move');
    await mobiles.begin(phone, id, { use: 'move', media: 'video' });
    expect(await outcomeOf(show(phones, code))).toBe('wrong_state');
  });
});

describe('guessing', () => {
  const guesses = ['', 'BCDF-GHJK', 'not a code', 'BCDFGHJKLMNPQRST', '🙂'.repeat(60), '0'];

  test.each(guesses)('«%s» finds nothing', async (code) => {
    expect(await outcomeOf(show(await openPhones(), code))).toBe('phone_code_void');
  });

  test('is stopped for the address, right codes included, and for nobody else', async () => {
    const phones = await openPhones();
    const { code } = await phones.deflection.openCode(homeTv, phones.id, 'move');
    for (let guess = 0; guess < 30; guess += 1) {
      await outcomeOf(show(phones, 'BCDF-GHJK', { address: abroad }));
    }
    expect(await outcomeOf(show(phones, code, { address: abroad }))).toBe('rate_limited');
    expect(await outcomeOf(show(phones, code))).toBe('ok');
  });

  test('from many addresses is stopped, too', async () => {
    const phones = await openPhones();
    const deflection = phones.another({ limits: { wrongCodes: { points: 3, seconds: 60 } } });
    const guess = (host: number) =>
      outcomeOf(show({ ...phones, deflection }, 'BCDF-GHJK', { address: `192.0.2.${host}` }));
    expect(await Promise.all([1, 2, 3].map(guess))).toEqual(Array(3).fill('phone_code_void'));
    expect(await guess(4)).toBe('rate_limited');
  });

  test('never counts phones that show what is on the screen', async () => {
    const phones = await openPhones();
    const deflection = phones.another({
      limits: { wrongCodesPerAddress: { points: 1, seconds: 60 } },
    });
    for (let turn = 0; turn < 3; turn += 1) {
      const { code } = await deflection.openCode(homeTv, phones.id, 'move');
      expect(await outcomeOf(show({ ...phones, deflection }, code))).toBe('ok');
    }
  });
});

describe('a phone that comes back', () => {
  test('is who it was, for as long as it has its place', async () => {
    const phones = await openPhones();
    const { identity } = await linked(phones);
    expect(await phones.deflection.mobile(identity.mobileId)).toEqual(identity);
    expect(await phones.deflection.mobile('nobody')).toBeUndefined();
  });

  test('is nobody once another phone was linked', async () => {
    const phones = await openPhones();
    const { identity } = await linked(phones);
    await linked(phones);
    expect(await phones.deflection.mobile(identity.mobileId)).toBeUndefined();
  });

  test('is forgotten a day later', async () => {
    const phones = await openPhones();
    const { identity } = await linked(phones);
    phones.world.now = new Date(phones.world.now.getTime() + 26 * 60 * 60_000);
    await linked(phones);
    const rows = await phones.world.database.selectFrom('phones').selectAll().execute();
    expect(rows.map((row) => row.mobile_id)).not.toContain(identity.mobileId);
  });
});
