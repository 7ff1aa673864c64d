import type { Logger } from '../log.ts';
import type { ConsultChange, RelayRooms } from './ports.ts';
import { mobileCarries, tvCarries } from './shift.ts';
import {
  type Consult,
  type ConsultFacts,
  isAnswered,
  isCalling,
  isOver,
  isWaiting,
  type PlaceState,
  type Seat,
} from './state.ts';

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

  /** Lets flow between those who ring, or have a seat, what may flow, where they or their room are new. */
  async admit({ before, after }: ConsultChange): Promise<void> {
    const admission = admissionTo(after);
    if (admission === undefined) return;
    const already = before === null ? undefined : admissionTo(before);
    if (already === undefined && admission.state === 'ringing' && admission.rung.length === 0) {
      return;
    }
    if (already !== undefined && isSame(already, admission)) return;
    const { roomId, waitingSeats } = admission;
    if (admission.state === 'ringing') {
      const { callers, rung } = admission;
      // The relay does one thing after the other: who is told of the ring comes after this.
      void this.#tell('ring', roomId, () => this.#relay.ring(roomId, callers, rung, waitingSeats));
      return;
    }
    const { sessionIds } = admission;
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

/** Among whom what flows in which room. */
type Admission = {
  readonly roomId: string;
  /** From where others prepare in the room: a colleague who is rung, a phone that has come. */
  readonly waitingSeats: readonly Seat[];
} & (
  | { readonly state: 'given'; readonly sessionIds: readonly string[] }
  | {
      readonly state: 'ringing';
      /** Sessions. */
      readonly callers: readonly string[];
      /** Ids of agents, or the TV's session. */
      readonly rung: readonly string[];
    }
);

function admissionTo(consult: Consult): Admission | undefined {
  const { facts } = consult;
  if (facts.path.kind !== 'relay' || isOver(consult)) return undefined;
  const roomId = roomIdOf(facts.id, facts.path.epoch);
  const patient = patientsSessions(facts);
  const phones: readonly Seat[] =
    facts.mobile?.admitted === true && !mobileCarries(facts) ? ['mobile'] : [];
  if (isAnswered(consult)) {
    const others = [consult.phase.agent, ...facts.guests.map(({ place }) => place)];
    const colleagues: readonly Seat[] = consult.phase.transfer === null ? [] : ['agent'];
    return {
      state: 'given',
      roomId,
      sessionIds: [...patient, ...sessionsOf(others)],
      waitingSeats: [...colleagues, ...phones],
    };
  }
  const waitingSeats = [
    ...(tvCarries(facts) ? [] : (['tv'] as const)),
    ...phones,
    ...facts.guests.map(({ id }) => `guest:${id}` as const),
  ];
  if (isCalling(consult)) {
    const callers = [consult.phase.agent.sessionId];
    return { state: 'ringing', roomId, callers, rung: patient, waitingSeats };
  }
  const rings = isWaiting(consult) && consult.phase.state === 'offered' ? consult.phase.rings : [];
  const rung = rings.map(({ person }) => person.id);
  return { state: 'ringing', roomId, callers: patient, rung, waitingSeats };
}

/** The sessions of those of the patient's devices that have a part in the media. */
function patientsSessions(facts: ConsultFacts): readonly string[] {
  const phone = mobileCarries(facts) ? (facts.mobile?.place ?? null) : null;
  return sessionsOf([tvCarries(facts) ? facts.tv : null, phone]);
}

function sessionsOf(places: readonly (PlaceState | null)[]): readonly string[] {
  return places.filter((place) => place !== null).map(({ sessionId }) => sessionId);
}

function isSame(one: Admission, other: Admission): boolean {
  if (one.roomId !== other.roomId) return false;
  if (!isSameSet(one.waitingSeats, other.waitingSeats)) return false;
  if (one.state === 'given') {
    return other.state === 'given' && isSameSet(one.sessionIds, other.sessionIds);
  }
  return (
    other.state === 'ringing' &&
    isSameSet(one.callers, other.callers) &&
    isSameSet(one.rung, other.rung)
  );
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
