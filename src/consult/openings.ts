import type { Logger } from '../log.ts';
import {
  type AgentIdentity,
  type ConsultKind,
  type DeviceEvent,
  Refusal,
  type ServiceRequest,
} from '../protocol/index.ts';
import { follows } from './access.ts';
import { asAgent, refOf } from './acting.ts';
import type { RequestCommand } from './commands.ts';
import type { Ledger } from './ledger.ts';
import type { Actor, CalledPatient, CareDirectory, Presence } from './ports.ts';
import { agentIn, awaitsCallback, type Consult, everyAnswerer, isWaiting } from './state.ts';

/** What a system of the clinic asks for. */
export interface Wished {
  readonly consultId: string;
  readonly about: { readonly patientId: string } | { readonly deviceId: string };
  readonly kind: ConsultKind;
  readonly reason?: string | undefined;
}

/** What a TV asks for. */
export interface Asked {
  readonly consultId: string;
  readonly serviceRequest: ServiceRequest;
}

export interface OpeningsParts {
  readonly ledger: Ledger;
  readonly directory: CareDirectory;
  readonly presence: Presence;
  readonly match: (consult: Consult) => Promise<void>;
  readonly store: { find(consultId: string): Promise<Consult | undefined> };
  readonly newId: () => string;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Whose TV it is, and in which of its sessions. */
interface Television {
  readonly deviceId: string;
  readonly sessionId: string;
  readonly patient: CalledPatient['patient'];
  /** Whether it takes calls of the clinic by itself. */
  readonly answersItself: boolean;
}

/** How consults begin: the patient asks, an agent calls, or a system of the clinic opens one. */
export class Openings {
  readonly #parts: OpeningsParts;
  #isClosed = false;

  constructor(parts: OpeningsParts) {
    this.#parts = parts;
  }

  /** No consult begins any more. */
  close(): void {
    this.#isClosed = true;
  }

  async request(actor: Actor, { consultId, serviceRequest }: Asked): Promise<Consult> {
    const { identity, sessionId } = actor;
    if (identity.kind !== 'tv') throw new Refusal('forbidden');
    const { deviceId, patient } = identity;
    const tv = { deviceId, sessionId, patient, answersItself: false };
    const requested = await this.#parts.ledger.apply(consultId, async (consult) => {
      if (consult) {
        if (consult.facts.device.id !== deviceId) throw new Refusal('conflict');
        return undefined;
      }
      const opening = await this.#openingOf(tv, serviceRequest);
      const hasNobody = everyAnswerer(opening).length === 0;
      if (hasNobody && serviceRequest.kind === 'care') throw new Refusal('nobody_linked');
      return { ...opening, type: 'request', by: 'patient', consultId, priority: 'routine' };
    });
    return await this.#matchedOrNot(requested);
  }

  async openFor(clinicId: string, { consultId, about, kind, reason }: Wished): Promise<void> {
    const { directory, ledger } = this.#parts;
    const requested = await ledger.apply(consultId, async (consult) => {
      if (consult) return undefined;
      const called = await directory.calledPatient(about);
      if (called?.clinicId !== clinicId) throw new Refusal('not_found');
      const tv = await this.#connectedTv(called);
      const event = { ...this.#event('system-choice'), ...(reason !== undefined && { reason }) };
      return {
        ...(await this.#openingOf(tv, elsewhere(kind, event))),
        type: 'request',
        by: 'system',
        consultId,
        priority: 'routine',
      };
    });
    await this.#matchedOrNot(requested);
  }

  async call(
    actor: Actor,
    wished: {
      readonly consultId: string;
      readonly patientId: string;
      readonly kind: ConsultKind;
      readonly callbackOf?: string | undefined;
    },
  ): Promise<Consult> {
    const { directory, ledger } = this.#parts;
    const identity = asAgent(actor.identity);
    const person = refOf(identity);
    const { consultId, patientId, kind } = wished;
    return await ledger.apply(consultId, async (consult) => {
      if (consult) {
        const isSame = consult.facts.patient.id === patientId;
        if (!isSame || agentIn(consult)?.person.id !== person.id) throw new Refusal('conflict');
        return undefined;
      }
      const called = await directory.calledPatient({ patientId });
      if (called?.clinicId !== identity.clinic.id) throw new Refusal('not_found');
      const asking = { clinicId: identity.clinic.id, patientId, kind, language: 'und' };
      const answerers = await directory.answerersOf(asking);
      if (!everyAnswerer({ answerers }).some(({ id }) => id === person.id)) {
        throw new Refusal('not_found');
      }
      const callbackOf = await this.#wishOf(identity, patientId, wished.callbackOf);
      const tv = await this.#connectedTv(called);
      const opening = await this.#openingOf(tv, elsewhere(kind, this.#event('agent-choice')));
      return {
        ...opening,
        type: 'call',
        consultId,
        priority: 'routine',
        person,
        agentSessionId: actor.sessionId,
        callbackOf,
      };
    });
  }

  /** The consult in which the patient wished for the call. @throws Refusal `not_found` */
  async #wishOf(
    identity: AgentIdentity,
    patientId: string,
    callbackOf: string | undefined,
  ): Promise<string | null> {
    if (callbackOf === undefined) return null;
    const wish = await this.#parts.store.find(callbackOf);
    const isOpen = wish !== undefined && awaitsCallback(wish) && follows(identity, wish);
    if (!isOpen || wish.facts.patient.id !== patientId) throw new Refusal('not_found');
    return callbackOf;
  }

  /** The request stands even where matching fails just now: the sweep tries again. */
  async #matchedOrNot(consult: Consult): Promise<Consult> {
    const { match, store, log } = this.#parts;
    if (!isWaiting(consult)) return consult;
    try {
      await match(consult);
      return (await store.find(consult.facts.id)) ?? consult;
    } catch (error) {
      log.error({ err: error, consultId: consult.facts.id }, 'matching failed');
      return consult;
    }
  }

  async #openingOf(
    { deviceId, sessionId, patient, answersItself }: Television,
    serviceRequest: ServiceRequest,
  ): Promise<Omit<RequestCommand, 'type' | 'by' | 'consultId' | 'priority'>> {
    if (this.#isClosed) throw new Refusal('shutting_down');
    const { directory } = this.#parts;
    const { kind, context } = serviceRequest;
    const { language } = context;
    const service = context.service?.name;
    const clinicId = await directory.answeringClinic(deviceId, { kind, language, service });
    const [answerers, device, policy] = await Promise.all([
      directory.answerersOf({ clinicId, patientId: patient.id, kind, language }),
      directory.device(deviceId),
      directory.pathPolicyOf(clinicId),
    ]);
    return {
      clinicId,
      patient,
      device,
      serviceRequest,
      policy,
      answerers,
      answersItself,
      sessionId,
    };
  }

  /** @throws Refusal `endpoint_absent` */
  async #connectedTv({ patient, devices }: CalledPatient): Promise<Television> {
    for (const { id: deviceId, answersItself } of devices) {
      const sessionId = await this.#parts.presence.tvSession(deviceId);
      if (sessionId !== undefined) return { deviceId, sessionId, patient, answersItself };
    }
    throw new Refusal('endpoint_absent', 'No TV of this patient is on.');
  }

  #event(type: 'agent-choice' | 'system-choice'): DeviceEvent {
    const { newId, now } = this.#parts;
    return { id: newId(), type, version: 1, at: now().toISOString() };
  }
}

/** A request that did not come from the TV: nothing is known of its screen. */
function elsewhere(kind: ConsultKind, event: DeviceEvent): ServiceRequest {
  return { kind, event, context: { screen: '', language: 'und', events: [] } };
}
