import {
  isSupportedCountry,
  type NumberType,
  type PhoneNumber,
  parsePhoneNumberWithError,
} from 'libphonenumber-js/max';
import { Refusal } from '../protocol/index.ts';

/** Kinds of numbers at which nobody is reached at the price of a call. */
const costly: ReadonlySet<NumberType> = new Set(['PREMIUM_RATE', 'SHARED_COST', 'UAN']);
/** Kinds that take no SMS. */
const deaf: ReadonlySet<NumberType> = new Set([...costly, 'FIXED_LINE', 'TOLL_FREE', 'VOICEMAIL']);

/**
 * Reads a number as somebody typed it.
 * @param country ISO 3166-1 alpha-2, where the number says none
 * @returns E.164, and as people write it
 * @throws Refusal `number_invalid` for what is no number, or none for this purpose
 */
export function readNumber(
  typed: string,
  country: string,
  purpose: 'call' | 'sms',
): { readonly e164: string; readonly written: string } {
  const number = parsed(typed, country);
  const unfit = purpose === 'sms' ? deaf : costly;
  if (!number?.isValid() || unfit.has(number.getType())) throw new Refusal('number_invalid');
  return { e164: number.number, written: number.formatInternational() };
}

/** A number of E.164 as people in that country write it. */
export function writtenIn(country: string, e164: string): string {
  const number = parsed(e164, country);
  if (number === undefined) return e164;
  return number.country === country ? number.formatNational() : number.formatInternational();
}

/** Enough to know one's own number by: `+49 ··· 4567`. */
export function hiddenNumber(e164: string): string {
  const number = parsed(e164);
  return `+${number?.countryCallingCode ?? ''} ··· ${e164.slice(-4)}`;
}

function parsed(typed: string, country?: string): PhoneNumber | undefined {
  try {
    return parsePhoneNumberWithError(
      typed,
      country !== undefined && isSupportedCountry(country)
        ? { defaultCountry: country, extract: false }
        : { extract: false },
    );
  } catch {
    // Its errors tell the reason, and quote nothing; to whoever typed it they are all the same.
    return undefined;
  }
}
