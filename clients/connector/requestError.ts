import type { ErrorCode } from '../../src/protocol/index.ts';

/**
 * Why a request was not done. `disconnected`: the socket closed before the answer, so whether it
 * was done is unknown. `not-connected`: it was never sent. `left`: the connector has been left.
 * `unreadable-answer`: the server answered something that the contract does not allow.
 */
export type RequestErrorCode =
  | ErrorCode
  | 'disconnected'
  | 'not-connected'
  | 'left'
  | 'unreadable-answer';

/** A request was refused by the server, or got no answer. */
export class RequestError extends Error {
  readonly code: RequestErrorCode;
  /** Facts a program may act on, such as `retryAfterMs`. */
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: RequestErrorCode,
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.details = details;
  }
}

/** What the server could not do now, rather than would not: it is worth another try. */
export function isPassing({ code }: RequestError): boolean {
  return (
    code === 'conflict' ||
    code === 'internal_error' ||
    code === 'rate_limited' ||
    code === 'store_unavailable'
  );
}
