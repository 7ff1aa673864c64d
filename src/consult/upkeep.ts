import type { Logger } from '../log.ts';
import { seatOf } from './access.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Guidance } from './guidance.ts';
import { wantsDiagnostic } from './guided.ts';
import type { Ledger } from './ledger.ts';
import type { Actor, CareDirectory, ConsultStore, Presence } from './ports.ts';
import { consultOfRoom } from './rooms.ts';
import { type Consult, isOver, isWaiting, seatHeldBy } from './state.ts';

export interface UpkeepParts {
  readonly store: ConsultStore;
  readonly directory: CareDirectory;
  readonly presence: Presence;
  readonly ledger: Ledger;
  readonly dispatcher: Dispatcher;
  readonly guidance: Guidance;
  readonly log: Logger;
  readonly now: () => Date;
}

/** What happens to consults without anybody's command: the world around them changes. */
export class Upkeep {
  readonly #parts: UpkeepParts;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  /** A playbook leads, or it rings at whoever is there and free, or the patient waits in the queue. */
  async match(consult: Consult): Promise<void> {
    const { guidance, dispatcher } = this.#parts;
    const { id, clinicId } = consult.facts;
    const led = wantsDiagnostic(consult) ? await guidance.lead(id) : consult;
    if (led.phase.state !== 'guided') await dispatcher.dispatch(clinicId);
  }

  async sessionChanged({ identity, sessionId }: Actor): Promise<void> {
    const { presence, ledger } = this.#parts;
    const consult = await this.#openConsultOf({ identity, sessionId });
    if (!consult || seatHeldBy(consult, sessionId) === undefined) return;
    await ledger.apply(consult.facts.id, async () => {
      const connected = await presence.isConnected(sessionId);
      return { type: connected ? 'endpoint-back' : 'endpoint-lost', sessionId };
    });
    // A TV that is back is told anew where it stands.
    if (identity.kind === 'tv' && isWaiting(consult)) {
      await this.#parts.dispatcher.dispatch(consult.facts.clinicId);
    }
  }

  async careLinksChanged(patientId: string): Promise<void> {
    const { store, dispatcher } = this.#parts;
    await this.#eachOf(await store.waitingIdsOf(patientId), 'relink', async (id) => {
      const { facts } = await this.#relink(id);
      await dispatcher.dispatch(facts.clinicId);
    });
  }

  async clinicChanged(clinicId: string): Promise<void> {
    const { store, dispatcher } = this.#parts;
    const waiting = await store.waiting(clinicId);
    const ids = waiting.map(({ id }) => id);
    await this.#eachOf(ids, 'relink', async (id) => {
      await this.#relink(id);
    });
    await dispatcher.dispatch(clinicId);
  }

  /** Looks up anew who may answer a consult that waits. */
  #relink(consultId: string): Promise<Consult> {
    const { directory, ledger } = this.#parts;
    return ledger.apply(consultId, async (consult) => {
      if (!consult || !isWaiting(consult)) return undefined;
      const { clinicId, patient, serviceRequest } = consult.facts;
      const { kind, context } = serviceRequest;
      const asking = { clinicId, patientId: patient.id, kind, language: context.language };
      return { type: 'relink', answerers: await directory.answerersOf(asking) };
    });
  }

  async roomLost(roomId: string): Promise<void> {
    const room = consultOfRoom(roomId);
    if (room === undefined) return;
    const { consultId, epoch } = room;
    await this.#parts.ledger.apply(consultId, async () => ({ type: 'relay-lost', epoch }));
  }

  async deviceUnpaired(deviceId: string): Promise<void> {
    const { store, ledger } = this.#parts;
    const consult = await store.findOpenByDevice(deviceId);
    if (consult) await ledger.apply(consult.facts.id, async () => ({ type: 'unpair' }));
  }

  async recoverAfterRestart(): Promise<void> {
    const { store, ledger } = this.#parts;
    await this.#eachOf(await store.openIds(), 'recover', async (id) => {
      await ledger.apply(id, async () => ({ type: 'recover' }));
    });
  }

  async sweep(): Promise<void> {
    const { store, ledger, dispatcher, guidance, now } = this.#parts;
    await this.#eachOf(await store.dueIds(now()), 'sweep', async (id) => {
      const swept = await ledger.apply(id, async () => ({ type: 'deadline' }));
      if (isOver(swept)) await guidance.conclude(id);
      else if (swept.phase.state === 'requested' || wantsDiagnostic(swept)) await this.match(swept);
    });
    await dispatcher.dispatchAll();
  }

  async #openConsultOf({ identity }: Actor): Promise<Consult | undefined> {
    const { store } = this.#parts;
    switch (identity.kind) {
      case 'tv':
        return await store.findOpenByDevice(identity.deviceId);
      case 'agent':
        return await store.findOpenByAgent(identity.personId);
      case 'guest':
      case 'mobile': {
        const consult = await store.find(identity.consultId);
        return consult && seatOf(identity, consult) !== undefined ? consult : undefined;
      }
    }
  }

  /** Does the same for many consults: one that fails is logged and keeps no other from it. */
  async #eachOf(
    consultIds: readonly string[],
    what: string,
    work: (consultId: string) => Promise<void>,
  ): Promise<void> {
    for (const consultId of consultIds) {
      try {
        await work(consultId);
      } catch (error) {
        this.#parts.log.error({ err: error, consultId, what }, 'a consult was left out');
      }
    }
  }
}
