import {
  faultOf,
  type LocalizedText,
  type TimelineEvent,
  textIn,
} from '../../src/protocol/index.ts';
import { faultWords } from './faults.ts';
import { phoneSentence } from './phoneSentences.ts';
import { outcomeSentence } from './strings/consults.ts';
import { words } from './strings/words.ts';
import type { EventOf } from './timelineEvents.ts';

/** Who wrote or sent something: one of the patient's devices, or the clinic. */
const speakers: Record<TimelineEvent['by'], string> = {
  patient: 'The patient',
  agent: 'The clinic',
  guest: 'A guest',
  system: 'Housecall',
};
const speakerOf = ({ by }: Pick<TimelineEvent, 'by'>) => speakers[by];

const taskAnswers: Record<EventOf<'task-answered'>['answer'], string> = {
  done: 'done',
  'did-not-help': 'did not help',
  'need-person': 'the patient needs a person',
};

/** Whose place it is, at the beginning of a sentence. */
function placeName(place: string): string {
  switch (place) {
    case 'tv':
      return 'The TV';
    case 'mobile':
      return 'The patient’s phone';
    case 'agent':
      return 'The clinic’s browser';
    default:
      return 'A guest’s browser';
  }
}

const names = (people: readonly { readonly name: string }[]) =>
  people.map((person) => person.name).join(', ');

/** One entry of the timeline in plain words. */
export function timelineSentence(event: TimelineEvent): string {
  switch (event.type) {
    case 'requested':
      return requestSentence(event);
    case 'queued':
      return 'Nobody is free; the patient waits.';
    case 'offered':
      return `Rings at ${names(event.to)}.`;
    case 'declined':
      return `${event.person.name} declined.`;
    case 'missed':
      return `${event.person.name} did not answer.`;
    case 'priority-changed':
      return `Priority set to ${words.priority(event.priority).toLowerCase()}.`;
    case 'attended':
      return event.attended
        ? 'Somebody who may answer is there.'
        : 'Nobody who may answer is there.';
    case 'calling':
      return `${event.person.name} calls.`;
    case 'accepted':
      return event.by === 'patient'
        ? 'The patient took the call.'
        : `${event.person.name} accepted.`;
    case 'returned':
      return `${event.person.name} sent the patient back to the waiting room.`;
    case 'transfer-offered':
      return `Transfer offered to ${event.to.name}${event.note ? `: «${event.note}»` : ''}.`;
    case 'transfer-withdrawn':
      return transferSentence(event);
    case 'transferred':
      return `${event.to.name} took over from ${event.from.name}.`;
    case 'guest-invited':
      return `${event.guest.name} was invited (${words.relation(event.guest.relation)}).`;
    case 'guest-joined':
      return `${event.guest.name} joined.`;
    case 'guest-left':
      return event.reason === 'removed'
        ? `${event.guest.name} was sent away.`
        : `${event.guest.name} ${event.reason === 'left' ? 'left' : 'lost the connection'}.`;
    case 'phone-proposed':
    case 'phone-declined':
    case 'phone-link-sent':
    case 'mobile-linked':
    case 'mobile-proved':
    case 'mobile-admitted':
    case 'mobile-left':
    case 'shift-begun':
    case 'shifted':
    case 'shift-failed':
    case 'number-given':
    case 'dialled':
    case 'telephone-connected':
      return phoneSentence(event);
    case 'said':
      return `${speakerOf(event)}: «${event.text}»`;
    case 'photo-sent':
      return `${speakerOf(event)} sent a photo.`;
    case 'mail-sent':
      return `E-mail to ${event.to}: «${event.text}»`;
    case 'mail-received':
      return `The patient answered by e-mail: «${event.text}»`;
    case 'device-event':
      return deviceEventSentence(event);
    case 'diagnosed':
      return diagnosedSentence(event);
    case 'task-answered':
      return `Task: ${taskAnswers[event.answer]}${event.checkedBy === 'device' ? ', as the TV saw for itself' : ''}.`;
    case 'escalated':
      return event.reason === 'person-wanted'
        ? 'The patient asks for a person.'
        : 'The playbook knows nothing more.';
    case 'media-connected':
      return `${placeName(event.place)} has picture and sound.`;
    case 'active':
      return `The call is on, ${event.path.kind === 'direct' ? 'directly' : 'through the relay'}.`;
    case 'media-failed':
      return `${placeName(event.place)} could not get picture and sound${event.detail ? `: ${event.detail}` : ''}.`;
    case 'path-changed':
      return `${event.path.kind === 'direct' ? 'Now direct' : 'Now through the relay'}: ${words.pathReason(event.path.reason)}.`;
    case 'direct-not-taken':
      return `Stays on the relay: ${words.trialReason(event.reason)}.`;
    case 'policy-changed':
      return `Path set to ${words.policy(event.policy).toLowerCase()}.`;
    case 'devices-changed': {
      const { camera, microphone } = event.devices;
      const place = placeName(event.place);
      // Of devices that an endpoint has let go of, it knows nothing more.
      if (camera === 'unknown' && microphone === 'unknown') {
        return `${place} has closed camera and microphone.`;
      }
      return `${place}: camera ${words.deviceState(camera)}, microphone ${words.deviceState(microphone)}.`;
    }
    case 'endpoint-lost':
      return `${placeName(event.place)} lost its connection.`;
    case 'endpoint-back':
      return `${placeName(event.place)} is back.`;
    case 'cancelled':
    case 'expired':
    case 'ended':
      return outcomeSentence(event.outcome, false);
    case 'verdict':
      return verdictSentence(event.verdict);
    case 'callback-asked':
      return 'The patient asks to be called back.';
    case 'callback-done':
      return `${event.person.name} saw to the call-back.`;
  }
}

function requestSentence({ by, serviceRequest }: EventOf<'requested'>): string {
  if (by === 'agent') return 'The clinic opened the consult.';
  if (by === 'system') return 'A system of the clinic opened the consult.';
  const fault = faultOf(serviceRequest.event);
  if (fault !== undefined) return `The patient asked for help: ${faultWords(fault.code)}.`;
  return serviceRequest.kind === 'care'
    ? 'The patient asked for a consult.'
    : 'The patient asked for help with the TV.';
}

function transferSentence({ to, reason }: EventOf<'transfer-withdrawn'>): string {
  switch (reason) {
    case 'declined':
      return `${to.name} declined the transfer.`;
    case 'no-answer':
      return `${to.name} did not answer the transfer.`;
    case 'cancelled':
      return `The transfer to ${to.name} was taken back.`;
  }
}

function deviceEventSentence({ place, event }: EventOf<'device-event'>): string {
  const fault = faultOf(event);
  if (fault !== undefined) return `${placeName(place)} noticed: ${faultWords(fault.code)}.`;
  const { code } = event;
  if (event.type === 'fault-cleared' && typeof code === 'string') {
    return `${placeName(place)}: ${faultWords(code)} is over.`;
  }
  return `${placeName(place)}: ${faultWords(event.type)}.`;
}

function diagnosedSentence({ by, diagnostic }: EventOf<'diagnosed'>): string {
  const { source, tasks, findings } = diagnostic;
  const who = source.type === 'person' ? source.person.name : 'The playbook';
  const [finding] = findings;
  const what = finding === undefined ? '' : `: «${english(finding)}»`;
  const verb = by === 'system' ? 'answered' : 'sent';
  return `${who} ${verb}${what}, ${tasks.length === 1 ? 'one task' : `${tasks.length} tasks`}.`;
}

function verdictSentence(verdict: readonly LocalizedText[]): string {
  return verdict.length === 0 ? 'Nothing stood out.' : verdict.map(english).join(' ');
}

function english(text: LocalizedText): string {
  return textIn(text, ['en']);
}
