import type { PatientAt, TimelineEvent } from '../../src/protocol/index.ts';
import type { ConsultRecord } from '../connector/consultBook.ts';
import type { EventOf } from './timelineEvents.ts';

/** What is to be told, beside the picture, of the patient's phone. */
export type PhoneNews =
  /** The call is on its way to another of the patient's devices. */
  | { readonly name: 'shifting'; readonly to: PatientAt; readonly expiresAt: string }
  /** What the last change came to; it stays until it is dismissed. */
  | { readonly name: 'past'; readonly event: Past }
  /** The phone beside the call has lost its connection, and its place is kept. */
  | { readonly name: 'phone-absent' }
  /** The phone by which the patient is in the call is locked, or shows something else. */
  | { readonly name: 'phone-hidden' }
  /** The TV has lost its connection while the patient is on the phone, or on both. */
  | { readonly name: 'tv-absent'; readonly at: 'both' | 'mobile' };

/** A change that somebody has to know of, though nothing can be seen of it any more. */
type Past = EventOf<'shift-failed' | 'mobile-left' | 'phone-declined'>;

/**
 * The most pressing first. That the device is lost by which the patient is in the call, its picture
 * tells.
 *
 * @param isVisible whether the call is on the screen of that device, as it said last
 */
export function phoneNews(
  { consult, timeline }: ConsultRecord,
  isVisible: boolean,
): readonly PhoneNews[] {
  const { patientAt, shift, mobile, places } = consult;
  const news: PhoneNews[] = [];
  if (patientAt !== 'tv' && places.tv.presence === 'absent') {
    news.push({ name: 'tv-absent', at: patientAt });
  }
  if (patientAt !== 'tv' && mobile?.presence === 'present' && !isVisible) {
    news.push({ name: 'phone-hidden' });
  }
  if (patientAt === 'tv' && mobile?.admitted === true && mobile.presence === 'absent') {
    news.push({ name: 'phone-absent' });
  }
  if (shift !== null) news.push({ name: 'shifting', ...shift });
  const past = lastChange(timeline);
  if (past !== null && shift === null) news.push({ name: 'past', event: past });
  return news;
}

/** What the phone's last change was, if it is one to be told. */
function lastChange(timeline: readonly TimelineEvent[]): Past | null {
  for (const event of [...timeline].reverse()) {
    switch (event.type) {
      case 'phone-declined':
      case 'shift-failed':
        return event;
      case 'mobile-left':
        return isTold(event) ? event : null;
      case 'phone-proposed':
      case 'mobile-linked':
      case 'mobile-admitted':
      case 'shift-begun':
      case 'shifted':
        return null;
    }
  }
  return null;
}

/** Whoever put the phone out, or sees what came in its place, knows already. */
function isTold({ reason }: EventOf<'mobile-left'>): boolean {
  return reason === 'left' || reason === 'lost' || reason === 'check-failed';
}
