import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { lookupWithin, OutOfReach, type Reach, type Resolve, requireReach } from './target.ts';

/** What is posted. */
interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came of it. `error` is a sentence for admins and quotes nothing that the receiver said. */
export type PostResult =
  | { readonly delivered: true; readonly status: number }
  | {
      readonly delivered: false;
      /** `null` where no answer came. */
      readonly status: number | null;
      readonly error: string;
      /** What the receiver asked for by `Retry-After`. */
      readonly retryAfterMs?: number;
    };

export interface PosterOptions {
  readonly reach: Reach;
  /** From the look-up of the name to the end of the answer. */
  readonly timeoutMs?: number;
  readonly userAgent: string;
  readonly now: () => Date;
  readonly resolve?: Resolve;
}

export type Post = (posting: Posting, closing: AbortSignal) => Promise<PostResult>;

/** How much of an answer is taken in before the connection is dropped; nobody reads it. */
const maxAnswerBytes = 16 * 1024;

/**
 * Posts to targets within reach. Redirects are not followed: where to send is the clinic's word,
 * and a redirect could lead anywhere.
 */
export function createPost(options: PosterOptions): Post {
  const { now, reach, resolve, timeoutMs = 15_000, userAgent } = options;
  return async ({ body, headers, url: text }, closing) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const url = new URL(text);
      requireReach(url, reach);
      const response = await exchange(url, body, {
        method: 'POST',
        headers: { ...headers, 'user-agent': userAgent, 'content-length': Buffer.byteLength(body) },
        lookup: lookupWithin(url, reach, resolve),
        signal: AbortSignal.any([timeout, closing]),
        // No connection outlives its request, so each is made to an address that was just checked.
        agent: false,
      });
      const result = resultOf(response, now());
      await drain(response);
      return result;
    } catch (error) {
      const reason = timeout.aborted ? `No answer within ${timeoutMs / 1_000} s.` : reasonOf(error);
      return { delivered: false, status: null, error: reason };
    }
  };
}

function exchange(url: URL, body: string, options: RequestOptions): Promise<IncomingMessage> {
  const { promise, reject, resolve } = Promise.withResolvers<IncomingMessage>();
  const send = url.protocol === 'https:' ? requestByHttps : requestByHttp;
  const request = send(url, options, resolve);
  // For as long as it lives: an answer that breaks off is still an answer.
  request.on('error', reject);
  request.end(body);
  return promise;
}

function resultOf(response: IncomingMessage, now: Date): PostResult {
  const { statusCode: status = 0 } = response;
  if (status >= 200 && status < 300) return { delivered: true, status };
  const retryAfterMs = readRetryAfter(response.headers['retry-after'], now);
  return {
    delivered: false,
    status,
    error:
      status >= 300 && status < 400
        ? `It answered ${status}: redirects are not followed.`
        : `It answered ${status}.`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** `Retry-After` (RFC 9110, section 10.2.3): seconds or a date. */
function readRetryAfter(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const waitMs = /^\d{1,9}$/.test(header)
    ? Number(header) * 1_000
    : Date.parse(header) - now.getTime();
  return waitMs > 0 ? waitMs : undefined;
}

/** Lets a short answer end by itself, so that the receiver sees no broken connection. */
async function drain(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of response) {
      bytes += Buffer.byteLength(chunk);
      if (bytes > maxAnswerBytes) break;
    }
  } catch {
    // What counts is the status, and that has come.
  } finally {
    response.destroy();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof OutOfReach) return 'The target is in a network that webhooks may not reach.';
  // Codes such as ECONNREFUSED and CERT_HAS_EXPIRED; messages may hold names and addresses.
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `The connection failed (${code}).`;
}
