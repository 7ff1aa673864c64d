import type { ConsultStateName } from '../protocol/index.ts';

/** Consults and their timelines. Columns beside `document` are what queries look for. */
export interface ConsultTables {
  consults: {
    id: string;
    clinic_id: string;
    device_id: string;
    patient_id: string;
    state: ConsultStateName;
    /** Who accepted. */
    physician_id: string | null;
    /** When somebody has to look at it again. */
    deadline_at: string | null;
    version: number;
    last_seq: number;
    /** The `Consult` as JSON. */
    document: string;
    requested_at: string;
    ended_at: string | null;
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
