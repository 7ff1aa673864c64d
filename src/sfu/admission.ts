import { isPatientPlace, type PlaceName } from '../protocol/index.ts';

/** A peer as the gate sees it. */
interface Comer {
  readonly id: string;
  readonly side: PlaceName;
}

/**
 * Who may be in a room, and among whom media flows. `open`: everybody may come and set up, and
 * nothing flows. `given`: media flows among the admitted; of the other peers those of the waiting
 * sides may come and set up, and all others are kept out.
 */
export type Admission =
  | { readonly state: 'open' }
  | {
      readonly state: 'given';
      readonly peerIds: ReadonlySet<string>;
      readonly waitingSides: ReadonlySet<string>;
    };

/**
 * How many peers of one side a peer is sent the tracks of ahead of their admission. A TV that rings
 * at twenty agents does not set up twenty decoders; the admitted agent's are made then, if they
 * were not before. Sides do not count against each other: guests who wait are in no agent's way.
 */
const maxSendersAhead = 3;

export function isAdmitted(admission: Admission, { id }: Pick<Comer, 'id'>): boolean {
  return admission.state === 'given' && admission.peerIds.has(id);
}

export function mayEnter(admission: Admission, comer: Comer): boolean {
  if (admission.state === 'open' || isAdmitted(admission, comer)) return true;
  return admission.waitingSides.has(comer.side);
}

/**
 * Who goes when `after` takes the place of `before`: whoever may not be there, and whoever was
 * admitted and is not any more, even where others of that side may wait.
 */
export function mustLeave(before: Admission, after: Admission, peer: Comer): boolean {
  return !mayEnter(after, peer) || (isAdmitted(before, peer) && !isAdmitted(after, peer));
}

/** Whether the two are on the same side: the agents who are rung, or the devices of one patient. */
function areOneParty(some: Comer, other: Comer): boolean {
  if (some.side === other.side) return true;
  return isPatientPlace(some.side) && isPatientPlace(other.side);
}

/** Whether frames and messages of the one reach the other. */
export function flows(admission: Admission, from: Comer, to: Comer): boolean {
  return !areOneParty(from, to) && isAdmitted(admission, from) && isAdmitted(admission, to);
}

/**
 * Whether the one may be set up to receive the other, paused until media flows between them. Who
 * waits at a room that is admitted is set up with those who are in, not with others who wait.
 *
 * @param senders whose tracks `to` is set up to receive already
 */
export function mayPrepare(
  admission: Admission,
  from: Comer,
  to: Comer,
  senders: readonly Comer[],
): boolean {
  if (areOneParty(from, to)) return false;
  if (isAdmitted(admission, from)) return true;
  if (admission.state === 'given' && !isAdmitted(admission, to)) return false;
  if (senders.some(({ id }) => id === from.id)) return true;
  const ahead = senders.filter(
    (sender) => sender.side === from.side && !isAdmitted(admission, sender),
  );
  return ahead.length < maxSendersAhead;
}
