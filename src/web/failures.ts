import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from '../log.ts';
import { type ErrorCode, Refusal } from '../protocol/index.ts';

/** The HTTP status that goes with each code that the HTTP API answers; others are 409. */
const statuses: Partial<Record<ErrorCode, number>> = {
  invalid_request: 400,
  invalid_params: 400,
  unauthenticated: 401,
  wrong_credentials: 401,
  forbidden: 403,
  not_found: 404,
  code_unknown: 404,
  rate_limited: 429,
  internal_error: 500,
  store_unavailable: 503,
  shutting_down: 503,
};

export interface FailuresDeps {
  readonly log: Logger;
  /** Makes the id under which a failure of the server is found in the log. */
  readonly newId: () => string;
}

/** Answers errors as `{ "error": { "code", "message", "details"? } }`. */
export function jsonFailures(deps: FailuresDeps): ErrorRequestHandler {
  return (error, request, response, next) => {
    const { refusal, status } = explain(error, request, deps);
    // What has begun cannot be answered anew; express closes the socket.
    if (response.headersSent) return next(error);
    const { code, message, details } = refusal;
    answer(response, status, refusal).json({
      error: { code, message, ...(details && { details }) },
    });
  };
}

/** RFC 6749's names for what went wrong. */
const grantErrors: Partial<Record<ErrorCode, string>> = {
  invalid_params: 'invalid_request',
  internal_error: 'server_error',
  store_unavailable: 'temporarily_unavailable',
  shutting_down: 'temporarily_unavailable',
};

/** Answers errors as RFC 6749, section 5.2, does: `{ "error", "error_description" }`. */
export function grantFailures(deps: FailuresDeps): ErrorRequestHandler {
  return (error, request, response, next) => {
    const { refusal, status } = explain(error, request, deps);
    if (response.headersSent) return next(error);
    answer(response, status, refusal).json({
      error: grantErrors[refusal.code] ?? refusal.code,
      error_description: refusal.message,
    });
  };
}

function answer(response: Response, status: number, refusal: Refusal): Response {
  const details: Readonly<Record<string, unknown>> = refusal.details ?? {};
  const { retryAfterMs } = details;
  if (typeof retryAfterMs === 'number') {
    response.set('Retry-After', String(Math.ceil(retryAfterMs / 1_000)));
  }
  return response.status(status);
}

function explain(
  error: unknown,
  request: Request,
  { log, newId }: FailuresDeps,
): { refusal: Refusal; status: number } {
  const path = `${request.baseUrl}${request.path}`;
  const unreadable = unreadableBody(error);
  const refusal = unreadable?.refusal ?? error;
  if (refusal instanceof Refusal) {
    const status = unreadable?.status ?? statuses[refusal.code] ?? 409;
    const isOurs = status >= 500;
    log[isOurs ? 'error' : 'info'](
      { code: refusal.code, path, ...(isOurs && { details: refusal.details, err: refusal.cause }) },
      'request refused',
    );
    return { refusal, status };
  }
  const incidentId = newId();
  log.error({ code: 'internal_error', path, incidentId, err: error }, 'request failed');
  return { refusal: new Refusal('internal_error', undefined, { incidentId }), status: 500 };
}

/** What express's body parsers refuse. Their messages quote the body, so none is passed on. */
function unreadableBody(error: unknown): { refusal: Refusal; status: number } | undefined {
  if (!(error instanceof Error) || !('type' in error) || !('status' in error)) return undefined;
  const { status } = error;
  if (typeof status !== 'number' || status < 400 || status > 499) return undefined;
  const message =
    status === 413 ? 'The body is too large.' : 'The body cannot be read as what it says it is.';
  return { refusal: new Refusal('invalid_request', message), status };
}
