import { isPatientPlace, type PlaceName } from '../protocol/index.ts';

/** A peer as the gate sees it. */
interface Comer {
  readonly id: string;
  readonly side: PlaceName;
  /** Whose peer it is: a person rings wherever they are. */
  readonly party: string;
}

/**
 * Who may be in a room, and among whom media flows. `open`: everybody may come and set up, and
 * nothing flows. `ringing`: what the callers send reaches those at whom it rings, and the other way
 * round, so that decoders and estimates are warm by the accept. `given`: media flows among the
 * admitted. In both, of the other peers those of the waiting sides may come and set up, and all
 * others are kept out.
 */
export type Admission =
  | { readonly state: 'open' }
  | {
      readonly state: 'ringing';
      /** Ids of the peers who ring. */
      readonly callers: ReadonlySet<string>;
      /** At which parties. */
      readonly rung: ReadonlySet<string>;
      readonly waitingSides: ReadonlySet<string>;
    }
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

/** What somebody is in a room; `undefined` for who is none of it, or only waits. */
function roleOf(admission: Admission, comer: Comer): 'admitted' | 'caller' | 'rung' | undefined {
  if (isAdmitted(admission, comer)) return 'admitted';
  if (admission.state !== 'ringing') return undefined;
  if (admission.callers.has(comer.id)) return 'caller';
  return admission.rung.has(comer.party) ? 'rung' : undefined;
}

export function mayEnter(admission: Admission, comer: Comer): boolean {
  if (admission.state === 'open' || roleOf(admission, comer) !== undefined) return true;
  return admission.waitingSides.has(comer.side);
}

/**
 * Who goes when `after` takes the place of `before`: whoever may not be there, and whoever could
 * receive something and cannot any more, even where others of that side may wait.
 */
export function mustLeave(before: Admission, after: Admission, peer: Comer): boolean {
  const hadRole = roleOf(before, peer) !== undefined;
  return !mayEnter(after, peer) || (hadRole && roleOf(after, peer) === undefined);
}

/** Whether the two are on the same side: the agents who are rung, or the devices of one patient. */
function areOneSide(some: Comer, other: Comer): boolean {
  if (some.side === other.side) return true;
  return isPatientPlace(some.side) && isPatientPlace(other.side);
}

/** Whether what the one sends of camera and microphone, or in their place, reaches the other. */
export function flows(admission: Admission, from: Comer, to: Comer): boolean {
  if (areOneSide(from, to)) return false;
  const roles = new Set([roleOf(admission, from), roleOf(admission, to)]);
  if (admission.state === 'ringing') return roles.has('caller') && roles.has('rung');
  return roles.size === 1 && roles.has('admitted');
}

/** Whether messages of the one reach the other: what they say is real from the first on. */
export function mayTell(admission: Admission, from: Comer, to: Comer): boolean {
  return admission.state === 'given' && flows(admission, from, to);
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
  if (areOneSide(from, to)) return false;
  if (isAdmitted(admission, from)) return true;
  if (admission.state === 'given' && !isAdmitted(admission, to)) return false;
  if (senders.some(({ id }) => id === from.id)) return true;
  const ahead = senders.filter(
    (sender) => sender.side === from.side && !isAdmitted(admission, sender),
  );
  return ahead.length < maxSendersAhead;
}
