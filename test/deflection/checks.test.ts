import { describe, expect, test } from 'vitest';
import type { PhoneCheck } from '../../src/protocol/index.ts';
import { ada, homeTv } from '../consult/people.ts';
import { typesIn, viewIn } from '../consult/situations.ts';
import { outcomeOf } from '../consult/world.ts';
import { linked, openPhones } from './support.ts';

async function asked(check: PhoneCheck = 'birth-date') {
  const phones = await openPhones();
  phones.settings = { ...phones.settings, check };
  phones.records.set(check, check === 'pin' ? '4711' : '1940-01-31');
  const phone = await linked(phones);
  const prove = (answer: string) => phones.deflection.prove(phone, phones.id, answer);
  return { phones, phone, prove };
}

describe('the clinic’s check', () => {
  test.each([
    ['birth-date', '1940-01-31'],
    ['pin', '4711'],
  ] as const)('is passed with the %s', async (check, answer) => {
    const { phones, phone, prove } = await asked(check);
    const { id, world } = phones;
    const { mobileId } = phone.identity;
    expect(await outcomeOf(world.consults.mobiles.admit(ada, id, mobileId))).toBe('wrong_state');
    expect(await prove(answer)).toEqual({ passed: true, triesLeft: 2 });
    expect((await viewIn(world, id)).mobile?.check).toMatchObject({ kind: check, state: 'passed' });
    expect(await outcomeOf(world.consults.mobiles.admit(ada, id, mobileId))).toBe('ok');
  });

  test('puts the phone out after three wrong answers', async () => {
    const { phones, prove } = await asked();
    expect(await prove('1940-01-30')).toEqual({ passed: false, triesLeft: 2 });
    expect((await viewIn(phones.world, phones.id)).mobile?.check?.triesLeft).toBe(2);
    expect(await prove('1940-01-29')).toEqual({ passed: false, triesLeft: 1 });
    expect(await prove('')).toEqual({ passed: false, triesLeft: 0 });
    expect((await viewIn(phones.world, phones.id)).mobile).toBeNull();
    expect(await typesIn(phones.world, phones.id)).toContain('mobile-left');
    expect(await outcomeOf(prove('1940-01-31'))).not.toBe('ok');
  });

  test('is answered three times, however many at once', async () => {
    const { phones, prove } = await asked();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, day) => outcomeOf(prove(`1940-02-${day + 10}`))),
    );
    expect(outcomes.filter((outcome) => outcome === 'ok').length).toBeLessThanOrEqual(3);
    expect((await viewIn(phones.world, phones.id)).mobile).toBeNull();
  });

  test('is not to be got round with one phone after the other', async () => {
    const { phones } = await asked();
    for (let turn = 0; turn < 3; turn += 1) {
      const phone = await linked(phones);
      for (let answer = 0; answer < 3; answer += 1) {
        await phones.deflection.prove(phone, phones.id, '1940-12-31');
      }
    }
    const phone = await linked(phones);
    expect(await phones.deflection.prove(phone, phones.id, '1940-01-31')).toEqual({
      passed: false,
      triesLeft: 0,
    });
  });

  test('is the agent’s to make where nothing is on record', async () => {
    const phones = await openPhones();
    phones.settings = { ...phones.settings, check: 'pin' };
    const phone = await linked(phones);
    const { id, world } = phones;
    expect((await viewIn(world, id)).mobile?.check).toEqual({
      kind: 'pin',
      state: 'not-on-record',
      triesLeft: 0,
    });
    expect(await outcomeOf(phones.deflection.prove(phone, id, '4711'))).toBe('wrong_state');
    const { mobileId } = phone.identity;
    expect(await outcomeOf(world.consults.mobiles.admit(ada, id, mobileId))).toBe('ok');
  });

  test('is nothing that anybody but the phone answers', async () => {
    const { phones } = await asked();
    for (const actor of [ada, homeTv]) {
      expect(await outcomeOf(phones.deflection.prove(actor, phones.id, '1940-01-31'))).toBe(
        'forbidden',
      );
    }
  });

  test('writes no answer into the log', async () => {
    const { phones, prove } = await asked();
    await prove('1940-01-30');
    expect(phones.log.join('')).not.toContain('1940');
  });
});
