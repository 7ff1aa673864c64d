import { finalStates } from '../../src/protocol/index.ts';
import type { ConsultRecord } from '../connector/consultBook.ts';

/** What the consult screen shows. */
export type ConsultsView =
  | { readonly name: 'idle' }
  | { readonly name: 'incoming'; readonly ringing: readonly ConsultRecord[] }
  | { readonly name: 'calling'; readonly record: ConsultRecord }
  | { readonly name: 'call'; readonly record: ConsultRecord }
  | { readonly name: 'elsewhere'; readonly record: ConsultRecord }
  | { readonly name: 'ended'; readonly record: ConsultRecord };

/** Whether this consult asks this person now: a patient who waits, or a colleague who hands over. */
export function ringsFor(record: ConsultRecord, personId: string): boolean {
  const { consult, left } = record;
  if (left !== null) return false;
  if (isTransferTo(record, personId)) return true;
  return consult.state === 'offered' && consult.offeredTo.some((person) => person.id === personId);
}

/** Whether a colleague asks this person to take over. */
export function isTransferTo({ consult, left }: ConsultRecord, personId: string): boolean {
  return left === null && consult.transfer?.to.id === personId && isAnswered(consult.state);
}

/** Whether this person has this consult, calls of their own that ring included, and it goes on. */
export function isOpenCallOf(record: ConsultRecord, personId: string): boolean {
  const { consult, left } = record;
  const isOpen = isAnswered(consult.state) || consult.state === 'calling';
  return left === null && isOpen && consult.agent?.id === personId;
}

/** Whether a patient waits here for somebody to come. */
export function isWaiting(record: ConsultRecord): boolean {
  return record.left === null && waitingStates.has(record.consult.state);
}

const waitingStates: ReadonlySet<string> = new Set(['requested', 'guided', 'queued', 'offered']);

function isAnswered(state: ConsultRecord['consult']['state']): boolean {
  return state === 'accepted' || state === 'active';
}

export function isOver(record: ConsultRecord): boolean {
  return record.left !== null || finalStates.has(record.consult.state);
}

/** Whether this person had or was asked for it; staff see consults besides that are not theirs. */
export function concerned({ consult, timeline }: ConsultRecord, personId: string): boolean {
  if (consult.agent?.id === personId) return true;
  return timeline.some((event) => {
    switch (event.type) {
      case 'offered':
        return event.to.some(({ id }) => id === personId);
      case 'transfer-offered':
        return event.to.id === personId;
      case 'accepted':
      case 'calling':
        return event.person.id === personId;
      default:
        return false;
    }
  });
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
  if (here !== undefined) {
    return { name: here.consult.state === 'calling' ? 'calling' : 'call', record: here };
  }
  const ringing = records.filter((record) => ringsFor(record, personId));
  if (ringing.length > 0) return { name: 'incoming', ringing };
  const [elsewhere] = own;
  if (elsewhere !== undefined) return { name: 'elsewhere', record: elsewhere };
  const shown = records.find((record) => record.consult.id === shownId && isOver(record));
  return shown === undefined ? { name: 'idle' } : { name: 'ended', record: shown };
}
