import type { NotificationParams } from '../protocol/index.ts';

type PeerSignal = NotificationParams<'peer.signal'>;

/** An offer or an answer with all its candidates has some twenty. */
const maxSignals = 64;
const maxSessions = 1_000;
/** What a peer takes twice without harm; it is not asked twice for something. */
const kept: ReadonlySet<string> = new Set(['offer', 'answer', 'candidate']);

/**
 * What sessions were signaled for the newest epoch of their direct path. A socket whose network is
 * gone takes what is sent for seconds and brings none of it: whoever resumes is told it again.
 */
export class PeerSignals {
  /** By session; the one that was signaled longest ago is the first. */
  readonly #bySession = new Map<string, readonly PeerSignal[]>();

  keep(sessionId: string, signal: PeerSignal): void {
    if (!kept.has(signal.signal.type)) return;
    const known = this.#bySession.get(sessionId) ?? [];
    const ofSameEpoch = known.filter(
      ({ consultId, epoch }) => consultId === signal.consultId && epoch === signal.epoch,
    );
    this.#bySession.delete(sessionId);
    if (ofSameEpoch.length < maxSignals) this.#bySession.set(sessionId, [...ofSameEpoch, signal]);
    const [oldest] = this.#bySession.keys();
    if (this.#bySession.size > maxSessions && oldest !== undefined) this.#bySession.delete(oldest);
  }

  /** In the order in which they came. */
  of(sessionId: string): readonly PeerSignal[] {
    return this.#bySession.get(sessionId) ?? [];
  }
}
