import type { FaultCode } from '../../../src/protocol/index.ts';

/** As much of a noticed fault as counts here. */
interface Noticed {
  readonly fault: { readonly code: FaultCode };
}

/** What the patient has answered so far. */
export interface HelpAnswers {
  /** Faults for which they want no help, until these are gone. */
  readonly declined: ReadonlySet<FaultCode>;
  /** Milliseconds since the epoch, until which nothing is asked at all. */
  readonly quietUntil: number;
}

export const nothingAnswered: HelpAnswers = { declined: new Set(), quietUntil: 0 };

/** Who said no does not want to be asked again soon, whatever else goes wrong. */
export const quietAfterNoMs = 600_000;

/** @returns the fault about which to ask now, if any; the most telling comes first in `faults` */
export function offerOf<F extends Noticed>(
  answers: HelpAnswers,
  faults: readonly F[],
  now: number,
): F | undefined {
  if (now < answers.quietUntil) return undefined;
  return faults.find(({ fault }) => !answers.declined.has(fault.code));
}

/** The patient said no: to all that is wrong at the moment, and to being asked for a while. */
export function afterNo(
  answers: HelpAnswers,
  faults: readonly Noticed[],
  now: number,
): HelpAnswers {
  return { ...afterConsult(answers, faults), quietUntil: now + quietAfterNoMs };
}

/** The patient has had their consult: who still has the fault is not asked about it once more. */
export function afterConsult(answers: HelpAnswers, faults: readonly Noticed[]): HelpAnswers {
  const codes = faults.map(({ fault }) => fault.code);
  return { ...answers, declined: new Set([...answers.declined, ...codes]) };
}

/** What is gone may be asked about when it comes again. */
export function forgetGone(answers: HelpAnswers, faults: readonly Noticed[]): HelpAnswers {
  const there = new Set(faults.map(({ fault }) => fault.code));
  return {
    ...answers,
    declined: new Set([...answers.declined].filter((code) => there.has(code))),
  };
}
