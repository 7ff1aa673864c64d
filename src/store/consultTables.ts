import type { ConsultKind, ConsultStateName } from '../protocol/index.ts';

/** Consults and their timelines. Columns beside `document` are what queries look for. */
export interface ConsultTables {
  consults: {
    id: string;
    clinic_id: string;
    device_id: string;
    patient_id: string;
    kind: ConsultKind;
    state: ConsultStateName;
    /** Who accepted, or calls. */
    agent_id: string | null;
    /** When somebody has to look at it again. */
    deadline_at: string | null;
    version: number;
    last_seq: number;
    /** The `Consult` as JSON. */
    document: string;
    /** What of it decides whom to ring, as JSON, while it is in the queue. */
    waiting: string | null;
    /** Since when the patient waits to be called back. */
    callback_at: string | null;
    requested_at: string;
    accepted_at: string | null;
    ended_at: string | null;
  };
  /** At whom it rings now: an agent is rung by one consult at a time. */
  rings: {
    person_id: string;
    consult_id: string;
  };
  timeline: {
    consult_id: string;
    seq: number;
    at: string;
    type: string;
    /** The `TimelineEvent` as JSON. */
    document: string;
  };
}
