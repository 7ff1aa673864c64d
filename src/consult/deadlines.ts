import { wantsDiagnostic } from './guided.ts';
import { tvNeededBy } from './shift.ts';
import { type Consult, type ConsultFacts, isAnswered, isCalling, isWaiting } from './state.ts';

/** When the consult ends by itself if nothing happens (ISO 8601); `null` where it does not. */
export function deadlineOf(consult: Consult): string | null {
  const { tv, adriftUntil } = consult.facts;
  const tvUntil = tvNeededBy(consult.facts);
  if (isWaiting(consult)) return earliest([consult.phase.expiresAt, tvUntil]);
  if (isCalling(consult)) {
    const { expiresAt, agent } = consult.phase;
    return earliest([expiresAt, tv.absentUntil, agent.absentUntil]);
  }
  if (isAnswered(consult)) {
    return earliest([tvUntil, consult.phase.agent.absentUntil, adriftUntil]);
  }
  return null;
}

/**
 * When somebody has to look at the consult again. One is due at once that is still only requested,
 * since whoever was to match it has not come to it; one that a playbook leads and that has nothing
 * left to do; and one that is over, until its verdict is there.
 */
export function dueAt(consult: Consult): string | null {
  const { facts, phase } = consult;
  switch (phase.state) {
    case 'requested':
      return facts.requestedAt;
    case 'guided':
      return wantsDiagnostic(consult) ? facts.requestedAt : waitingUntil(consult);
    case 'offered':
      return earliest([waitingUntil(consult), ...phase.rings.map(({ until }) => until)]);
    case 'accepted':
    case 'active':
      return earliest([
        deadlineOf(consult),
        phase.transfer?.until ?? null,
        facts.shift?.until ?? null,
        ...placesUntil(facts),
        ...facts.guests.map(({ place }) => place?.absentUntil ?? null),
      ]);
    case 'ended':
    case 'cancelled':
    case 'expired':
      return facts.verdict === null ? phase.endedAt : null;
    case 'queued':
      return waitingUntil(consult);
    case 'calling':
      return deadlineOf(consult);
  }
}

/** While nobody has accepted, a phone may be given up, too. */
function waitingUntil(consult: Consult): string | null {
  return earliest([deadlineOf(consult), ...placesUntil(consult.facts)]);
}

/** When the patient's devices are given up, without the consult's end: the other of them goes on. */
function placesUntil({ mobile, tv, patientAt }: ConsultFacts): (string | null)[] {
  return [mobile?.place?.absentUntil ?? null, patientAt === 'both' ? tv.absentUntil : null];
}

function earliest(times: ReadonlyArray<string | null>): string | null {
  // ISO 8601 in UTC sorts by time.
  return times.filter((time) => time !== null).sort()[0] ?? null;
}
