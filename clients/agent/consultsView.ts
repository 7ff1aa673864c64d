import { finalStates } from '../../src/protocol/index.ts';
import type { ConsultRecord } from '../connector/consultBook.ts';

/** What the consult screen shows. */
export type ConsultsView =
  | { readonly name: 'idle' }
  | { readonly name: 'incoming'; readonly ringing: readonly ConsultRecord[] }
  | { readonly name: 'call'; readonly record: ConsultRecord }
  | { readonly name: 'elsewhere'; readonly record: ConsultRecord }
  | { readonly name: 'ended'; readonly record: ConsultRecord };

/** Whether this consult asks this person now. */
export function ringsFor(record: ConsultRecord, personId: string): boolean {
  const { consult, left } = record;
  return (
    left === null &&
    consult.state === 'offered' &&
    consult.offeredTo.some((person) => person.id === personId)
  );
}

/** Whether this person is the physician of this consult, and it goes on. */
export function isOpenCallOf(record: ConsultRecord, personId: string): boolean {
  const { consult, left } = record;
  return (
    left === null &&
    (consult.state === 'accepted' || consult.state === 'active') &&
    consult.agent?.id === personId
  );
}

/** Whether a patient waits here for somebody to come. */
export function isWaiting(record: ConsultRecord): boolean {
  const { state } = record.consult;
  return (
    record.left === null && (state === 'requested' || state === 'queued' || state === 'offered')
  );
}

export function isOver(record: ConsultRecord): boolean {
  return record.left !== null || finalStates.has(record.consult.state);
}

/**
 * One's own call comes first, then what rings, then a consult that somebody opened to read.
 *
 * @param held consults whose place this window holds
 * @param shownId a consult that is over and still to be read
 */
export function consultsView(
  records: readonly ConsultRecord[],
  personId: string,
  held: ReadonlySet<string>,
  shownId: string | null,
): ConsultsView {
  const own = records.filter((record) => isOpenCallOf(record, personId));
  const here = own.find((record) => held.has(record.consult.id));
  if (here !== undefined) return { name: 'call', record: here };
  const ringing = records.filter((record) => ringsFor(record, personId));
  if (ringing.length > 0) return { name: 'incoming', ringing };
  const [elsewhere] = own;
  if (elsewhere !== undefined) return { name: 'elsewhere', record: elsewhere };
  const shown = records.find((record) => record.consult.id === shownId && isOver(record));
  return shown === undefined ? { name: 'idle' } : { name: 'ended', record: shown };
}
