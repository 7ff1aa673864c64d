import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** How far the sender's clock may be off, and how long a signed request can be repeated. */
const toleranceMs = 5 * 60_000;

/** What Standard Webhooks sends beside the body (https://www.standardwebhooks.com). */
export interface SignatureHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** Signs a body under each of the secrets: receivers take the signature that they can verify. */
export function sign(
  secrets: readonly string[],
  webhookId: string,
  now: Date,
  body: string,
): SignatureHeaders {
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': secrets
      .map((secret) => new Webhook(secret).sign(webhookId, now, body))
      .join(' '),
  };
}

/**
 * Whether one of the signatures is of this body, id and time under one of the secrets, and the time
 * is not more than five minutes away. Takes as long for a wrong signature as for a right one.
 */
export function isSigned(
  secrets: readonly string[],
  headers: SignatureHeaders,
  now: Date,
  body: string,
): boolean {
  const time = headers['webhook-timestamp'];
  const at = new Date(/^\d{1,12}$/.test(time) ? Number(time) * 1_000 : Number.NaN);
  if (!(Math.abs(at.getTime() - now.getTime()) <= toleranceMs)) return false;
  const given = headers['webhook-signature'].split(' ').slice(0, 8);
  let isRight = false;
  for (const secret of secrets) {
    const expected = Buffer.from(new Webhook(secret).sign(headers['webhook-id'], at, body));
    for (const each of given.map((signature) => Buffer.from(signature))) {
      if (each.length === expected.length && timingSafeEqual(each, expected)) isRight = true;
    }
  }
  return isRight;
}
