import { z } from 'zod';
import { method, nothing, ofConsult } from './contract.ts';
import {
  chatText,
  mobileMedia,
  phoneUse,
  phoneWays,
  photoPartBytes,
  photoRef,
  proposalReason,
} from './deflection.ts';
import { personal } from './personal.ts';
import { id } from './registration.ts';

const ofMobile = ofConsult.extend({ mobileId: id });
/** Six digits. */
const digits = z.string().regex(/^\d{6}$/);
const code = z.object({ code: z.string(), expiresAt: z.iso.datetime() });
/** As somebody typed it; checked by libphonenumber with the clinic's country. */
const typedNumber = personal(z.string().trim().min(3).max(32));
const part = z.number().int().min(0).max(63);

/** On to the patient's phone, and back. */
export const deflectionMethods = {
  'deflection.ways': method(
    'Which ways to a phone there are.',
    ['tv', 'agent'],
    ofConsult,
    phoneWays,
  ),
  'deflection.propose': method(
    'Asks the patient, on the TV, whether to go on with the phone.',
    ['tv', 'agent'],
    ofConsult.extend({ use: phoneUse, reason: proposalReason.default('wished') }),
    nothing,
  ),
  'deflection.decline': method('The patient would rather not.', ['tv'], ofConsult, nothing),
  'deflection.openCode': method(
    'A new one-time code for the QR picture and for typing; the one before is void.',
    ['tv'],
    ofConsult.extend({ use: phoneUse }),
    code.extend({ /** What the QR picture holds. */ url: z.string() }),
  ),
  'deflection.sendLink': method(
    'Sends a link that works once to the phone, by SMS or e-mail.',
    ['tv', 'agent'],
    ofConsult.extend({
      use: phoneUse,
      to: z.discriminatedUnion('way', [
        z.object({ way: z.literal('sms'), number: typedNumber }),
        z.object({ way: z.literal('email'), email: personal(z.email().max(254)) }),
      ]),
    }),
    z.object({ /** To whom, mostly hidden. */ to: z.string() }),
  ),
  'deflection.openReference': method(
    'The number to call, and the six digits to say.',
    ['tv'],
    ofConsult,
    z.object({ number: z.string(), reference: z.string(), expiresAt: z.iso.datetime() }),
  ),
  'deflection.confirmReference': method(
    'The agent has the patient on the telephone, who says this reference.',
    ['agent'],
    z.object({ reference: digits }),
    z.object({ consultId: id }),
  ),
  'deflection.giveNumber': method(
    'The patient wishes to be called at this number.',
    ['tv', 'mobile'],
    ofConsult.extend({ number: typedNumber }),
    z.object({ /** As people write it. */ number: z.string() }),
  ),
  'deflection.dial': method(
    "The agent calls the patient's number; the clinic's telephony is told by webhook.",
    ['agent'],
    ofConsult,
    nothing,
  ),
  'deflection.sendMail': method(
    'Writes an e-mail to the patient, whose answer comes into the timeline.',
    ['agent'],
    ofConsult.extend({ email: personal(z.email().max(254)), text: chatText }),
    nothing,
  ),

  'deflection.prove': method(
    "The phone's answer to the clinic's check: a date of birth (ISO 8601) or the PIN.",
    ['mobile'],
    ofConsult.extend({ answer: z.string().trim().min(1).max(32) }),
    z.object({ passed: z.boolean(), triesLeft: z.number().int() }),
  ),
  'deflection.admit': method('Lets this phone in.', ['agent'], ofMobile, nothing),
  'deflection.refuse': method(
    'Puts this phone out, before or after.',
    ['agent'],
    ofMobile,
    nothing,
  ),
  'deflection.begin': method(
    'The phone is ready to take the call, or a part of it. Until its first frames are seen the TV goes on.',
    ['mobile'],
    ofConsult.extend({ use: z.enum(['move', 'split']), media: mobileMedia }),
    nothing,
  ),
  'deflection.confirm': method(
    "The agent's screen shows the first frame, or plays the first sound, of where the patient is next.",
    ['agent'],
    ofConsult.extend({ to: z.enum(['tv', 'both', 'mobile']) }),
    nothing,
  ),
  'deflection.abandon': method(
    'The phone does not take the call after all.',
    ['tv', 'mobile'],
    ofConsult,
    nothing,
  ),
  'deflection.openReturn': method(
    'Six digits: what one of TV and phone shows, the other takes, and the call is back on the TV.',
    ['tv', 'mobile'],
    ofConsult,
    code,
  ),
  'deflection.return': method(
    'Brings the call back to the TV. A TV whose phone is away needs no code.',
    ['tv', 'mobile'],
    ofConsult.extend({ code: digits.optional() }),
    nothing,
  ),
  'deflection.leave': method(
    'The phone leaves. A call that is on it waits for the patient to take it at the TV.',
    ['mobile'],
    ofConsult,
    nothing,
  ),
} as const;

/** What is written and shown beside the call. */
export const chatMethods = {
  'chat.say': method(
    'A message. Idempotent by `messageId`, which the endpoint makes (a UUIDv7).',
    ['tv', 'agent', 'mobile'],
    ofConsult.extend({ messageId: id, text: chatText }),
    nothing,
  ),
  'chat.sendPhoto': method(
    'One part of a photo, in order; with the last it is in the timeline. Idempotent by `photo.id`.',
    ['agent', 'mobile'],
    ofConsult.extend({
      photo: photoRef,
      part,
      /** Base64. */
      data: z.base64().max(Math.ceil(photoPartBytes / 3) * 4),
    }),
    nothing,
  ),
  'chat.readPhoto': method(
    'One part of a photo.',
    ['tv', 'agent', 'mobile'],
    ofConsult.extend({ photoId: id, part }),
    z.object({ /** Base64. */ data: z.string(), parts: z.number().int().min(1) }),
  ),
} as const;
