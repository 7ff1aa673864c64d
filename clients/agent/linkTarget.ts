import { z } from 'zod';
import type { PhoneWays } from '../../src/protocol/index.ts';

/** Where a link to the phone goes. */
export type LinkTarget =
  | { readonly way: 'sms'; readonly number: string }
  | { readonly way: 'email'; readonly email: string };

const email = z.email().max(254);

export function isEmail(typed: string): boolean {
  return email.safeParse(typed.trim()).success;
}

/**
 * What was typed, as a number or an e-mail address; `null` where it is neither, or of a way that
 * there is not. Whether a number is one the server says, by the clinic's country.
 */
export function linkTarget(
  typed: string,
  ways: Pick<PhoneWays, 'sms' | 'email'>,
): LinkTarget | null {
  const text = typed.trim();
  if (text.includes('@')) {
    return ways.email && isEmail(text) ? { way: 'email', email: text } : null;
  }
  const isNumber = ways.sms && text.length <= 32 && /^[+\d][\d\s()./-]{2,}$/.test(text);
  return isNumber ? { way: 'sms', number: text } : null;
}

/** Six digits as they are said, grouped as the TV shows them. */
export function formatReference(typed: string): string {
  const digits = typed.replace(/\D/g, '').slice(0, 6);
  return digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
}

/** The six digits of a reference; `undefined` before it is complete. */
export function referenceOf(typed: string): string | undefined {
  const digits = typed.replace(/\D/g, '');
  return digits.length === 6 ? digits : undefined;
}
