import { type Fault, milliseconds, seconds } from './fault.ts';
import type { ProbeAnswer } from './probeAnswer.ts';

/** What is known of the network at one moment. */
export interface NetworkReading {
  /** `navigator.onLine`: when it says no, it knows. */
  readonly online: boolean;
  /** The last answers of the TV service, oldest first. */
  readonly service: readonly ProbeAnswer[];
  /** The same of the clinic; empty where both are one server. */
  readonly clinic: readonly ProbeAnswer[];
  /** Whether this page has ever had an answer of the service, or comes from it. */
  readonly serviceAnswers: boolean;
  /** Bits per second, where something was measured. */
  readonly throughputBps: number | undefined;
}

/** What counts as poor: above a second nothing feels alive; below this no film plays. */
export const poor = { roundTripMs: 1_000, throughputBps: 750_000 } as const;
/** One slow answer is a blink. */
const answersToJudge = 3;
/** A clock that is off by more makes certificates and codes fail. */
export const wrongClockMs = 120_000;

/** What is wrong with the way to the TV service. */
export function judgeNetwork(reading: NetworkReading): Fault[] {
  const { online, service, clinic } = reading;
  const serviceFails = reading.serviceAnswers && lastFailed(service);
  if (!online || (serviceFails && lastFailed(clinic))) {
    return [{ code: 'network-down', evidence: { online: { value: online } } }];
  }
  const status = lastStatus(service);
  if (serviceFails) return [{ code: 'service-unreachable', evidence: {} }];
  if (status !== undefined && status >= 500) {
    return [{ code: 'service-unreachable', evidence: { 'http-status': { value: status } } }];
  }
  return poorFault(reading);
}

function poorFault({ service, throughputBps }: NetworkReading): Fault[] {
  const roundTrips = service.flatMap((answer) =>
    answer.name === 'answered' ? [answer.roundTripMs] : [],
  );
  const roundTripMs = roundTrips.length < answersToJudge ? undefined : median(roundTrips);
  const isSlow = roundTripMs !== undefined && roundTripMs > poor.roundTripMs;
  const isNarrow = throughputBps !== undefined && throughputBps < poor.throughputBps;
  if (!isSlow && !isNarrow) return [];
  return [
    {
      code: 'network-poor',
      evidence: {
        ...(roundTripMs === undefined ? {} : { 'round-trip': milliseconds(roundTripMs) }),
        ...(throughputBps === undefined
          ? {}
          : { throughput: { value: Math.round(throughputBps), unit: 'bit/s' } }),
      },
    },
  ];
}

/** What is wrong with the device's clock, by the last server that told the time. */
export function judgeClock(answers: readonly ProbeAnswer[]): Fault[] {
  const aheadMs = clockAheadIn(answers);
  if (aheadMs === undefined || Math.abs(aheadMs) <= wrongClockMs) return [];
  return [{ code: 'clock-wrong', evidence: { offset: seconds(aheadMs) } }];
}

export function clockAheadIn(answers: readonly ProbeAnswer[]): number | undefined {
  let aheadMs: number | undefined;
  for (const answer of answers) {
    if (answer.name === 'answered') aheadMs = answer.clockAheadMs ?? aheadMs;
  }
  return aheadMs;
}

function lastFailed(answers: readonly ProbeAnswer[]): boolean {
  return answers[answers.length - 1]?.name === 'failed';
}

function lastStatus(answers: readonly ProbeAnswer[]): number | undefined {
  const last = answers[answers.length - 1];
  return last?.name === 'answered' ? last.status : undefined;
}

export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
