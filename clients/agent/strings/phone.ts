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
  move: 'Move the call',
  split: 'TV and phone',
  add: 'Add the phone',
};

const useHints: Record<PhoneUse, string> = {
  move: 'The phone takes the call over; the TV is free.',
  split: 'The phone films and listens; the TV shows and plays you.',
  add: 'The call stays on the TV; the phone is for writing, photos and reading.',
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
