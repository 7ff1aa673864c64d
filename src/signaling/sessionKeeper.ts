import type { Logger } from '../log.ts';
import type { SessionStore } from './ports.ts';
import type { PresenceReports } from './presenceReports.ts';
import type { Sessions } from './sessions.ts';
import type { UpgradeLimiter } from './upgrades.ts';

const sweepIntervalMs = 500;

/** How often within its lifetime a live session is noted as seen. */
const touchesPerLifetime = 24;

export interface SessionKeeperOptions {
  readonly sessions: Sessions;
  readonly store: SessionStore;
  readonly presence: PresenceReports;
  readonly upgrades: UpgradeLimiter;
  readonly sessionLifetimeMs: number;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Keeps the sessions tidy by one timer: who lingers too long, and what nobody will resume. */
export class SessionKeeper {
  readonly #options: SessionKeeperOptions;
  readonly #timer: NodeJS.Timeout;
  /** When the store is next tended, in milliseconds since the epoch. */
  #tendAt = 0;

  constructor(options: SessionKeeperOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#sweep(), sweepIntervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sweep(): void {
    const { sessions, upgrades, presence, now, sessionLifetimeMs } = this.#options;
    sessions.sweep();
    upgrades.sweep();
    presence.retry();
    const nowMs = now().getTime();
    if (nowMs < this.#tendAt) return;
    this.#tendAt = nowMs + sessionLifetimeMs / touchesPerLifetime;
    void this.#tendStore(nowMs);
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
