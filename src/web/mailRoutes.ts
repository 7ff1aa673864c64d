import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { Refusal } from '../protocol/index.ts';
import { addressKey, plainAddress } from './address.ts';
import type { WebLimiter } from './limits.ts';
import { readBody } from './requests.ts';

/** Where e-mails that come in go. */
export interface MailReceiver {
  receiveMail(mail: {
    readonly token: string;
    readonly messageId: string;
    readonly text: string;
  }): Promise<void>;
}

export interface MailRoutesDeps {
  readonly receiver: MailReceiver;
  /** The password under which the mail provider comes. */
  readonly secret: string;
  readonly limiter: WebLimiter;
}

/** What Postmark sends of an e-mail (postmarkapp.com/developer/webhooks/inbound-webhook). */
const inboundMail = z.object({
  MessageID: z.string().min(1).max(256),
  /** What stands behind the `+` of the address; empty where nothing does. */
  MailboxHash: z.string().max(256).default(''),
  OriginalRecipient: z.string().max(512).default(''),
  /** The answer without what it quotes; empty where it cannot be told. */
  StrippedTextReply: z.string().default(''),
  TextBody: z.string().default(''),
});

/**
 * `POST /mail/inbound`: an e-mail that came in, as Postmark's inbound webhook tells it, by HTTP
 * Basic authentication under any user name.
 */
export function mailRoutes({ limiter, receiver, secret }: MailRoutesDeps): Router {
  const router = express.Router();

  router.post(
    '/mail/inbound',
    async (request, _response, next) => {
      await limiter.count('mailPerAddress', addressKey(plainAddress(request.ip)));
      // Before the body is read: nobody else makes the server read a large one.
      if (!isPassword(request, secret)) throw new Refusal('unauthenticated');
      next();
    },
    express.json({ limit: '256kb' }),
    async (request, response) => {
      const { MailboxHash, MessageID, OriginalRecipient, StrippedTextReply, TextBody } = readBody(
        inboundMail,
        request.body,
      );
      await receiver.receiveMail({
        token: MailboxHash === '' ? tokenOf(OriginalRecipient) : MailboxHash,
        messageId: MessageID,
        text: StrippedTextReply.trim() === '' ? TextBody : StrippedTextReply,
      });
      response.json({});
    },
  );

  return router;
}

/** Compares hashes, which are of one length, so that the time tells nothing. */
function isPassword(request: Request, secret: string): boolean {
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'basic') return false;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon !== -1 && timingSafeEqual(digest(decoded.slice(colon + 1)), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** What stands between the `+` and the `@` of an address. */
function tokenOf(address: string): string {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@')));
  const plus = local.lastIndexOf('+');
  return plus === -1 ? '' : local.slice(plus + 1);
}
