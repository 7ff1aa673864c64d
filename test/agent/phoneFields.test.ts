import { describe, expect, it } from 'vitest';
import { formatReference, linkTarget, referenceOf } from '../../clients/agent/linkTarget.ts';
import { noProofs, proofsOf, wrongProofs } from '../../clients/agent/patientProofs.ts';
import { phoneSettingsDraft, readPhoneSettings } from '../../clients/agent/phoneSettings.ts';

const both = { sms: true, email: true };

describe('where a link goes', () => {
  it('is a number or an e-mail address, as it was typed', () => {
    expect(linkTarget(' 0170 123 45-67 ', both)).toEqual({ way: 'sms', number: '0170 123 45-67' });
    expect(linkTarget('+39 (0)2 8901', both)).toEqual({ way: 'sms', number: '+39 (0)2 8901' });
    expect(linkTarget('maria@example.org ', both)).toEqual({
      way: 'email',
      email: 'maria@example.org',
    });
  });

  it.each(['', 'maria', 'maria@', '12', '0170 call me'])('is nowhere for «%s»', (typed) => {
    expect(linkTarget(typed, both)).toBeNull();
  });

  it('is nowhere by a way that the clinic does not have', () => {
    expect(linkTarget('0170 1234567', { sms: false, email: true })).toBeNull();
    expect(linkTarget('maria@example.org', { sms: true, email: false })).toBeNull();
  });
});

describe('a reference', () => {
  it('is six digits, grouped as the TV shows them, however they were typed', () => {
    expect(formatReference('12-34x5')).toBe('123 45');
    expect(formatReference('12345678')).toBe('123 456');
    expect(referenceOf('123 456')).toBe('123456');
    expect(referenceOf('123 45')).toBeUndefined();
  });
});

describe('the clinic’s settings for phones', () => {
  const draft = { check: 'pin', callIn: '', country: 'DE' } as const;

  it('are read back as they were drafted', () => {
    const phones = { check: null, callIn: '+4930901820', country: 'CH' } as const;
    expect(readPhoneSettings(phoneSettingsDraft(phones))).toEqual({ ok: true, phones });
  });

  it('take a number as people write it, or none', () => {
    for (const callIn of ['+49 30 901820', '0049 (30) 90-18-20', '+49/30/901820']) {
      expect(readPhoneSettings({ ...draft, callIn, country: ' it ' })).toEqual({
        ok: true,
        phones: { check: 'pin', callIn: '+4930901820', country: 'IT' },
      });
    }
    expect(readPhoneSettings(draft)).toMatchObject({ ok: true, phones: { callIn: null } });
  });

  it('say which of them is wrong', () => {
    const read = readPhoneSettings({ ...draft, callIn: '030 901820', country: 'XX' });
    expect(read).toEqual({ ok: false, wrong: new Set(['callIn', 'country']) });
  });
});

describe('what proves a phone to be a patient’s', () => {
  const today = '2026-03-02';

  it('is each optional, and sent only where it was given', () => {
    expect(wrongProofs(noProofs, today).size).toBe(0);
    expect(proofsOf(noProofs)).toEqual({});
    expect(proofsOf({ birthDate: '1941-07-15', pin: '' })).toEqual({ birthDate: '1941-07-15' });
    expect(proofsOf({ birthDate: '', pin: '0042' })).toEqual({ pin: '0042' });
  });

  it('is wrong for days to come and for PINs that are not four to eight digits', () => {
    expect(wrongProofs({ birthDate: '2026-03-03', pin: '123' }, today)).toEqual(
      new Set(['birthDate', 'pin']),
    );
    expect(wrongProofs({ birthDate: '2026-03-02', pin: '12345678' }, today).size).toBe(0);
    expect(wrongProofs({ birthDate: '', pin: '12a4' }, today)).toEqual(new Set(['pin']));
  });
});
