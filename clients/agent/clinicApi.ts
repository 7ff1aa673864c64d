import { z } from 'zod';
import {
  type AgentIdentity,
  errorCodes,
  meResponse,
  type PairingConfirmRequest,
  type PairingConfirmResponse,
  type PairingLookupResponse,
  type PatientsResponse,
  type PeopleResponse,
  pairingConfirmResponse,
  pairingLookupResponse,
  patientsResponse,
  peopleResponse,
} from '../../src/protocol/index.ts';
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

/** The clinic's HTTP API (`src/protocol/adminApi.ts`). Every method throws `ApiError`. */
export class ClinicApi {
  readonly #baseUrl: string;

  /** @param baseUrl the server's origin; an empty string is the page's own. */
  constructor(baseUrl = '') {
    this.#baseUrl = baseUrl;
  }

  signIn(email: string, password: string): Promise<AgentIdentity> {
    return this.#call('POST', '/api/sign-in', meResponse, { email, password });
  }

  /** Who is signed in, or `null`. */
  async me(): Promise<AgentIdentity | null> {
    try {
      return await this.#call('GET', '/api/me', meResponse);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'unauthenticated') return null;
      throw error;
    }
  }

  async signOut(): Promise<void> {
    await this.#call('POST', '/api/sign-out', z.unknown(), {});
  }

  lookup(userCode: string): Promise<PairingLookupResponse> {
    return this.#call('POST', '/api/pairing/lookup', pairingLookupResponse, { userCode });
  }

  confirm(request: PairingConfirmRequest): Promise<PairingConfirmResponse> {
    return this.#call('POST', '/api/pairing/confirm', pairingConfirmResponse, request);
  }

  async refuse(userCode: string): Promise<void> {
    await this.#call('POST', '/api/pairing/deny', z.unknown(), { userCode });
  }

  readonly people = async (): Promise<PeopleResponse['people']> =>
    (await this.#call('GET', '/api/people', peopleResponse)).people;

  readonly physicians = async (): Promise<PeopleResponse['people']> =>
    (await this.#call('GET', '/api/people?role=physician', peopleResponse)).people;

  readonly patients = async (): Promise<PatientsResponse['patients']> =>
    (await this.#call('GET', '/api/patients', patientsResponse)).patients;

  async setCareLink(patientId: string, named: boolean): Promise<void> {
    const action = named ? 'name' : 'unname';
    await this.#call('POST', `/api/care-links/${action}`, z.unknown(), { patientId });
  }

  async unpair(deviceId: string): Promise<void> {
    await this.#call('POST', '/api/device/unpair', z.unknown(), { deviceId });
  }

  async #call<S extends z.ZodType>(
    method: 'GET' | 'POST',
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
