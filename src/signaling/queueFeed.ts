import type { QueueNews } from '../consult/dispatcher.ts';
import type { AgentPresence, QueuePlace } from '../protocol/index.ts';
import type { Sessions } from './sessions.ts';

/** Tells TVs where they stand in the queue, and agents who of their colleagues can be reached. */
export class QueueFeed {
  readonly #sessions: Sessions;
  /** The presences last told, by clinic. */
  readonly #told = new Map<string, ReadonlyMap<string, AgentPresence>>();

  /** The TVs that stood in the queue the last time, by clinic. */
  readonly #placed = new Map<string, ReadonlySet<string>>();

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  publish({ clinicId, places, presences }: QueueNews): void {
    for (const { deviceId, ...place } of places) {
      const tv = this.#sessions.ofDevice(deviceId);
      if (!tv || isSamePlace(tv.toldPlace, place)) continue;
      tv.toldPlace = place;
      tv.notify('queue.place', place);
    }
    this.#forgetPlaces(clinicId, new Set(places.map(({ deviceId }) => deviceId)));
    this.#tellPresences(clinicId, presences);
  }

  /** Whoever comes back to the queue is told where they stand, though it be where they stood. */
  #forgetPlaces(clinicId: string, placed: ReadonlySet<string>): void {
    for (const deviceId of this.#placed.get(clinicId) ?? []) {
      const tv = placed.has(deviceId) ? undefined : this.#sessions.ofDevice(deviceId);
      if (tv) tv.toldPlace = null;
    }
    if (placed.size === 0) this.#placed.delete(clinicId);
    else this.#placed.set(clinicId, placed);
  }

  #tellPresences(clinicId: string, presences: ReadonlyMap<string, AgentPresence>): void {
    const told = this.#told.get(clinicId) ?? new Map<string, AgentPresence>();
    if (presences.size === 0) this.#told.delete(clinicId);
    else this.#told.set(clinicId, presences);
    for (const personId of new Set([...told.keys(), ...presences.keys()])) {
      const presence = presences.get(personId) ?? 'offline';
      if ((told.get(personId) ?? 'offline') === presence) continue;
      for (const session of this.#sessions.agentSessionsOf(clinicId)) {
        const { identity } = session;
        if (identity.kind !== 'agent' || identity.role === 'admin') continue;
        session.notify('agent.presence', { personId, presence });
      }
    }
  }
}

/** Milliseconds of an estimate are not worth a message: seconds are. */
function isSamePlace(told: QueuePlace | null, now: QueuePlace): boolean {
  return (
    told?.consultId === now.consultId &&
    told.place === now.place &&
    seconds(told.estimatedWaitMs) === seconds(now.estimatedWaitMs)
  );
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1_000);
}
