import type { PatientAt } from '../../src/protocol/index.ts';
import { phoneWords } from './strings/phone.ts';
import type { EventOf } from './timelineEvents.ts';

/** What happens on the way to the patient's phone and back. */
export type PhoneEvent = EventOf<
  | 'phone-proposed'
  | 'phone-declined'
  | 'phone-link-sent'
  | 'mobile-linked'
  | 'mobile-proved'
  | 'mobile-admitted'
  | 'mobile-left'
  | 'shift-begun'
  | 'shifted'
  | 'shift-failed'
  | 'number-given'
  | 'dialled'
  | 'telephone-connected'
>;

/** An entry of the timeline about the patient's phone, in plain words. */
export function phoneSentence(event: PhoneEvent): string {
  switch (event.type) {
    case 'phone-proposed':
      return proposedSentence(event);
    case 'phone-declined':
      return 'The patient would rather not go on with the phone.';
    case 'phone-link-sent':
      return `A link went out by ${phoneWords.medium(event.way)} to ${event.to}.`;
    case 'mobile-linked':
      return `A phone wants to join: ${phoneWords.phone(event.mobile)}, ${phoneWords.way(event.mobile.way)}.`;
    case 'mobile-proved':
      return `The phone proved itself by the ${phoneWords.check(event.check)}.`;
    case 'mobile-admitted':
      return `The phone was let in: ${phoneWords.phone(event.mobile)}.`;
    case 'mobile-left':
      return leftSentence(event);
    case 'shift-begun':
      return begunSentences[event.to];
    case 'shifted':
      return shiftedSentences[event.to];
    case 'shift-failed':
      return failedSentence(event);
    case 'number-given':
      return `The patient wishes to be called at ${event.number}.`;
    case 'dialled':
      return `The patient is called at ${event.number}.`;
    case 'telephone-connected':
      return `${event.person.name} has the patient on the telephone.`;
  }
}

function proposedSentence({ proposal }: EventOf<'phone-proposed'>): string {
  const asks = proposal.by === 'patient' ? 'The patient asks to go' : 'The TV asks about going';
  switch (proposal.reason) {
    case 'wished':
      return `${asks} on with the phone: ${phoneWords.use(proposal.use)}.`;
    case 'camera':
      return `The TV has no camera that works; it proposes the phone: ${phoneWords.use(proposal.use)}.`;
    case 'quality':
      return `The line is poor; the TV proposes the phone: ${phoneWords.use(proposal.use)}.`;
  }
}

function leftSentence({ reason }: EventOf<'mobile-left'>): string {
  switch (reason) {
    case 'left':
      return 'The phone left.';
    case 'refused':
      return 'The phone was refused.';
    case 'lost':
      return 'The phone lost the connection and did not come back.';
    case 'check-failed':
      return 'The phone was put out: it could not prove whose it is.';
    case 'replaced':
      return 'Another phone took this one’s place.';
  }
}

const begunSentences: Record<PatientAt, string> = {
  tv: 'The call goes back to the TV.',
  both: 'The phone begins to film; the TV goes on showing.',
  mobile: 'The call goes over to the phone.',
};

const shiftedSentences: Record<PatientAt, string> = {
  tv: 'The patient is on the TV.',
  both: 'The phone films, the TV shows.',
  mobile: 'The patient is on the phone.',
};

function failedSentence({ to, reason }: EventOf<'shift-failed'>): string {
  const what = to === 'tv' ? 'The call did not come back to the TV' : 'The call did not go over';
  switch (reason) {
    case 'no-frames':
      return `${what}: nothing came in time.`;
    case 'abandoned':
      return `${what}: the patient broke it off.`;
    case 'mobile-gone':
      return `${what}: the phone is gone.`;
  }
}
