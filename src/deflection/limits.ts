import type { Limit } from '../limiter.ts';

/** How often what costs something, or could be guessed, may be tried. */
export interface DeflectionLimits {
  /** Codes of no consult, and codes that another phone has used. */
  readonly wrongCodesPerAddress: Limit;
  /** By all addresses together: of 20^8 codes so many find none of the few that live. */
  readonly wrongCodes: Limit;
  /** References that no patient could have said. */
  readonly wrongReferencesPerAgent: Limit;
  /** Links by SMS and e-mail, which cost the clinic money. */
  readonly linksPerClinic: Limit;
}

export const defaultDeflectionLimits: DeflectionLimits = {
  wrongCodesPerAddress: { points: 30, seconds: 600 },
  wrongCodes: { points: 3_000, seconds: 600 },
  wrongReferencesPerAgent: { points: 20, seconds: 600 },
  linksPerClinic: { points: 30, seconds: 3_600 },
};

/** What may be done in one consult. */
export const perConsult = { links: 3, mails: 20, wrongReturns: 5, proofs: 9 } as const;
/** Answers of one phone to the clinic's check. */
export const proofsPerPhone = 3;
