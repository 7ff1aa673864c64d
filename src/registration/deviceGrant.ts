import type { DeviceRegistration } from '../protocol/index.ts';
import { Refusal } from '../protocol/index.ts';
import type { DeviceAuthorization, DeviceAuthorizationStore, DeviceTokenStore } from './ports.ts';
import { hashSecret, hashShortSecret, makeSecret, type RandomBytes } from './secrets.ts';
import { makeUserCode } from './userCode.ts';

/** Times and bounds of the device authorization grant. */
export interface DeviceGrantSettings {
  /** How long both codes are valid; from the confirmation on, how long the token can be had. */
  readonly expiresInSeconds: number;
  readonly pollIntervalSeconds: number;
  /** How much too early a poll may come before it counts as too fast: networks are uneven. */
  readonly pollToleranceMs: number;
  /** How many devices may wait at once, in all and behind one address. */
  readonly maxPending: number;
  readonly maxPendingPerAddress: number;
}

export const defaultDeviceGrantSettings: DeviceGrantSettings = {
  expiresInSeconds: 600,
  pollIntervalSeconds: 5,
  pollToleranceMs: 500,
  maxPending: 20_000,
  maxPendingPerAddress: 500,
};

/** RFC 8628, section 3.5: what `slow_down` adds to the interval. */
const slowDownSeconds = 5;
/** How long an expired code is still told from one that never was. */
const rememberExpiredMs = 3_600_000;
const userCodeAttempts = 5;

export interface IssuedCodes {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly expiresInSeconds: number;
  readonly pollIntervalSeconds: number;
}

/** What a poll with a device code comes to; the names are RFC 8628's and RFC 6749's. */
export type PollResult =
  | { readonly kind: 'token'; readonly accessToken: string }
  | {
      readonly kind:
        | 'authorization_pending'
        | 'slow_down'
        | 'access_denied'
        | 'expired_token'
        | 'invalid_grant';
    };

export interface DeviceGrantDeps {
  readonly authorizations: DeviceAuthorizationStore;
  readonly tokens: DeviceTokenStore;
  readonly userCodeKey: Uint8Array;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
  readonly settings: DeviceGrantSettings;
}

/** The device's side of pairing: the device authorization grant of RFC 8628. */
export class DeviceGrant {
  readonly #deps: DeviceGrantDeps;

  constructor(deps: DeviceGrantDeps) {
    this.#deps = deps;
  }

  /**
   * Issues the two codes (RFC 8628, section 3.2).
   * @param address the device's network address as the server sees it
   * @throws Refusal `rate_limited` where too many devices wait already
   */
  async authorize(registration: DeviceRegistration, address: string): Promise<IssuedCodes> {
    const { authorizations, newId, randomBytes, settings, userCodeKey } = this.#deps;
    const now = this.#deps.now();
    await authorizations.removeExpired(later(now, -rememberExpiredMs));
    await this.#refuseWhereCrowded(now, address);

    const deviceCode = makeSecret(randomBytes);
    for (let attempt = 0; attempt < userCodeAttempts; attempt += 1) {
      const userCode = makeUserCode(randomBytes);
      const isFree = await authorizations.insert({
        id: newId(),
        deviceCodeHash: hashSecret(deviceCode),
        userCodeHash: hashShortSecret(userCode, userCodeKey),
        registration,
        address,
        requestedAt: now.toISOString(),
        expiresAt: later(now, settings.expiresInSeconds * 1_000),
        pollIntervalSeconds: settings.pollIntervalSeconds,
      });
      if (isFree) {
        return {
          deviceCode,
          userCode,
          expiresInSeconds: settings.expiresInSeconds,
          pollIntervalSeconds: settings.pollIntervalSeconds,
        };
      }
    }
    throw new Error('Random user codes keep coming up twice; the source of randomness is broken.');
  }

  /**
   * Answers a poll (RFC 8628, section 3.5). Until the token is first used, polling again mints
   * another and voids the one before, since the answer may have been lost on its way.
   */
  async poll(deviceCode: string): Promise<PollResult> {
    const { authorizations, now } = this.#deps;
    const authorization = await authorizations.findByDeviceCode(hashSecret(deviceCode));
    if (authorization === undefined) return { kind: 'invalid_grant' };
    if (authorization.expiresAt <= now().toISOString()) return { kind: 'expired_token' };
    switch (authorization.status) {
      case 'pending':
        return this.#keepWaiting(authorization);
      case 'denied':
        return { kind: 'access_denied' };
      case 'approved':
      case 'redeemed':
        return this.#collect(authorization);
    }
  }

  async #refuseWhereCrowded(now: Date, address: string): Promise<void> {
    const { authorizations, settings } = this.#deps;
    const at = now.toISOString();
    if (
      (await authorizations.countPending(at, address)) >= settings.maxPendingPerAddress ||
      (await authorizations.countPending(at)) >= settings.maxPending
    ) {
      throw new Refusal('rate_limited', 'Too many devices wait to be paired; try again later.', {
        retryAfterMs: 60_000,
      });
    }
  }

  async #keepWaiting(authorization: DeviceAuthorization): Promise<PollResult> {
    const now = this.#deps.now();
    const { id, polledAt, pollIntervalSeconds } = authorization;
    const earliest =
      polledAt === null
        ? 0
        : Date.parse(polledAt) + pollIntervalSeconds * 1_000 - this.#deps.settings.pollToleranceMs;
    const isTooFast = now.getTime() < earliest;
    await this.#deps.authorizations.recordPoll(
      id,
      now.toISOString(),
      isTooFast ? pollIntervalSeconds + slowDownSeconds : pollIntervalSeconds,
    );
    return { kind: isTooFast ? 'slow_down' : 'authorization_pending' };
  }

  async #collect(authorization: DeviceAuthorization): Promise<PollResult> {
    const { now, randomBytes, tokens } = this.#deps;
    const accessToken = makeSecret(randomBytes);
    const isCollected = await tokens.collect(
      authorization.id,
      hashSecret(accessToken),
      now().toISOString(),
    );
    return isCollected ? { kind: 'token', accessToken } : { kind: 'invalid_grant' };
  }
}

function later(time: Date, milliseconds: number): string {
  return new Date(time.getTime() + milliseconds).toISOString();
}
