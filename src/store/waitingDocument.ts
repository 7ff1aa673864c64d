import { z } from 'zod';
import { wantsDiagnostic } from '../consult/guided.ts';
import type { WaitingConsult } from '../consult/ports.ts';
import { type Consult, isWaiting } from '../consult/state.ts';
import { consultKind, requestPriority } from '../protocol/index.ts';

// Hundreds of these are read each time somebody comes or goes, so they are light: our own ids are
// not checked for being ids.
const ids = z.array(z.string());

/** What decides whom a consult rings, as it lies beside the whole document. */
export const waitingDocument: z.ZodType<WaitingConsult> = z.object({
  id: z.string(),
  deviceId: z.string(),
  kind: consultKind,
  priority: requestPriority,
  requestedAt: z.string(),
  preferredUntil: z.string(),
  answerers: z.object({ preferred: ids, team: ids, staff: ids }),
  declinedBy: ids,
  heldBy: ids,
  rings: ids,
  attended: z.boolean(),
  isNew: z.boolean(),
});

/** @returns JSON; `null` where the consult is not in the queue */
export function waitingOf(consult: Consult): string | null {
  const { facts, phase } = consult;
  if (!isWaiting(consult) || phase.state === 'guided' || wantsDiagnostic(consult)) return null;
  const idsOf = (people: readonly { readonly id: string }[]) => people.map(({ id }) => id);
  const { preferred, team, staff } = facts.answerers;
  const waiting: WaitingConsult = {
    id: facts.id,
    deviceId: facts.device.id,
    kind: facts.serviceRequest.kind,
    priority: facts.priority,
    requestedAt: facts.requestedAt,
    preferredUntil: facts.preferredUntil,
    answerers: { preferred: idsOf(preferred), team: idsOf(team), staff: idsOf(staff) },
    declinedBy: facts.declinedBy,
    heldBy: facts.heldBy,
    rings: phase.state === 'offered' ? idsOf(phase.rings.map(({ person }) => person)) : [],
    attended: facts.attended,
    isNew: phase.state === 'requested',
  };
  return JSON.stringify(waiting);
}
