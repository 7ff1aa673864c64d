import { follows } from '../consult/access.ts';
import type { ConsultChange } from '../consult/ports.ts';
import { type Consult, isOver } from '../consult/state.ts';
import { updateFor, viewOf } from '../consult/view.ts';
import type { Logger } from '../log.ts';
import {
  type ConsultUpdate,
  finalStates,
  type Identity,
  type NotificationParams,
  Refusal,
  type TimelineEvent,
} from '../protocol/index.ts';
import type { Call } from './connection.ts';
import type { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

type Timeline = (
  identity: Identity,
  consultId: string,
  after: number,
) => Promise<readonly TimelineEvent[]>;

/**
 * Tells each session every event of the consults that it follows, exactly once and in order,
 * whether in a reply or by itself. What a session was told last is kept per consult; a gap is
 * filled from the timeline.
 */
export class Feed {
  readonly #sessions: Sessions;
  readonly #timeline: Timeline;
  readonly #log: Logger;

  constructor(sessions: Sessions, timeline: Timeline, log: Logger) {
    this.#sessions = sessions;
    this.#timeline = timeline;
    this.#log = log;
  }

  /** Passes a committed change on to those whom it concerns. */
  publish(change: ConsultChange): void {
    const { device, clinicId } = change.after.facts;
    const tv = this.#sessions.ofDevice(device.id);
    if (tv) tv.inOrder(() => this.#tell(tv, change));
    for (const agent of this.#sessions.agentSessionsOf(clinicId)) {
      agent.inOrder(() => this.#tell(agent, change));
    }
    for (const guest of this.#guestsOf(change)) {
      guest.inOrder(() => this.#tellGuest(guest, change));
    }
    for (const mobile of this.#mobilesOf(change)) {
      mobile.inOrder(() => this.#tellMobile(mobile, change));
    }
  }

  /**
   * Runs a command whose reply carries the consult: the reply has the events that this session
   * was not told yet, and no notification tells them again.
   */
  async reply(
    call: Call,
    session: Session,
    command: () => Promise<ConsultUpdate>,
  ): Promise<ConsultUpdate> {
    call.afterReply = session.hold();
    return await this.#complete(session, await command());
  }

  /** Notes what a reply of `session.open` tells. */
  begin(session: Session, updates: readonly ConsultUpdate[]): void {
    for (const { consult } of updates) note(session, consult);
  }

  /** The guests who are in the consult, and those who were until now. */
  #guestsOf({ before, after }: ConsultChange): Set<Session> {
    const guests = [...(before?.facts.guests ?? []), ...after.facts.guests];
    const sessions = guests.flatMap(({ place }) =>
      place === null ? [] : (this.#sessions.get(place.sessionId) ?? []),
    );
    return new Set(sessions);
  }

  /** The phone that is in the consult, and the one that was until now. */
  #mobilesOf({ before, after }: ConsultChange): Set<Session> {
    const places = [before?.facts.mobile?.place, after.facts.mobile?.place];
    return new Set(
      places.flatMap((place) => (place ? (this.#sessions.get(place.sessionId) ?? []) : [])),
    );
  }

  /** A phone that was let in is told as the TV is; before and after, as a guest is. */
  #tellMobile(session: Session, change: ConsultChange): void {
    const { identity } = session;
    const { mobile } = change.after.facts;
    const isIn = identity.kind === 'mobile' && mobile?.id === identity.mobileId && mobile.admitted;
    if (isIn) this.#tell(session, change);
    else this.#tellGuest(session, change);
  }

  /** A guest has no timeline: each change is told as it leaves the consult. */
  #tellGuest(session: Session, { after }: ConsultChange): void {
    if (follows(session.identity, after)) {
      session.notify('consult.changed', updateFor(session.identity, after, []));
    } else {
      const leaving = isOver(after) ? leavingOf(after) : ({ reason: 'withdrawn' } as const);
      session.notify('consult.left', { consultId: after.facts.id, ...leaving });
    }
  }

  #tell(session: Session, change: ConsultChange): void {
    if (session.connection === null) return;
    const { after } = change;
    const { id, lastSeq } = after.facts;
    const told = session.told?.get(id);
    if (!follows(session.identity, after)) {
      if (told === undefined) return;
      session.told?.delete(id);
      session.notify('consult.left', { consultId: id, ...leavingOf(after) });
      return;
    }
    const isNews = lastSeq > (told ?? 0) || (lastSeq === told && isSeenWithoutEvent(change));
    if (!isNews) return;
    const update = updateFor(session.identity, after, change.events);
    const events = unseen(update, told ?? 0);
    if (events === undefined) {
      void this.#fillGap(session, update);
      return;
    }
    note(session, update.consult);
    session.notify('consult.changed', { consult: update.consult, events });
  }

  /** An endpoint that cannot be told completely is made to come back and ask. */
  async #fillGap(session: Session, update: ConsultUpdate): Promise<void> {
    const release = session.hold();
    try {
      const complete: NotificationParams<'consult.changed'> = await this.#complete(session, update);
      if (complete.events.length > 0) session.connection?.notify('consult.changed', complete);
    } catch (error) {
      // It follows the consult no more; if it had heard of it, what comes next tells it so.
      if (error instanceof Refusal && error.code !== 'store_unavailable') return;
      this.#log.warn({ err: error, sessionId: session.sessionId }, 'a timeline could not be read');
      session.connection?.terminate();
    } finally {
      release();
    }
  }

  /** The update with exactly the events that the session was not told, which are then told. */
  async #complete(session: Session, update: ConsultUpdate): Promise<ConsultUpdate> {
    const { consult } = update;
    const toldOf = () => session.told?.get(consult.id) ?? 0;
    const events =
      unseen(update, toldOf()) ??
      (await this.#timeline(session.identity, consult.id, toldOf())).filter(
        (event) => event.seq > toldOf() && event.seq <= consult.lastSeq,
      );
    note(session, consult);
    return { consult, events };
  }
}

/** What the timeline does not say and the view shows: a phone that came, or that answered wrong. */
function isSeenWithoutEvent({ before, after, events }: ConsultChange): boolean {
  if (before === null || events.length > 0) return false;
  return JSON.stringify(viewOf(before)) !== JSON.stringify(viewOf(after));
}

/** The update's events after `told`; `undefined` if some between are not among them. */
function unseen(update: ConsultUpdate, told: number): TimelineEvent[] | undefined {
  const events = update.events.filter((event) => event.seq > told);
  return events.length === Math.max(0, update.consult.lastSeq - told) ? events : undefined;
}

/** Of a consult of which nothing more is to come, nothing is kept. */
function note(session: Session, consult: ConsultUpdate['consult']): void {
  const { id, lastSeq, state, verdict, callback } = consult;
  const isCallbackOpen = callback !== null && callback.doneBy === null;
  if (finalStates.has(state) && verdict !== null && !isCallbackOpen) {
    session.told?.delete(id);
    return;
  }
  session.told ??= new Map();
  session.told.set(id, Math.max(lastSeq, session.told.get(id) ?? 0));
}

function leavingOf({ phase }: Consult): Omit<NotificationParams<'consult.left'>, 'consultId'> {
  switch (phase.state) {
    case 'accepted':
    case 'active':
      return { reason: 'accepted-elsewhere' };
    case 'ended':
    case 'cancelled':
    case 'expired':
      return { reason: 'over', outcome: phase.outcome };
    case 'requested':
    case 'guided':
    case 'queued':
    case 'offered':
    case 'calling':
      return { reason: 'withdrawn' };
    default:
      return phase satisfies never;
  }
}
