import type { Logger } from '../log.ts';
import type { Authentication } from '../registration/registration.ts';
import type { SessionStore } from './ports.ts';
import type { PresenceReports } from './presenceReports.ts';
import type { RegistrationChanges } from './registrationChanges.ts';
import type { Sessions } from './sessions.ts';
import type { UpgradeLimiter } from './upgrades.ts';

const sweepIntervalMs = 500;

/** How often within its lifetime a live session is noted as seen. */
const touchesPerLifetime = 24;

export interface SessionKeeperOptions {
  readonly sessions: Sessions;
  readonly store: SessionStore;
  readonly presence: PresenceReports;
  readonly authentication: Pick<Authentication, 'signInsOver'>;
  readonly changes: Pick<RegistrationChanges, 'publish'>;
  readonly upgrades: UpgradeLimiter;
  readonly sessionLifetimeMs: number;
  readonly signInCheckMs: number;
  readonly now: () => Date;
  readonly log: Logger;
}

/**
 * Keeps the sessions tidy by one timer: who lingers too long, whose sign-in is over without a word,
 * and what nobody will resume.
 */
export class SessionKeeper {
  readonly #options: SessionKeeperOptions;
  readonly #timer: NodeJS.Timeout;
  /** When the store is next tended, in milliseconds since the epoch. */
  #tendAt = 0;
  /** When the sign-ins are next looked up, likewise. */
  #checkAt = 0;

  constructor(options: SessionKeeperOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#sweep(), sweepIntervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sweep(): void {
    const { sessions, upgrades, presence, now, sessionLifetimeMs, signInCheckMs } = this.#options;
    sessions.sweep();
    upgrades.sweep();
    presence.retry();
    const nowMs = now().getTime();
    if (nowMs >= this.#checkAt) {
      this.#checkAt = nowMs + signInCheckMs;
      void this.#checkSignIns();
    }
    if (nowMs < this.#tendAt) return;
    this.#tendAt = nowMs + sessionLifetimeMs / touchesPerLifetime;
    void this.#tendStore(nowMs);
  }

  /** A sign-in that went unused, or was ended by a tool beside the server, takes its sessions along. */
  async #checkSignIns(): Promise<void> {
    const { authentication, changes, sessions, log } = this.#options;
    try {
      const ids = [...sessions.all()].map(({ signInId }) => signInId).filter((id) => id !== null);
      for (const signInId of await authentication.signInsOver([...new Set(ids)])) {
        changes.publish({ type: 'signed-out', signInId });
      }
    } catch (error) {
      log.warn({ err: error }, 'sign-ins could not be looked up');
    }
  }

  async #tendStore(nowMs: number): Promise<void> {
    const { sessions, store, sessionLifetimeMs, log } = this.#options;
    try {
      const live = [...sessions.all()].map((session) => session.sessionId);
      await store.touch(live, new Date(nowMs).toISOString());
      const before = new Date(nowMs - sessionLifetimeMs).toISOString();
      const removed = await store.removeUnseenSince(before);
      if (removed > 0) log.info({ removed }, 'sessions that nobody resumed were removed');
    } catch (error) {
      log.warn({ err: error }, 'stored sessions could not be tended');
    }
  }
}
