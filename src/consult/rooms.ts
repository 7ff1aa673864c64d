import type { Logger } from '../log.ts';
import type { ConsultChange, RelayRooms } from './ports.ts';
import { mobileCarries, tvCarries } from './shift.ts';
import { type Consult, isAnswered, isOver, type Seat } from './state.ts';

/** How long a change of a consult waits for the relay, in milliseconds. */
const patienceMs = 2_000;

/** The relay room of a consult's media of one epoch. */
export function roomIdOf(consultId: string, epoch: number): string {
  return `${consultId}:${epoch}`;
}

/** @returns `undefined` where it is no room of a consult */
export function consultOfRoom(
  roomId: string,
): { readonly consultId: string; readonly epoch: number } | undefined {
  const [consultId, epoch, ...rest] = roomId.split(':');
  if (consultId === undefined || epoch === undefined || rest.length > 0) return undefined;
  return /^[1-9]\d*$/.test(epoch) ? { consultId, epoch: Number(epoch) } : undefined;
}

/**
 * Brings the relay to what is committed. It is told, not asked: what fails here is logged, and the
 * endpoints, which then get no media, report that.
 */
export class RelayDriver {
  readonly #relay: RelayRooms;
  readonly #log: Logger;

  constructor(relay: RelayRooms, log: Logger) {
    this.#relay = relay;
    this.#log = log;
  }

  /** Lets media flow between the two places, where they or their room are new. */
  async admit({ before, after }: ConsultChange): Promise<void> {
    const admission = admissionTo(after);
    if (admission === undefined) return;
    const already = before === null ? undefined : admissionTo(before);
    if (
      already?.roomId === admission.roomId &&
      isSameSet(already.waitingSeats, admission.waitingSeats) &&
      isSameSet(already.sessionIds, admission.sessionIds)
    ) {
      return;
    }
    const { roomId, sessionIds, waitingSeats } = admission;
    await this.#tell('admit', roomId, () => this.#relay.admit(roomId, sessionIds, waitingSeats));
  }

  /** Closes the rooms that nobody needs any more. */
  async tidy({ before, after }: ConsultChange): Promise<void> {
    if (before === null) return;
    const kept = roomsOf(after);
    for (const roomId of roomsOf(before)) {
      if (!kept.has(roomId)) await this.#tell('close', roomId, () => this.#relay.closeRoom(roomId));
    }
  }

  async #tell(what: string, roomId: string, work: () => Promise<void>): Promise<void> {
    try {
      await withPatience(work);
    } catch (error) {
      this.#log.warn({ err: error, roomId, what }, 'the relay did not follow the consult');
    }
  }
}

/** Among whom media flows in which room. */
interface Admission {
  readonly roomId: string;
  readonly sessionIds: readonly string[];
  /** From where others prepare in the room: a colleague who is rung, a phone that has come. */
  readonly waitingSeats: readonly Seat[];
}

function admissionTo(consult: Consult): Admission | undefined {
  const { facts } = consult;
  if (!isAnswered(consult) || facts.path.kind !== 'relay') return undefined;
  const { mobile } = facts;
  const isMobileIn = mobileCarries(facts);
  const places = [
    tvCarries(facts) ? facts.tv : null,
    isMobileIn ? (mobile?.place ?? null) : null,
    consult.phase.agent,
    ...facts.guests.map(({ place }) => place),
  ];
  const waitingSeats: Seat[] = [];
  if (consult.phase.transfer !== null) waitingSeats.push('agent');
  if (mobile?.admitted === true && !isMobileIn) waitingSeats.push('mobile');
  return {
    roomId: roomIdOf(facts.id, facts.path.epoch),
    sessionIds: places.filter((place) => place !== null).map(({ sessionId }) => sessionId),
    waitingSeats,
  };
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id) => others.includes(id));
}

/**
 * Rooms whose media still counts: that of the path to come, and those in which either place last
 * saw media flow, which stay until the new flows (make before break).
 */
function roomsOf(consult: Consult): ReadonlySet<string> {
  if (isOver(consult)) return new Set();
  const { id, path, tv, mobile } = consult.facts;
  const places = isAnswered(consult) ? [tv, consult.phase.agent, mobile?.place] : [];
  const media = [path, ...places.map((place) => place?.flowing ?? null)];
  return new Set(media.flatMap((one) => (one?.kind === 'relay' ? [roomIdOf(id, one.epoch)] : [])));
}

async function withPatience(work: () => Promise<void>): Promise<void> {
  const impatience = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => impatience.reject(new Error(`no answer in ${patienceMs} ms`)),
    patienceMs,
  );
  try {
    await Promise.race([work(), impatience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
