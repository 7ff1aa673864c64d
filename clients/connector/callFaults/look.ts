import type { FaultCode } from '../../../src/protocol/index.ts';
import type { Fault } from '../faults/fault.ts';

/**
 * What one look at a call has shown. Of a fault whose code is not in `judged` nothing could be
 * said, as of an echo while nobody speaks: it stands as it stood.
 */
export interface Look {
  readonly judged: readonly FaultCode[];
  readonly faults: readonly Fault[];
}

/** Nothing could be said. */
export const noLook: Look = { judged: [], faults: [] };

/** Whether one fault is there, with what shows it. */
export function looked(code: FaultCode, evidence: Fault['evidence'] | null): Look {
  return { judged: [code], faults: evidence === null ? [] : [{ code, evidence }] };
}

export function allOf(looks: readonly Look[]): Look {
  return {
    judged: looks.flatMap(({ judged }) => judged),
    faults: looks.flatMap(({ faults }) => faults),
  };
}

/** The same look with more evidence in each of its faults. */
export function withEvidence({ judged, faults }: Look, more: Fault['evidence']): Look {
  return {
    judged,
    faults: faults.map(({ code, evidence }) => ({ code, evidence: { ...evidence, ...more } })),
  };
}
