import { describe, expect, it } from 'vitest';
import { timelineSentence } from '../../clients/agent/timelineSentences.ts';
import { mobile, timelineOf } from './phones.ts';

const photo = { id: mobile.id, width: 4, height: 3, sizeBytes: 12 };
const person = { id: mobile.id, name: 'Dr. Rossi' };

describe('the way to the phone and back, in the timeline’s words', () => {
  const timeline = timelineOf(
    {
      type: 'phone-proposed',
      by: 'agent',
      proposal: { use: 'split', reason: 'wished', by: 'agent' },
    },
    {
      type: 'phone-proposed',
      by: 'system',
      proposal: { use: 'split', reason: 'camera', by: 'system' },
    },
    { type: 'phone-declined', by: 'patient' },
    { type: 'phone-link-sent', by: 'agent', way: 'sms', to: '+49 … 67' },
    { type: 'mobile-linked', by: 'patient', mobile },
    { type: 'mobile-linked', by: 'patient', mobile: { ...mobile, model: '', browser: '' } },
    { type: 'mobile-proved', by: 'patient', check: 'birth-date' },
    { type: 'mobile-admitted', by: 'agent', mobile },
    { type: 'mobile-left', by: 'system', mobile, reason: 'check-failed' },
    { type: 'shift-begun', by: 'patient', to: 'mobile' },
    { type: 'shifted', by: 'system', from: 'tv', to: 'mobile' },
    { type: 'shifted', by: 'system', from: 'both', to: 'tv' },
    { type: 'shift-failed', by: 'system', to: 'tv', reason: 'no-frames' },
    { type: 'endpoint-lost', by: 'system', place: 'mobile' },
    { type: 'said', by: 'patient', place: 'mobile', messageId: mobile.id, text: 'Hello.' },
    { type: 'photo-sent', by: 'patient', place: 'mobile', photo },
    { type: 'number-given', by: 'patient', number: '+491701234567' },
    { type: 'dialled', by: 'agent', number: '+491701234567' },
    { type: 'telephone-connected', by: 'agent', person },
    { type: 'mail-sent', by: 'agent', to: 'm…@example.org', text: 'The recipe.' },
    { type: 'mail-received', by: 'patient', text: 'Thank you.' },
    { type: 'ended', by: 'system', outcome: 'mobile-lost' },
  );

  it('is a sentence for each step', () => {
    expect(timeline.map(timelineSentence)).toEqual([
      'The TV asks about going on with the phone: the phone films, the TV shows.',
      'The TV has no camera that works; it proposes the phone: the phone films, the TV shows.',
      'The patient would rather not go on with the phone.',
      'A link went out by SMS to +49 … 67.',
      'A phone wants to join: iPhone, Safari 18, by the QR code.',
      'A phone wants to join: a phone that tells nothing of itself, by the QR code.',
      'The phone proved itself by the date of birth.',
      'The phone was let in: iPhone, Safari 18.',
      'The phone was put out: it could not prove whose it is.',
      'The call goes over to the phone.',
      'The patient is on the phone.',
      'The patient is on the TV.',
      'The call did not come back to the TV: nothing came in time.',
      'The patient’s phone lost its connection.',
      'The patient: «Hello.»',
      'The patient sent a photo.',
      'The patient wishes to be called at +491701234567.',
      'The patient is called at +491701234567.',
      'Dr. Rossi has the patient on the telephone.',
      'E-mail to m…@example.org: «The recipe.»',
      'The patient answered by e-mail: «Thank you.»',
      'The patient’s phone lost its connection and did not come back.',
    ]);
  });
});

it('says of devices that were let go of that they are closed', () => {
  const closed = { camera: 'unknown', microphone: 'unknown' } as const;
  const timeline = timelineOf(
    { type: 'devices-changed', by: 'patient', place: 'tv', devices: closed },
    {
      type: 'devices-changed',
      by: 'patient',
      place: 'tv',
      devices: { camera: 'on', microphone: 'off' },
    },
  );
  expect(timeline.map(timelineSentence)).toEqual([
    'The TV has closed camera and microphone.',
    'The TV: camera on, microphone switched off.',
  ]);
});
