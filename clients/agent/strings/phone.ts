import type {
  MobileRef,
  PatientAt,
  PhoneCheck,
  PhoneUse,
  PhoneWay,
} from '../../../src/protocol/index.ts';

/* The patient's phone: what it is called, what is said about it, what can be done. */

const uses: Record<PhoneUse, string> = {
  move: 'the call goes over to the phone',
  split: 'the phone films, the TV shows',
  add: 'the phone beside the call',
};

const useNames: Record<PhoneUse, string> = {
  move: 'Move',
  split: 'TV and phone',
  add: 'Add',
};

const useHints: Record<PhoneUse, string> = {
  move: 'The phone takes the call over; the TV is free.',
  split: 'The phone films, the TV shows and plays you.',
  add: 'The phone is for writing, photos and reading.',
};

const ways: Record<PhoneWay, string> = {
  qr: 'by the QR code',
  typed: 'by a typed code',
  sms: 'by a link in an SMS',
  email: 'by a link in an e-mail',
};

const media: Record<'sms' | 'email', string> = { sms: 'SMS', email: 'e-mail' };

const checks: Record<PhoneCheck, string> = { 'birth-date': 'date of birth', pin: 'PIN' };

const whereNames: Record<PatientAt, string> = {
  tv: 'On the TV',
  both: 'TV and phone',
  mobile: 'On the phone',
};

export const phoneWords = {
  use: (use: PhoneUse) => uses[use],
  useName: (use: PhoneUse) => useNames[use],
  useHint: (use: PhoneUse) => useHints[use],
  way: (way: PhoneWay) => ways[way],
  medium: (way: 'sms' | 'email') => media[way],
  check: (check: PhoneCheck) => checks[check],
  where: (at: PatientAt) => whereNames[at],
  /** What a phone is, by what its browser tells. */
  phone: ({ model, browser }: Pick<MobileRef, 'model' | 'browser'>) => {
    const told = [model, browser].filter((part) => part !== '');
    return told.length === 0 ? 'a phone that tells nothing of itself' : told.join(', ');
  },
};

export const phoneCard = {
  heading: 'A phone wants to join',
  from: 'From',
  near: 'same network as the TV',
  far: 'another network than the TV',
  came: 'Came',
  use: 'For',
  check: 'Check',
  checking: (check: PhoneCheck, triesLeft: number) =>
    `The phone is asked for the ${checks[check]}. ${triesLeft === 1 ? 'One try is left.' : `${triesLeft} tries are left.`}`,
  passed: (check: PhoneCheck) => `The ${checks[check]} is right.`,
  notOnRecord: (check: PhoneCheck) => `No ${checks[check]} is on record: ask the patient for it.`,
  letIn: 'Let in',
  refuse: 'Refuse',
  letInNamed: (phone: string) => `Let in: ${phone}`,
  refuseNamed: (phone: string) => `Refuse: ${phone}`,
};

export const phoneNotices = {
  shifting: {
    tv: 'The call goes back to the TV…',
    both: 'The phone begins to film…',
    mobile: 'The call moves to the phone…',
  } satisfies Record<PatientAt, string>,
  absent: 'The phone has lost the connection; it is kept for two minutes.',
  hidden: 'The phone is locked, rings, or shows something else. Picture and sound may stop.',
  tvAbsent: {
    both: 'The TV has lost its connection: the patient does not see or hear you.',
    mobile: 'The TV is off or has lost its connection. The call goes on, on the phone.',
  },
  unchanged: 'It goes on as it was.',
};

export const phonePanel = {
  tab: 'Phone',
  heading: 'On to the patient’s phone',
  linked: 'The patient’s phone',
  phone: 'Phone',
  state: 'State',
  notAdmitted: 'not let in yet',
  presences: { vacant: 'not here yet', present: 'here', absent: 'connection lost' },
  sends: 'Sends',
  media: { video: 'picture and sound', audio: 'sound alone' },
  sendsNothing: 'nothing: chat, photos and reading',
  use: 'What the phone is to do',
  propose: 'Ask on the TV',
  proposing: 'Asking…',
  proposed: (use: PhoneUse) => `The TV asks the patient now: ${uses[use]}.`,
  linkBoth: 'Or send a link to a number or e-mail address',
  linkSms: 'Or send a link to a number',
  linkEmail: 'Or send a link to an e-mail address',
  linkWrong: {
    both: 'Neither a number nor an e-mail address.',
    sms: 'This is no telephone number.',
    email: 'This is no e-mail address.',
  },
  linkHint: (country: string) => `Without a country code: ${country}.`,
  linkHintEmail: 'The link works once, for 15 minutes.',
  send: 'Send link',
  sending: 'Sending…',
  sent: (to: string) => `A link is on its way to ${to}.`,
  noLinks: 'The clinic sends neither SMS nor e-mails.',
  loading: 'Asking which ways there are…',
  failed: 'It is not known which ways there are.',
  again: 'Try again',
  putOut: 'Put out',
  putOutNamed: (phone: string) => `Put out: ${phone}`,
  putOutHeading: 'Put the phone out?',
  putOutLead:
    'The call is on this phone. Without it, the TV asks the patient whether to go on there.',
  putOutConfirm: 'Put out',
  cancel: 'Cancel',
};

export const telephone = {
  heading: 'By telephone',
  wanted: (patient: string) => `${patient} wishes to be called:`,
  call: 'Call',
  calling: 'Calling…',
  callNamed: (number: string) => `Call ${number}`,
  linkNamed: (number: string) => `Call ${number} with your own telephone`,
  dialled: 'Is being called:',
  states: {
    wanted: 'Wishes to be called',
    dialled: 'Is being called',
    connected: 'On the telephone',
  },
  callIn: (number: string) => `The patient calls ${number}.`,
  reference: 'Reference that the caller says',
  referenceHint: 'Six digits that stand on the TV.',
  confirm: 'Confirm',
  confirming: 'Confirming…',
  connected: 'The patient is on the telephone.',
  confirmed: (patient: string) => `${patient} is on the telephone.`,
  confirmedUnknown: 'The caller is known now.',
  caller: 'A caller',
};

export const mail = {
  heading: 'By e-mail',
  open: 'Write an e-mail',
  answer: 'Answer by e-mail',
  dialog: (patient: string) => `E-mail to ${patient}`,
  lead: 'The answer comes into this consult’s timeline. Please write nothing that others must not read.',
  address: 'E-mail address',
  addressWrong: 'This is no e-mail address.',
  text: 'Text',
  textHint: 'The patient reads it as you write it.',
  send: 'Send e-mail',
  sending: 'Sending…',
  cancel: 'Cancel',
};
