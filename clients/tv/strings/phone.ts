import type { PhoneUse, ProposalReason } from '../../../src/protocol/index.ts';
import type { RequestErrorCode } from '../../connector/index.ts';
import type { PhoneNotice } from '../model/phone/phonePart.ts';

/** Where nobody has answered yet. */
const somebody = 'the clinic';

export const phone = {
  button: 'Phone',
  question: 'Would you like to go on with your phone?',
  uses: {
    move: 'Move the call to the phone',
    split: 'Phone as camera and microphone',
    add: 'Write and send photos',
  } satisfies Record<PhoneUse, string>,
  /** Why the patient is asked. */
  why: {
    wished: (who: string | null) => `${who ?? 'The clinic'} proposes it.`,
    camera: () => 'Your TV has no camera that works. Your phone can be the camera.',
    quality: () => 'The connection is poor. Your phone may have a better one.',
  } satisfies Record<ProposalReason, (who: string | null) => string>,
  /** What the yes leads to. */
  leadsTo: {
    move: 'The call moves to the phone.',
    split: 'The phone becomes camera and microphone. The picture stays on the TV.',
    add: 'You can write and send photos. The call stays on the TV.',
  } satisfies Record<PhoneUse, string>,

  scan: 'Scan this with your phone’s camera',
  qrLabel: 'QR code for your phone',
  type: 'Or type this into the phone’s browser',
  spelled: (code: string) => `The code is ${[...code.replace(/[^A-Z0-9]/gi, '')].join(' ')}`,
  codeComes: 'Getting your code …',
  offline: 'This TV has no internet just now. The code comes back by itself.',
  callClinic: 'Call the clinic',
  giveNumber: 'Give my number',
  back: 'Back',
  close: 'Close',

  referenceTitle: 'Call this number',
  referenceSay: 'and say these digits',
  referenceComes: 'Getting the number …',

  numberTitle: 'What is your telephone number?',
  numberHint: 'Press the digits, then OK',
  typed: (digits: string) => (digits === '' ? 'No digit yet' : digits.split('').join(' ')),
  erase: 'Delete the last digit',
  goOn: 'Go on',
  numberUse: 'What should we do with it?',
  callMe: 'Call me',
  sendLink: 'Send me an SMS with a link',
  changeNumber: 'Change the number',
  sending: 'One moment, please …',
  linkSent: 'The SMS is on its way',
  linkSentBody: (to: string) => `It goes to ${to}. Press the link in it.`,
  callAsked: 'The clinic will call you',
  callAskedBody: (number: string) => `At ${number}. Please keep your telephone near.`,

  here: 'Your phone is here',
  steps: {
    check: () => 'Please answer the question on your phone.',
    waits: (who: string | null) =>
      who === null
        ? 'The clinic lets it in as soon as somebody answers you.'
        : `${who} lets it in. One moment, please.`,
    start: () => 'Now press «Start» on your phone.',
    shifting: () => 'Connecting your phone … You stay here until it is ready.',
    ready: () => 'You can write and send photos with it. To move the call, use the phone.',
    absent: () => 'It comes back by itself.',
  },
  another: 'Use another phone',

  isCamera: 'Your phone is the camera',
  sees: (who: string, many: boolean) =>
    many
      ? `${who} see and hear you through your phone`
      : `${who} sees and hears you through your phone`,
  seesOnly: (who: string, many: boolean) =>
    many ? `${who} see you through your phone` : `${who} sees you through your phone`,
  hearsOnly: (who: string, many: boolean) =>
    many ? `${who} hear you through your phone` : `${who} hears you through your phone`,
  useTvCamera: 'Use the TV’s camera',

  elsewhere: 'Continues on your phone',
  elsewhereWith: (who: string | null) =>
    who === null ? 'The camera of this TV is off.' : `With ${who}. The camera of this TV is off.`,
  bringBack: 'Bring the call back here',
  comingBack: 'The call is coming back to the TV …',
  comingBackBody: 'It goes on on your phone until it is here.',
  didNotComeBack: 'That did not work. The call goes on on your phone.',
  absentTitle: 'Your phone has lost the connection',
  absentBody: 'It comes back by itself. Or you go on at the TV: its camera and microphone open.',
  absentBadge: 'Your phone has lost the connection',
  goneTitle: 'Your phone is gone. Go on here?',
  goneBody: 'With «Yes» the camera and the microphone of this TV open.',
  goneYes: 'Yes, go on here',
  goneNo: 'No, hang up',
  goOnHere: 'Go on here',
  goingOn: 'One moment, please …',

  returnQuestion: 'How should the call come back?',
  returnWhy: 'This shows that your phone is near the TV.',
  returnShow: 'Show a code',
  returnType: 'Type the code from the phone',
  returnCodeTitle: 'Type this code on your phone',
  returnCodeHint: 'On the phone, press «Back to the TV» first.',
  returnEntryTitle: 'Which code does your phone show?',
  returnEntryHint: 'On the phone, press «Back to the TV», then type its six digits here.',
  triesLeft: (tries: number) =>
    tries === 0
      ? 'Please show a code here instead.'
      : tries === 1
        ? 'You can try once more.'
        : `You can try ${tries} more times.`,

  notices: {
    'shift-failed': () => 'The phone did not make it. You go on here.',
    'return-failed': () => 'That did not work. The call goes on on your phone.',
    refused: (who) => `${who ?? somebody} did not let the phone in. You go on here.`,
    'check-failed': () => 'The answers were not right. The phone was not let in.',
    left: () => 'Your phone has left. You go on here.',
    lost: () => 'Your phone is gone. You go on here.',
    ready: () => 'Your phone is ready. You can write and send photos with it.',
    films: () => 'Your phone is the camera and the microphone now.',
    back: () => 'You are back on the TV.',
    'back-alone': () => 'Your phone is gone. The TV films and listens again.',
    dialled: () => 'The clinic is calling your telephone now.',
    telephone: () => 'The clinic has you on the telephone.',
    check: () => 'Your phone is here. Please answer the question on it.',
    waits: (who) =>
      who === null
        ? 'Your phone is here. The clinic lets it in as soon as somebody answers you.'
        : `Your phone is here. ${who} lets it in.`,
    shifting: () => 'Connecting your phone …',
    'coming-back': () => 'The TV takes the call again …',
    absent: () => 'Your phone has lost the connection. It comes back by itself.',
  } satisfies Record<PhoneNotice, (who: string | null) => string>,

  you: 'You',
  ownPhoto: 'Your photo',
  photo: (who: string) => `Photo from ${who}`,
  enlarge: 'Press OK to see it large',
  photoComes: 'The photo is coming …',

  trouble: (code: RequestErrorCode): string => troubles[code] ?? 'That did not work.',
  tryAgain: 'Try again',
};

const cutOff = 'This TV has no internet just now. Please try again in a moment.';

/** What the server did not take, and what helps. */
const troubles: Partial<Record<RequestErrorCode, string>> = {
  number_invalid: 'That is no telephone number. Please look at it again.',
  message_not_sent: 'The SMS could not be sent. Please try another way.',
  too_many_tries: 'That was tried too often. Please take another way.',
  rate_limited: 'That was a little too often. Please wait a minute.',
  way_unavailable: 'That way does not work at this clinic. Please take another one.',
  wrong_state: 'That is not possible just now.',
  phone_code_void: 'That code is not right.',
  endpoint_absent: 'Your phone has no connection just now.',
  disconnected: cutOff,
  'not-connected': cutOff,
};
