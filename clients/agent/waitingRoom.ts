import type {
  AgentIdentity,
  ConsultView,
  DiagnosticStatus,
  RequestPriority,
} from '../../src/protocol/index.ts';
import type { ConsultRecord } from '../connector/consultBook.ts';
import { isWaiting } from './consultsView.ts';

const rank: Readonly<Record<RequestPriority, number>> = { stat: 0, urgent: 1, routine: 2 };

/** Patients who wait, in the order in which they are served: urgency first, then waiting time. */
export function waitingInOrder(records: readonly ConsultRecord[]): readonly ConsultRecord[] {
  return records.filter(isWaiting).sort(({ consult: a }, { consult: b }) => {
    const byPriority = rank[a.priority] - rank[b.priority];
    if (byPriority !== 0) return byPriority;
    if (a.requestedAt !== b.requestedAt) return a.requestedAt < b.requestedAt ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
}

/** Consults whose wish to be called back waits for somebody, the oldest first. */
export function callbacksWaiting(records: readonly ConsultRecord[]): readonly ConsultRecord[] {
  return records
    .filter(awaitsCallback)
    .sort((a, b) => (askedAt(a.consult) < askedAt(b.consult) ? -1 : 1));
}

export function awaitsCallback({ consult }: ConsultRecord): boolean {
  return consult.callback !== null && consult.callback.doneBy === null;
}

function askedAt({ callback, requestedAt }: ConsultView): string {
  return callback?.askedAt ?? requestedAt;
}

/** Whether this person has a desk for requests: whose browser rings, and who may call. */
export function answers({ role, desks }: AgentIdentity): boolean {
  return role !== 'admin' && desks.length > 0;
}

/**
 * Whether this person may let that patient in. Physicians are shown those of theirs alone; staff
 * see the whole clinic, and answer at their desks. The server has the last word.
 */
export function mayAdmit({ role, desks }: AgentIdentity, { serviceRequest }: ConsultView): boolean {
  if (role === 'physician') return true;
  return role === 'staff' && desks.includes(serviceRequest.kind);
}

/** How far a patient is with what the playbook said last. */
export interface Guidance {
  readonly status: DiagnosticStatus;
  readonly done: number;
  readonly tasks: number;
}

/** @returns `null` where nothing was said yet */
export function guidanceOf({ diagnostics }: ConsultView): Guidance | null {
  const status = diagnostics.at(-1);
  if (status === undefined) return null;
  return { status, done: status.answers.length, tasks: status.diagnostic.tasks.length };
}
