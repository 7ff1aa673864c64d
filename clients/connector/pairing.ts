import {
  type DeviceAuthorizationResponse,
  type DeviceRegistration,
  deviceAuthorizationResponse,
  deviceTokenError,
  deviceTokenResponse,
} from '../../src/protocol/index.ts';
import { retryDelayMs } from './backoff.ts';
import { type Observable, Settable } from './observable.ts';
import { onWakeUp } from './wakeUps.ts';

/** How a pairing is. Times are milliseconds since the epoch. */
export type PairingState =
  | { readonly name: 'requesting' }
  | {
      readonly name: 'showing';
      readonly userCode: string;
      readonly verificationUri: string;
      /** For a QR code. */
      readonly verificationUriComplete: string;
      readonly expiresAt: number;
    }
  | { readonly name: 'paired'; readonly token: string }
  | { readonly name: 'denied' }
  | { readonly name: 'unreachable'; readonly retryAt: number };

/** Where the device's token is kept: `localStorage`, or what the platform has. */
export interface TokenStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface DevicePairingOptions {
  /** The server's origin, such as `https://consult.clinic.example`. */
  readonly baseUrl: string;
  readonly registration: () => Promise<DeviceRegistration>;
  readonly storage: TokenStorage;
}

/** A device code that waits for somebody to confirm it (RFC 8628, section 3.2). */
interface Grant {
  readonly deviceCode: string;
  readonly expiresAt: number;
  /** Grows when the server asks to slow down, and while it does not answer. */
  intervalMs: number;
}

type PollResult = { readonly name: 'granted'; readonly token: string } | { readonly name: Refused };
type Refused = 'pending' | 'slow-down' | 'denied' | 'void' | 'unanswered';

const clientId = 'housecall-tv';
const tokenKey = 'housecall.deviceToken';
const slowDownMs = 5_000;
const longestIntervalMs = 30_000;
const requestTimeoutMs = 10_000;

/**
 * Binds this device to a patient by the device authorization grant (RFC 8628). It shows one user
 * code after the other; a code that has been replaced on the screen still counts until it expires,
 * since somebody may be about to confirm it.
 */
export class DevicePairing {
  readonly #options: DevicePairingOptions;
  readonly #state = new Settable<PairingState>({ name: 'requesting' });
  /** Ends everything under way, requests included. */
  #running: AbortController | undefined;

  constructor(options: DevicePairingOptions) {
    this.#options = options;
  }

  get state(): Observable<PairingState> {
    return this.#state;
  }

  /** The device's token, for `ConnectorOptions.token`. */
  get token(): string | undefined {
    return this.#options.storage.getItem(tokenKey) ?? undefined;
  }

  /** Is `paired` at once where a token is kept; else asks for a code. Begins anew after `denied`. */
  start(): void {
    this.stop();
    const token = this.token;
    if (token !== undefined) {
      this.#state.set({ name: 'paired', token });
      return;
    }
    this.#state.set({ name: 'requesting' });
    this.#running = new AbortController();
    void this.#showCodes(this.#running.signal);
  }

  /** Stops asking and polling. The token, if there is one, stays. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  /** Keeps a token that replaces the one before, for `ConnectorOptions.onTokenRotated`. */
  keepToken(token: string): void {
    this.#options.storage.setItem(tokenKey, token);
    this.#state.set({ name: 'paired', token });
  }

  /** Forgets a token that is void, as after `unpaired`, and asks for a new code. */
  forget(): void {
    this.#options.storage.removeItem(tokenKey);
    this.start();
  }

  async #showCodes(signal: AbortSignal): Promise<void> {
    for (let attempt = 1; !signal.aborted; ) {
      const answer = await this.#authorize(signal);
      if (signal.aborted) return;
      if (answer === undefined) {
        const delayMs = retryDelayMs(attempt, Math.random);
        attempt += 1;
        this.#state.set({ name: 'unreachable', retryAt: Date.now() + delayMs });
        await pause(delayMs, signal, onWakeUp);
        continue;
      }
      attempt = 1;
      const lifetimeMs = answer.expires_in * 1_000;
      const grant: Grant = {
        deviceCode: answer.device_code,
        expiresAt: Date.now() + lifetimeMs,
        intervalMs: answer.interval * 1_000,
      };
      this.#state.set({
        name: 'showing',
        userCode: answer.user_code,
        verificationUri: answer.verification_uri,
        verificationUriComplete: answer.verification_uri_complete,
        expiresAt: grant.expiresAt,
      });
      const polling = this.#poll(grant, signal);
      // The next code is shown while this one still counts.
      const renewalMs = lifetimeMs - Math.min(60_000, lifetimeMs / 4);
      await Promise.race([polling, pause(renewalMs, signal)]);
    }
  }

  /** Polls until the code is confirmed, refused or void. */
  async #poll(grant: Grant, signal: AbortSignal): Promise<void> {
    for (;;) {
      await pause(grant.intervalMs, signal);
      if (signal.aborted) return;
      const result = await this.#askForToken(grant.deviceCode, signal);
      if (signal.aborted) return;
      switch (result.name) {
        case 'granted':
          this.stop();
          this.keepToken(result.token);
          return;
        case 'denied':
          this.stop();
          this.#state.set({ name: 'denied' });
          return;
        case 'void':
          return;
        case 'slow-down':
          // RFC 8628, section 3.5: for this and all later polls.
          grant.intervalMs += slowDownMs;
          break;
        case 'unanswered':
          // Only the server knows whether somebody confirmed in the last moment.
          if (Date.now() > grant.expiresAt) return;
          grant.intervalMs = Math.min(grant.intervalMs * 2, longestIntervalMs);
          break;
        case 'pending':
          break;
      }
    }
  }

  async #authorize(signal: AbortSignal): Promise<DeviceAuthorizationResponse | undefined> {
    const registration = await this.#options.registration().catch(() => undefined);
    if (registration === undefined) return undefined;
    const answer = await this.#post(
      '/api/device/authorize',
      {
        client_id: clientId,
        registration,
      },
      signal,
    );
    return deviceAuthorizationResponse.safeParse(answer).data;
  }

  async #askForToken(deviceCode: string, signal: AbortSignal): Promise<PollResult> {
    const answer = await this.#post(
      '/api/device/token',
      {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: clientId,
        device_code: deviceCode,
      },
      signal,
    );
    const granted = deviceTokenResponse.safeParse(answer);
    if (granted.success) return { name: 'granted', token: granted.data.access_token };
    switch (deviceTokenError.safeParse(answer).data?.error) {
      case 'authorization_pending':
        return { name: 'pending' };
      case 'slow_down':
        return { name: 'slow-down' };
      case 'access_denied':
        return { name: 'denied' };
      case 'expired_token':
      case 'invalid_grant':
        return { name: 'void' };
      case 'invalid_request':
      case 'unsupported_grant_type':
      case undefined:
        return { name: 'unanswered' };
    }
  }

  /** @returns the body, whatever the status, or `undefined` where there was no readable answer */
  async #post(path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    const timeout = new AbortController();
    const abort = () => timeout.abort();
    const timer = setTimeout(abort, requestTimeoutMs);
    signal.addEventListener('abort', abort);
    try {
      const response = await fetch(`${this.#options.baseUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: timeout.signal,
      });
      return await response.json();
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  }
}

/** Waits, but no longer than until `signal` is aborted or what `early` listens to happens. */
function pause(
  delayMs: number,
  signal: AbortSignal,
  early?: (listener: () => void) => () => void,
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stopListening?.();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, delayMs);
    const stopListening = early?.(end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
