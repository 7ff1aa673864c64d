import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { v7 as newId } from 'uuid';
import type { Config } from './config.ts';
import type { Consults } from './consult/consults.ts';
import { Deflection } from './deflection/deflection.ts';
import { Photos } from './deflection/photos.ts';
import type { Logger } from './log.ts';
import { SmtpMail } from './messages/smtpMail.ts';
import { TwilioSms } from './messages/twilioSms.ts';
import type { Registration } from './registration/registration.ts';
import { hashSecret, hashShortSecret } from './registration/secrets.ts';
import { createDeflectionStore } from './store/deflectionStore.ts';
import { loadPhoneCodeKey } from './store/registrationKey.ts';
import type { Tables } from './store/tables.ts';

export interface OpenDeflectionOptions {
  readonly config: Pick<Config, 'dataDir' | 'messages'>;
  readonly database: Kysely<Tables>;
  readonly registration: Pick<Registration, 'directory' | 'proofs'>;
  readonly consults: Pick<Consults, 'mobiles' | 'chat'>;
  /** Under which browsers reach the server. */
  readonly origin: () => string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** The ways to patients' phones, upon what the server has open. */
export async function openDeflection(
  options: OpenDeflectionOptions,
): Promise<{ readonly deflection: Deflection; readonly photos: Photos }> {
  const { config, consults, database, log, now, origin, registration } = options;
  const { mail, sms } = config.messages;
  const store = createDeflectionStore(database);
  const codeKey = await loadPhoneCodeKey(path.join(config.dataDir, 'phone-code.key'));
  const deflection = new Deflection({
    store,
    desk: consults.mobiles,
    beside: consults.chat,
    directory: registration.directory,
    proofs: registration.proofs,
    senders: {
      sms: sms && new TwilioSms({ ...sms, log }),
      email: mail && new SmtpMail({ url: mail.smtpUrl, from: mail.from, log }),
    },
    replyTo: mail?.answers?.replyTo ?? null,
    origin,
    hashCode: (code) => hashShortSecret(code, codeKey),
    hashSecret,
    randomBytes,
    now,
    newId,
    log,
  });
  const photos = new Photos({
    store: store.photos,
    desk: consults.mobiles,
    chat: consults.chat,
    now,
  });
  return { deflection, photos };
}
