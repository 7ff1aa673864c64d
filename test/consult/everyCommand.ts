import type { Command, CommandType } from '../../src/consult/commands.ts';
import { homeTv, idOf, person } from './people.ts';
import {
  benAccepts,
  callCommand,
  connected,
  diagnosis,
  failed,
  phone,
  requestCommand,
} from './stages.ts';

const guest = { id: idOf('guest'), name: 'Irma', relation: 'interpreter' } as const;
const noticed = {
  id: idOf('noticed'),
  type: 'fault-noticed',
  version: 1,
  at: '2026-03-02T09:00:30.000Z',
  fault: { code: 'network-poor', evidence: {} },
};

/** One command of each type, made to matter; a minute after the request, when deadlines are due. */
export const everyCommand: {
  readonly [T in CommandType]: Extract<Command, { type: T }> | Command;
} = {
  request: requestCommand('auto'),
  call: callCommand('auto'),
  match: { type: 'match', rings: [person('Ada')], attended: true },
  relink: { type: 'relink', answerers: { preferred: [person('Ada')], team: [], staff: [] } },
  'set-priority': { type: 'set-priority', priority: 'urgent' },
  diagnose: { ...diagnosis, diagnostic: { ...diagnosis.diagnostic, id: idOf('another') } },
  'answer-task': {
    type: 'answer-task',
    answer: { taskId: idOf('restart'), answer: 'done', checkedBy: 'patient' },
  },
  escalate: { type: 'escalate' },
  'report-event': { type: 'report-event', seat: 'tv', event: noticed },
  cancel: { type: 'cancel', seat: 'tv' },
  accept: benAccepts,
  decline: { type: 'decline', person: person('Ada') },
  'take-call': { type: 'take-call' },
  'decline-call': { type: 'decline-call' },
  end: { type: 'end', seat: 'agent' },
  return: { type: 'return' },
  transfer: { type: 'transfer', to: person('Ben'), note: '' },
  'withdraw-transfer': { type: 'withdraw-transfer' },
  'invite-guest': { type: 'invite-guest', guest },
  'join-guest': { type: 'join-guest', guestId: guest.id, sessionId: idOf('guest session') },
  'remove-guest': { type: 'remove-guest', guestId: guest.id, reason: 'removed' },
  'propose-phone': {
    type: 'propose-phone',
    proposal: { use: 'move', reason: 'wished', by: 'agent' },
  },
  'decline-phone': { type: 'decline-phone' },
  'link-mobile': { type: 'link-mobile', mobile: phone, check: null },
  'join-mobile': { type: 'join-mobile', mobileId: phone.id, sessionId: idOf('phone session') },
  'check-mobile': { type: 'check-mobile', mobileId: phone.id, passed: true, triesLeft: 3 },
  'admit-mobile': { type: 'admit-mobile', mobileId: phone.id },
  'remove-mobile': { type: 'remove-mobile', mobileId: phone.id, reason: 'refused' },
  'begin-shift': { type: 'begin-shift', to: 'mobile', media: 'video' },
  'confirm-shift': { type: 'confirm-shift', to: 'mobile' },
  'abandon-shift': { type: 'abandon-shift' },
  say: { type: 'say', seat: 'tv', messageId: idOf('message'), text: 'Good morning.' },
  'send-photo': {
    type: 'send-photo',
    seat: 'mobile',
    photo: { id: idOf('photo'), width: 1_200, height: 900, sizeBytes: 300_000 },
  },
  'send-link': { type: 'send-link', by: 'patient', way: 'sms', to: '…34' },
  'give-number': { type: 'give-number', number: '+41441234567' },
  dial: { type: 'dial' },
  'connect-telephone': { type: 'connect-telephone', person: person('Ada') },
  'send-mail': { type: 'send-mail', to: 'm…@example.org', text: 'How are you?' },
  'receive-mail': { type: 'receive-mail', text: 'Better.' },
  join: { type: 'join', place: 'tv', sessionId: idOf('second run') },
  'set-policy': { type: 'set-policy', policy: 'relay' },
  'media-connected': connected('tv', 1),
  'media-failed': failed('tv', 1),
  'conclude-trial': { type: 'conclude-trial', epoch: 2, outcome: 'proven' },
  'report-devices': {
    type: 'report-devices',
    seat: 'tv',
    devices: { camera: 'on', microphone: 'on' },
  },
  'endpoint-lost': { type: 'endpoint-lost', sessionId: homeTv.sessionId },
  'endpoint-back': { type: 'endpoint-back', sessionId: homeTv.sessionId },
  'relay-lost': { type: 'relay-lost', epoch: 1 },
  recover: { type: 'recover' },
  deadline: { type: 'deadline' },
  unpair: { type: 'unpair' },
  conclude: { type: 'conclude', verdict: [{ en: 'Nothing stood out.' }] },
  'ask-callback': { type: 'ask-callback' },
  'close-callback': { type: 'close-callback', person: person('Ada') },
};

/** What is done anew each time: the server starts, or a person sends or calls again. */
export const repeatable: ReadonlySet<CommandType> = new Set([
  'recover',
  'send-link',
  'send-mail',
  'receive-mail',
  'dial',
]);
