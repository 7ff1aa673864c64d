import type { Logger } from '../log.ts';
import {
  type ConsultKind,
  type ConsultUpdate,
  type Identity,
  Refusal,
  type RequestPriority,
  type TimelineEvent,
} from '../protocol/index.ts';
import { follows, seatOf } from './access.ts';
import {
  actFrom,
  actOnceAdmitted,
  asAgent,
  asAnswerer,
  isPatientsOrAgent,
  isTv,
  refOf,
  refusalOf,
} from './acting.ts';
import { Aftermath } from './aftermath.ts';
import { AgentPresences } from './agentPresences.ts';
import { Chat } from './chat.ts';
import { ConsultMedia } from './consultMedia.ts';
import { Dispatcher, type QueueNews } from './dispatcher.ts';
import { GuestList } from './guestList.ts';
import { Guidance } from './guidance.ts';
import { Handover } from './handover.ts';
import { Ledger } from './ledger.ts';
import { Mobiles } from './mobiles.ts';
import { type Asked, Openings, type Wished } from './openings.ts';
import type {
  Actor,
  CareDirectory,
  ConsultFeed,
  ConsultStore,
  InvitationStore,
  PlaybookReader,
  Presence,
  PresenceSettings,
  RelayRooms,
  VerdictOf,
} from './ports.ts';
import { ConsultReader } from './reader.ts';
import { isAnswered, seatHeldBy } from './state.ts';
import { Sweeper } from './sweeper.ts';
import { type ConsultTiming, defaultTiming } from './timing.ts';
import { Upkeep } from './upkeep.ts';

export interface ConsultsParts {
  readonly store: ConsultStore;
  readonly invitations: InvitationStore;
  readonly settings: PresenceSettings;
  readonly directory: CareDirectory;
  readonly presence: Presence;
  readonly playbooks: PlaybookReader;
  readonly verdictOf: VerdictOf;
  readonly relay: RelayRooms;
  readonly feed: ConsultFeed;
  /** Where waiting patients stand, and who can be reached; told whenever it may have changed. */
  readonly onQueueNews: (news: QueueNews) => void;
  readonly log: Logger;
  readonly now: () => Date;
  readonly newId: () => string;
  /** A new secret token, and the hash under which a token is kept. */
  readonly makeToken: () => string;
  readonly hashToken: (token: string) => string;
  readonly timing?: ConsultTiming;
  /** How often deadlines are looked at. */
  readonly sweepIntervalMs?: number;
}

/** The one way in for everything that happens to consults. Refusals are thrown as `Refusal`. */
export class Consults {
  readonly agents: AgentPresences;
  readonly chat: Chat;
  readonly guidance: Guidance;
  readonly guests: GuestList;
  readonly handover: Handover;
  readonly media: ConsultMedia;
  readonly mobiles: Mobiles;
  readonly #store: ConsultStore;
  readonly #ledger: Ledger;
  readonly #reader: ConsultReader;
  readonly #dispatcher: Dispatcher;
  readonly #openings: Openings;
  readonly #upkeep: Upkeep;
  readonly #aftermath: Aftermath;
  readonly #sweeper: Sweeper;

  constructor(parts: ConsultsParts) {
    const { store } = parts;
    const ledger = new Ledger({
      ...parts,
      timing: parts.timing ?? defaultTiming,
      feed: {
        publish: (change) => {
          parts.feed.publish(change);
          this.#aftermath.follow(change);
        },
      },
    });
    this.#store = store;
    this.#ledger = ledger;
    this.#reader = new ConsultReader(store);
    this.agents = new AgentPresences({
      ...parts,
      onChange: (clinicId) => this.#aftermath.dispatch(clinicId),
    });
    this.#dispatcher = new Dispatcher({
      ...parts,
      presences: this.agents,
      ledger,
      publish: parts.onQueueNews,
    });
    this.guidance = new Guidance({ ...parts, ledger });
    this.guests = new GuestList({ ...parts, ledger, reader: this.#reader });
    this.handover = new Handover(ledger, this.agents);
    this.media = new ConsultMedia(ledger, this.#reader);
    this.mobiles = new Mobiles({ ...parts, ledger, reader: this.#reader });
    this.chat = new Chat(ledger);
    this.#upkeep = new Upkeep({
      ...parts,
      ledger,
      dispatcher: this.#dispatcher,
      guidance: this.guidance,
    });
    this.#openings = new Openings({ ...parts, ledger, match: (each) => this.#upkeep.match(each) });
    this.#aftermath = new Aftermath({
      ledger,
      agents: this.agents,
      dispatcher: this.#dispatcher,
      guidance: this.guidance,
      guests: this.guests,
      log: parts.log,
    });
    this.#sweeper = new Sweeper(() => this.sweep(), parts.sweepIntervalMs ?? 500, parts.log);
  }

  /** Begins the sweep for deadlines. */
  start(): void {
    this.#sweeper.start();
  }

  /** From now on no consult begins; those that are there go on. */
  takeNoMore(): void {
    this.#openings.close();
  }

  /** How many calls are under way. */
  async countCalls(): Promise<number> {
    return await this.#store.countAnswered();
  }

  /** Ends the sweep and waits for what is under way. Idempotent. */
  async close(): Promise<void> {
    await this.#sweeper.close();
    await this.settled();
  }

  /** Waits until nothing is under way, what follows from changes included. */
  async settled(): Promise<void> {
    do {
      await this.#aftermath.idle();
      await this.#dispatcher.idle();
      await this.#ledger.idle();
    } while (this.#aftermath.isBusy);
  }

  /**
   * The patient's yes. Idempotent by `consultId`, which the endpoint makes.
   * @throws Refusal `nobody_linked`, `device_busy`; `conflict` where the id is taken
   */
  async request(actor: Actor, asked: Asked): Promise<ConsultUpdate> {
    const consult = await this.#openings.request(actor, asked);
    this.#look(actor, asked.consultId);
    return await this.#reader.update(actor.identity, consult, 0);
  }

  /**
   * The clinic's own system opens a consult for a patient whose TV is connected. Idempotent by
   * `consultId`.
   * @throws Refusal `not_found`, `endpoint_absent`, `device_busy`
   */
  async openFor(clinicId: string, wished: Wished): Promise<void> {
    await this.#openings.openFor(clinicId, wished);
  }

  /**
   * An agent calls: it rings at the patient's TV. Idempotent by `consultId`. The wish to be called
   * back, `callbackOf`, is seen to once the patient takes the call.
   * @throws Refusal `not_found`, `endpoint_absent` where no TV of the patient is connected,
   * `device_busy`, `agent_busy`, `conflict` where the id is taken
   */
  async call(
    actor: Actor,
    wished: {
      readonly consultId: string;
      readonly patientId: string;
      readonly kind: ConsultKind;
      readonly callbackOf?: string | undefined;
    },
  ): Promise<ConsultUpdate> {
    const consult = await this.#openings.call(actor, wished);
    this.#look(actor, wished.consultId);
    return await this.#reader.update(actor.identity, consult, 0);
  }

  /** The patient takes the request back, or the agent stops calling. */
  async cancel(actor: Actor, consultId: string): Promise<void> {
    await actOnceAdmitted(this.#ledger, actor, consultId, isPatientsOrAgent, (seat, { phase }) => {
      if (seat === 'agent' && phase.state !== 'calling') throw new Refusal('wrong_state');
      if (seat !== 'agent' && phase.state === 'calling') return { type: 'decline-call' };
      return { type: 'cancel', seat };
    });
  }

  /**
   * The first agent to accept has the consult; to do it again changes nothing. A colleague at whom a
   * transfer rings takes over with it, and a patient takes a call.
   * @throws Refusal `already_accepted`, `agent_busy`
   */
  async accept(actor: Actor, consultId: string): Promise<ConsultUpdate> {
    const { identity, sessionId } = actor;
    if (identity.kind === 'tv') {
      const taken = await actFrom(this.#ledger, actor, consultId, isTv, () => ({
        type: 'take-call',
      }));
      return await this.#reader.update(identity, taken, 0);
    }
    const consult = await this.#ledger.apply(consultId, async (before) => {
      const { known, person } = asAnswerer(identity, before);
      if (isAnswered(known) && seatOf(identity, known) === 'agent') {
        if (seatHeldBy(known, sessionId) === 'agent') return undefined;
        throw new Refusal('not_joined');
      }
      return { type: 'accept', person, sessionId };
    });
    this.agents.seen(consult.facts.clinicId, asAgent(identity).personId);
    this.#look(actor, consultId);
    return await this.#reader.update(identity, consult, 0);
  }

  /** Not me: it goes on to the next. The patient declines a call with it. */
  async decline(actor: Actor, consultId: string): Promise<void> {
    const { identity } = actor;
    if (identity.kind === 'tv') {
      await actFrom(this.#ledger, actor, consultId, isTv, () => ({ type: 'decline-call' }));
      return;
    }
    const consult = await this.#ledger.apply(consultId, async (before) => {
      const { known, person } = asAnswerer(identity, before);
      if (isAnswered(known) && seatOf(identity, known) === 'agent') {
        throw new Refusal('wrong_state');
      }
      return { type: 'decline', person };
    });
    this.agents.seen(consult.facts.clinicId, asAgent(identity).personId);
  }

  /** Either side hangs up. */
  async end(actor: Actor, consultId: string): Promise<void> {
    await actOnceAdmitted(this.#ledger, actor, consultId, isPatientsOrAgent, (seat) => ({
      type: 'end',
      seat,
    }));
  }

  /** How soon somebody should come to a patient who waits; for whoever follows the consult. */
  async setPriority(actor: Actor, consultId: string, priority: RequestPriority): Promise<void> {
    const consult = await this.#ledger.apply(consultId, async (before) => {
      if (!before || !follows(actor.identity, before)) throw refusalOf(actor.identity, before);
      asAgent(actor.identity);
      return { type: 'set-priority', priority };
    });
    await this.#dispatcher.dispatch(consult.facts.clinicId);
  }

  /** The patient wishes to be called back; a request that waits is over with it. */
  async askCallback(actor: Actor, consultId: string): Promise<void> {
    await actFrom(this.#ledger, actor, consultId, isTv, () => ({ type: 'ask-callback' }));
  }

  /** The wish to be called back is seen to. */
  async closeCallback(actor: Actor, consultId: string): Promise<void> {
    const { identity } = actor;
    await this.#ledger.apply(consultId, async (before) => {
      if (!before || !follows(identity, before)) throw refusalOf(identity, before);
      return { type: 'close-callback', person: refOf(asAgent(identity)) };
    });
  }

  /** Takes this identity's seat in an open consult for this session, as after a reload. */
  async join(actor: Actor, consultId: string): Promise<ConsultUpdate> {
    const { identity, sessionId } = actor;
    if (identity.kind === 'guest') {
      const update = await this.guests.join(actor, consultId);
      this.#look(actor, consultId);
      return update;
    }
    if (identity.kind === 'mobile') {
      const update = await this.mobiles.join(actor, consultId);
      this.#look(actor, consultId);
      return update;
    }
    const consult = await this.#ledger.apply(consultId, async (before) => {
      const seat = before && seatOf(identity, before);
      if (seat !== 'tv' && seat !== 'agent') throw refusalOf(identity, before);
      return { type: 'join', place: seat, sessionId };
    });
    this.#look(actor, consultId);
    return await this.#reader.update(identity, consult, 0);
  }

  /** The timeline after a sequence number, for who follows the consult. */
  async timeline(
    identity: Identity,
    consultId: string,
    after: number,
  ): Promise<readonly TimelineEvent[]> {
    return await this.#reader.timeline(identity, consultId, after);
  }

  /**
   * What `session.open` answers: the open consults that the identity follows, and those of its
   * cursors that are over; each with the events after its cursor.
   */
  async followed(
    identity: Identity,
    cursors: Readonly<Record<string, number>>,
  ): Promise<ConsultUpdate[]> {
    return await this.#reader.followed(identity, cursors);
  }

  /**
   * A session lost its socket, has one again, or is gone; `Presence.isConnected` tells which.
   * To be told after the presence has changed.
   */
  async sessionChanged(actor: Actor): Promise<void> {
    await this.#upkeep.sessionChanged(actor);
  }

  /** Agents of the clinic came or went: what waits is matched anew. */
  async presenceChanged(clinicId: string): Promise<void> {
    await this.#dispatcher.dispatch(clinicId);
  }

  /** Others may answer this patient now: what waits is matched anew. */
  async careLinksChanged(patientId: string): Promise<void> {
    await this.#upkeep.careLinksChanged(patientId);
  }

  /** Others of the clinic's people may answer now: what waits is matched anew. */
  async clinicChanged(clinicId: string): Promise<void> {
    await this.#upkeep.clinicChanged(clinicId);
  }

  /** The relay lost a room with its worker. */
  async roomLost(roomId: string): Promise<void> {
    await this.#upkeep.roomLost(roomId);
  }

  /** The device has no patient any more. */
  async deviceUnpaired(deviceId: string): Promise<void> {
    await this.#upkeep.deviceUnpaired(deviceId);
  }

  /** Once, before endpoints are let in: nobody is connected and the relay is empty. */
  async recoverAfterRestart(): Promise<void> {
    await this.#upkeep.recoverAfterRestart();
  }

  /** Ends what has waited long enough, and matches what was left unmatched. */
  async sweep(): Promise<void> {
    await this.#upkeep.sweep();
  }

  /** Whether the session that has just taken a seat is still there. */
  #look(actor: Actor, consultId: string): void {
    this.#aftermath.run(consultId, () => this.sessionChanged(actor));
  }
}
