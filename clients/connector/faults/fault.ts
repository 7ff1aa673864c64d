import type { FaultCode, Measurement } from '../../../src/protocol/index.ts';

/** Something that is wrong, by its code in the catalogue, and the values that show it. */
export interface Fault {
  readonly code: FaultCode;
  readonly evidence: Readonly<Record<string, Measurement>>;
}

/** Looks after some faults, and tells which of them it sees now. */
export interface Watcher {
  readonly codes: readonly FaultCode[];
  /** @param at milliseconds, of a clock that only goes forward */
  look(at: number): readonly Fault[];
  close(): void;
}

/** A duration in milliseconds as evidence in seconds, to the tenth. */
export function seconds(durationMs: number): Measurement {
  return { value: Math.round(durationMs / 100) / 10, unit: 's' };
}

export function milliseconds(durationMs: number): Measurement {
  return { value: Math.round(durationMs), unit: 'ms' };
}
