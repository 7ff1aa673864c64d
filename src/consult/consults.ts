import type { Logger } from '../log.ts';
import {
  type ConsultUpdate,
  type Identity,
  type MediaDevicesState,
  type PathPolicy,
  type PersonRef,
  type Place,
  Refusal,
  type ServiceRequest,
  type TimelineEvent,
} from '../protocol/index.ts';
import { heldPlace, knowsOf, placeOf, withoutPlace } from './access.ts';
import type { Command } from './commands.ts';
import { Ledger } from './ledger.ts';
import { peerIn, type RelayPlace, relayPlaceIn, requireMediaRightIn } from './mediaAccess.ts';
import type {
  Actor,
  CareDirectory,
  ConsultChange,
  ConsultFeed,
  ConsultStore,
  Presence,
  RelayRooms,
} from './ports.ts';
import { ConsultReader } from './reader.ts';
import { type Consult, isAnswered, isWaiting, placeHeldBy } from './state.ts';
import { Sweeper } from './sweeper.ts';
import { type ConsultTiming, defaultTiming } from './timing.ts';
import { Upkeep } from './upkeep.ts';

export interface ConsultsParts {
  readonly store: ConsultStore;
  readonly directory: CareDirectory;
  readonly presence: Presence;
  readonly relay: RelayRooms;
  readonly feed: ConsultFeed;
  readonly log: Logger;
  readonly now: () => Date;
  readonly timing?: ConsultTiming;
  /** How often deadlines are looked at. */
  readonly sweepIntervalMs?: number;
}

/** The one way in for everything that happens to consults. Refusals are thrown as `Refusal`. */
export class Consults {
  readonly #parts: ConsultsParts;
  readonly #ledger: Ledger;
  readonly #reader: ConsultReader;
  readonly #upkeep: Upkeep;
  /** Work that nobody waits for. */
  readonly #errands = new Set<Promise<void>>();
  readonly #sweeper: Sweeper;

  constructor(parts: ConsultsParts) {
    this.#parts = parts;
    this.#ledger = new Ledger({
      ...parts,
      timing: parts.timing ?? defaultTiming,
      feed: { publish: (change) => this.#publish(change) },
    });
    this.#reader = new ConsultReader(parts.store);
    this.#upkeep = new Upkeep(parts, this.#ledger);
    this.#sweeper = new Sweeper(() => this.sweep(), parts.sweepIntervalMs ?? 500, parts.log);
  }

  /** Begins the sweep for deadlines. */
  start(): void {
    this.#sweeper.start();
  }

  /** Ends the sweep and waits for what is under way. Idempotent. */
  async close(): Promise<void> {
    await this.#sweeper.close();
    await this.settled();
  }

  /** Waits until nothing is under way, what follows from changes included. */
  async settled(): Promise<void> {
    do {
      await Promise.all(this.#errands);
      await this.#ledger.idle();
    } while (this.#errands.size > 0);
  }

  /**
   * The patient's yes. Idempotent by `consultId`, which the endpoint makes.
   * @throws Refusal `nobody_linked`, `device_busy`; `conflict` where the id is taken
   */
  async request(
    actor: Actor,
    asked: { readonly consultId: string; readonly serviceRequest: ServiceRequest },
  ): Promise<ConsultUpdate> {
    const { identity, sessionId } = actor;
    const { consultId, serviceRequest } = asked;
    if (identity.kind !== 'tv') throw new Refusal('forbidden');
    const { deviceId, patient, clinic } = identity;
    const requested = await this.#ledger.apply(consultId, async (consult) => {
      if (consult) {
        if (consult.facts.device.id !== deviceId) throw new Refusal('conflict');
        return undefined;
      }
      const { directory } = this.#parts;
      const [physicians, device, policy] = await Promise.all([
        directory.physiciansOf(patient.id),
        directory.device(deviceId),
        directory.pathPolicyOf(clinic.id),
      ]);
      if (physicians.length === 0) throw new Refusal('nobody_linked');
      return {
        type: 'request',
        consultId,
        clinicId: clinic.id,
        patient,
        device,
        serviceRequest,
        policy,
        sessionId,
      };
    });
    this.#errand(consultId, () => this.sessionChanged(actor));
    return await this.#reader.update(await this.#matchedOrNot(requested), 0);
  }

  /** The patient takes the request back. */
  async cancel(actor: Actor, consultId: string): Promise<void> {
    await this.#fromPlace(actor, consultId, 'tv', () => ({ type: 'cancel' }));
  }

  /**
   * The first to accept has the consult; to do it again changes nothing.
   * @throws Refusal `already_accepted`, `physician_busy`
   */
  async accept(actor: Actor, consultId: string): Promise<ConsultUpdate> {
    const { identity, sessionId } = actor;
    const consult = await this.#ledger.apply(consultId, async (before) => {
      const { known, person } = asPhysician(identity, before);
      if (isAnswered(known) && placeOf(identity, known) === 'agent') {
        if (placeHeldBy(known, sessionId) === 'agent') return undefined;
        throw new Refusal('not_joined');
      }
      return { type: 'accept', person, sessionId };
    });
    this.#errand(consultId, () => this.sessionChanged(actor));
    return await this.#reader.update(consult, 0);
  }

  /** Not me: it goes on to the others. */
  async decline(actor: Actor, consultId: string): Promise<void> {
    const { identity } = actor;
    await this.#ledger.apply(consultId, async (before) => {
      const { known, person } = asPhysician(identity, before);
      if (isAnswered(known) && placeOf(identity, known) === 'agent') {
        throw new Refusal('wrong_state');
      }
      const linked = await this.#parts.directory.physiciansOf(known.facts.patient.id);
      return { type: 'decline', person, linked: linked.map(({ id }) => id) };
    });
  }

  /** Either side hangs up. */
  async end(actor: Actor, consultId: string): Promise<void> {
    await this.#fromPlace(actor, consultId, 'either', (place) => ({ type: 'end', place }));
  }

  /** Takes this identity's place in an open consult for this session, as after a reload. */
  async join(actor: Actor, consultId: string): Promise<ConsultUpdate> {
    const { identity, sessionId } = actor;
    const consult = await this.#ledger.apply(consultId, async (before) => {
      const place = before && placeOf(identity, before);
      if (place === undefined) throw refusalOf(identity, before);
      return { type: 'join', place, sessionId };
    });
    this.#errand(consultId, () => this.sessionChanged(actor));
    return await this.#reader.update(consult, 0);
  }

  /** Overrides the clinic's path policy for this consult. */
  async setPolicy(actor: Actor, consultId: string, policy: PathPolicy): Promise<void> {
    await this.#fromPlace(actor, consultId, 'agent', () => ({ type: 'set-policy', policy }));
  }

  /**
   * This side's media of an epoch flows, or failed.
   * @throws Refusal `stale_epoch` where that epoch's media has been replaced
   */
  async reportMedia(
    actor: Actor,
    report: {
      readonly consultId: string;
      readonly epoch: number;
      readonly outcome: 'connected' | 'failed';
      readonly detail: string;
    },
  ): Promise<void> {
    const { consultId, epoch, outcome, detail } = report;
    await this.#fromPlace(actor, consultId, 'either', (place) =>
      outcome === 'connected'
        ? { type: 'media-connected', place, epoch }
        : { type: 'media-failed', place, epoch, detail },
    );
  }

  /** Which camera and microphone this side has, and why not. */
  async reportDevices(actor: Actor, consultId: string, devices: MediaDevicesState): Promise<void> {
    await this.#fromPlace(actor, consultId, 'either', (place) => ({
      type: 'report-devices',
      place,
      devices,
    }));
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
   * The session in the other place, for `peer.signal` on the direct path of this epoch.
   * @throws Refusal `stale_epoch`, `endpoint_absent`
   */
  async peerOf(actor: Actor, consultId: string, epoch: number): Promise<string> {
    return peerIn(await this.#reader.find(consultId), actor, epoch);
  }

  /**
   * Whether the actor takes part in the consult, or may still accept it, and so may prepare media.
   * @throws Refusal `wrong_state` where it is over
   */
  async requireMediaRight(actor: Actor, consultId: string): Promise<void> {
    requireMediaRightIn(await this.#reader.find(consultId), actor);
  }

  /**
   * The room that the actor may use with `relay.*`, as whom, and whether media may flow in it.
   * @throws Refusal `stale_epoch` where media is elsewhere
   */
  async relayPlace(actor: Actor, consultId: string, epoch: number): Promise<RelayPlace> {
    return relayPlaceIn(await this.#reader.find(consultId), actor, epoch);
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
    await this.#upkeep.presenceChanged(clinicId);
  }

  /** Other physicians may answer this patient now: what waits is matched anew. */
  async careLinksChanged(patientId: string): Promise<void> {
    await this.#upkeep.careLinksChanged(patientId);
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

  /** Applies a command that only a session in that place may give. */
  async #fromPlace(
    actor: Actor,
    consultId: string,
    from: Place | 'either',
    command: (place: Place) => Command,
  ): Promise<void> {
    await this.#ledger.apply(consultId, async (consult) => {
      const place = consult ? heldPlace(actor, consult) : new Refusal('not_found');
      if (place instanceof Refusal) throw place;
      if (from !== 'either' && from !== place) throw new Refusal('forbidden');
      return command(place);
    });
  }

  #publish(change: ConsultChange): void {
    this.#parts.feed.publish(change);
    const { before, after } = change;
    if ((before !== null && isAnswered(before)) !== isAnswered(after)) {
      // A physician is busy now, or free again.
      this.#errand(after.facts.id, () => this.presenceChanged(after.facts.clinicId));
    }
  }

  /** The request stands even where matching fails just now: the sweep tries again. */
  async #matchedOrNot(consult: Consult): Promise<Consult> {
    if (!isWaiting(consult)) return consult;
    try {
      return await this.#upkeep.match(consult.facts.id);
    } catch (error) {
      this.#parts.log.error({ err: error, consultId: consult.facts.id }, 'matching failed');
      return consult;
    }
  }

  #errand(consultId: string, work: () => Promise<void>): void {
    const errand = work()
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error, consultId }, 'what follows from a change failed');
      })
      .finally(() => this.#errands.delete(errand));
    this.#errands.add(errand);
  }
}

/** @throws Refusal for whoever is no physician, or may not know of the consult */
function asPhysician(
  identity: Identity,
  consult: Consult | undefined,
): { readonly known: Consult; readonly person: PersonRef } {
  if (!consult || !knowsOf(identity, consult)) throw new Refusal('not_found');
  if (identity.kind !== 'agent' || identity.role !== 'physician') throw new Refusal('forbidden');
  return { known: consult, person: { id: identity.personId, name: identity.name } };
}

/** Why an identity is refused that follows no such consult, or has no place in it. */
function refusalOf(identity: Identity, consult: Consult | undefined): Refusal {
  return consult ? withoutPlace(identity, consult) : new Refusal('not_found');
}
