import type { ClinicSettings, PhoneCheck } from '../../src/protocol/index.ts';

type PhoneSettings = ClinicSettings['phones'];

/** The settings for patients' phones as they are typed. */
export interface PhoneSettingsDraft {
  readonly check: PhoneCheck | null;
  readonly callIn: string;
  readonly country: string;
}

export type PhoneSettingsCheck =
  | { readonly ok: true; readonly phones: PhoneSettings }
  | { readonly ok: false; readonly wrong: ReadonlySet<'callIn' | 'country'> };

export function phoneSettingsDraft({ check, callIn, country }: PhoneSettings): PhoneSettingsDraft {
  return { check, callIn: callIn ?? '', country };
}

/** What the settings that were typed say, or which of them are wrong. */
export function readPhoneSettings({ check, ...typed }: PhoneSettingsDraft): PhoneSettingsCheck {
  const callIn = internationalNumber(typed.callIn);
  const country = typed.country.trim().toUpperCase();
  const wrong = new Set<'callIn' | 'country'>();
  if (callIn === undefined) wrong.add('callIn');
  if (countryName(country) === undefined) wrong.add('country');
  if (callIn === undefined || wrong.size > 0) return { ok: false, wrong };
  return { ok: true, phones: { check, callIn, country } };
}

/**
 * A number as E.164, whatever people set between its digits; `null` for none, `undefined` for what
 * is no number with a country code.
 */
function internationalNumber(typed: string): string | null | undefined {
  const plain = typed.replace(/[\s()./-]/g, '').replace(/^00/, '+');
  if (plain === '') return null;
  return /^\+[1-9]\d{4,14}$/.test(plain) ? plain : undefined;
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** A country by its ISO 3166-1 alpha-2 code, in any case; `undefined` for what is none. */
export function countryName(code: string): string | undefined {
  const upper = code.trim().toUpperCase();
  return /^[A-Z]{2}$/.test(upper) ? regions.of(upper) : undefined;
}
