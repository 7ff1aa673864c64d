import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import type { Actor } from '../../src/consult/ports.ts';
import { isOver } from '../../src/consult/state.ts';
import { Deflection } from '../../src/deflection/deflection.ts';
import { type DeflectionLimits, defaultDeflectionLimits } from '../../src/deflection/limits.ts';
import type { MailMessage, SmsMessage } from '../../src/deflection/messages.ts';
import { Photos } from '../../src/deflection/photos.ts';
import type { PhoneSettings } from '../../src/deflection/ports.ts';
import { type MobileIdentity, type PhoneCheck, Refusal } from '../../src/protocol/index.ts';
import { hashSecret, hashShortSecret } from '../../src/registration/secrets.ts';
import { createDeflectionStore } from '../../src/store/deflectionStore.ts';
import { ada, clinic, homeTv, idOf } from '../consult/people.ts';
import { active } from '../consult/situations.ts';
import type { World } from '../consult/world.ts';

export const home = '192.0.2.7';
export const abroad = '198.51.100.9';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1';

/** A consult whose patient is at home, and the ways from it to a phone. */
export interface Phones {
  readonly world: World;
  /** The consult's. */
  readonly id: string;
  readonly deflection: Deflection;
  readonly photos: Photos;
  readonly sms: SmsMessage[];
  readonly mails: MailMessage[];
  /** Whether the next messages can be sent. */
  delivery: 'works' | 'fails';
  settings: PhoneSettings;
  /** What is on record of the patient. */
  readonly records: Map<PhoneCheck, string>;
  /** The lines of the log. */
  readonly log: string[];
  /** Another instance on the same database, with these senders or limits. */
  another(options: PhonesOptions): Deflection;
}

interface PhonesOptions {
  readonly limits?: Partial<DeflectionLimits>;
  readonly senders?: 'all' | 'none';
  readonly replyTo?: string | null;
}

export async function openPhones(): Promise<Phones> {
  const { world, id } = await active();
  world.addresses.set(homeTv.sessionId, home);
  const codeKey = randomBytes(32);
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const store = createDeflectionStore(world.database);
  const deliver = <M>(into: M[]) => ({
    send: async (message: M) => {
      if (phones.delivery === 'fails') throw new Refusal('message_not_sent');
      into.push(message);
    },
  });
  const make = ({ limits, replyTo = 'consult@clinic.example', senders }: PhonesOptions = {}) =>
    new Deflection({
      store,
      desk: world.consults.mobiles,
      beside: world.consults.chat,
      directory: { clinicName: async () => clinic.name, phonesOf: async () => phones.settings },
      proofs: {
        isOnRecord: async (_patient, kind) => phones.records.has(kind),
        isRight: async (_patient, kind, answer) => phones.records.get(kind) === answer,
      },
      senders:
        senders === 'none'
          ? { sms: null, email: null }
          : { sms: deliver(phones.sms), email: deliver(phones.mails) },
      replyTo,
      origin: () => 'https://clinic.example',
      hashCode: (code) => hashShortSecret(code, codeKey),
      hashSecret,
      randomBytes,
      now: () => world.now,
      newId,
      log,
      ...(limits && { limits: { ...defaultDeflectionLimits, ...limits } }),
    });
  const phones: Phones = {
    world,
    id,
    get deflection() {
      return deflection;
    },
    photos: new Photos({
      store: store.photos,
      desk: world.consults.mobiles,
      chat: world.consults.chat,
      now: () => world.now,
    }),
    sms: [],
    mails: [],
    delivery: 'works',
    settings: { check: null, callIn: '+4930901820', country: 'DE' },
    records: new Map(),
    log: lines,
    another: make,
  };
  const deflection = make();
  return phones;
}

/** Forgets the codes of consults that are over, as the server does. */
export async function forgotten({ deflection, world }: Phones): Promise<void> {
  for (const { after } of world.changes) {
    if (isOver(after)) await deflection.forget(after.facts.id);
  }
}

export interface Phone extends Actor {
  readonly identity: MobileIdentity;
}

let shown = 0;

/** A phone shows a code; each call is another phone unless a claim is given. */
export async function show(
  { deflection }: Phones,
  code: string,
  options: { claim?: string; address?: string; userAgent?: string } = {},
): Promise<MobileIdentity> {
  const { address = home, claim = `the claim of phone ${++shown}`, userAgent = iphone } = options;
  return await deflection.mobileByCode({ code, claim, address, userAgent });
}

/** A phone that has shown a code and has its seat. */
export async function linked(
  phones: Phones,
  use: 'move' | 'split' | 'add' = 'move',
): Promise<Phone> {
  const { deflection, id, world } = phones;
  const { code } = await deflection.openCode(homeTv, id, use);
  return await seated(phones, await show(phones, code), world);
}

async function seated({ id }: Phones, identity: MobileIdentity, world: World): Promise<Phone> {
  const phone = { identity, sessionId: idOf(`session of ${identity.mobileId}`) };
  await world.arrive(phone);
  await world.consults.join(phone, id);
  return phone;
}

/** A phone that Ada has let in. */
export async function admitted(
  phones: Phones,
  use: 'move' | 'split' | 'add' = 'move',
): Promise<Phone> {
  const phone = await linked(phones, use);
  await phones.world.consults.mobiles.admit(ada, phones.id, phone.identity.mobileId);
  return phone;
}

/** A phone that has taken the call over. */
export async function onPhone(phones: Phones): Promise<Phone> {
  const phone = await admitted(phones);
  const { mobiles } = phones.world.consults;
  await mobiles.begin(phone, phones.id, { use: 'move', media: 'video' });
  await mobiles.confirm(ada, phones.id, 'mobile');
  await phones.world.consults.settled();
  return phone;
}
