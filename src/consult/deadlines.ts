import { type Consult, isAnswered, isWaiting } from './state.ts';

/** When the consult ends by itself if nothing happens (ISO 8601); `null` where it does not. */
export function deadlineOf(consult: Consult): string | null {
  const { tv } = consult.facts;
  if (isWaiting(consult)) return earliest([consult.phase.expiresAt, tv.absentUntil]);
  if (isAnswered(consult)) return earliest([tv.absentUntil, consult.phase.agent.absentUntil]);
  return null;
}

/**
 * When somebody has to look at the consult again. One that is still only requested is due at once:
 * whoever was to match it has not come to it.
 */
export function dueAt(consult: Consult): string | null {
  return consult.phase.state === 'requested' ? consult.facts.requestedAt : deadlineOf(consult);
}

function earliest(times: ReadonlyArray<string | null>): string | null {
  // ISO 8601 in UTC sorts by time.
  return times.filter((time) => time !== null).sort()[0] ?? null;
}
