import { z } from 'zod';
import { errorCodes } from '../../src/protocol/index.ts';
import type { RequestErrorCode } from '../connector/index.ts';

/** Why something was not done: the server's code, or `unreachable`. */
export type ApiErrorCode = RequestErrorCode | 'unreachable';

export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: ApiErrorCode, message: string, retryAfterMs?: number) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

const knownCode = z.enum(
  Object.keys(errorCodes).filter((key): key is keyof typeof errorCodes => key in errorCodes),
);
const errorBody = z.object({
  error: z.object({
    code: knownCode,
    message: z.string(),
    details: z.object({ retryAfterMs: z.number().optional() }).optional(),
  }),
});

/** Asks the server over HTTP as the one who is signed in. */
export class HttpApi {
  readonly #baseUrl: string;

  /** @param baseUrl the server's origin; an empty string is the page's own. */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** @throws ApiError */
  async call<S extends z.ZodType>(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    schema: S,
    body?: unknown,
  ): Promise<z.output<S>> {
    let response: Response;
    try {
      response = await fetch(`${this.#baseUrl}${path}`, {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    } catch {
      throw new ApiError('unreachable', 'The server cannot be reached.');
    }
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw refused(response, answer);
    const parsed = schema.safeParse(answer);
    if (!parsed.success) {
      throw new ApiError('unreadable-answer', 'The answer is not what the contract says.');
    }
    return parsed.data;
  }
}

/** An error answer; one without our body comes from something in between, such as a proxy. */
function refused(response: Response, answer: unknown): ApiError {
  const parsed = errorBody.safeParse(answer);
  const header = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(header) ? header * 1000 : undefined;
  if (!parsed.success) {
    const code = response.status === 429 ? 'rate_limited' : 'unreachable';
    return new ApiError(code, `HTTP ${response.status}`, retryAfterMs);
  }
  const { code, message, details } = parsed.data.error;
  return new ApiError(code, message, details?.retryAfterMs ?? retryAfterMs);
}
