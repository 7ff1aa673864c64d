import type { Logger } from '../log.ts';
import type { Ledger } from './ledger.ts';
import { matchFor } from './matching.ts';
import type { Actor, CareDirectory, ConsultStore, Presence } from './ports.ts';
import { consultOfRoom } from './rooms.ts';
import { type Consult, isWaiting, placeHeldBy } from './state.ts';

export interface UpkeepParts {
  readonly store: ConsultStore;
  readonly directory: CareDirectory;
  readonly presence: Presence;
  readonly log: Logger;
  readonly now: () => Date;
}

/** What happens to consults without anybody's command: the world around them changes. */
export class Upkeep {
  readonly #parts: UpkeepParts;
  readonly #ledger: Ledger;

  constructor(parts: UpkeepParts, ledger: Ledger) {
    this.#parts = parts;
    this.#ledger = ledger;
  }

  /** Offers a consult that waits to whoever is there and free now, or queues it. */
  async match(consultId: string): Promise<Consult> {
    return await this.#ledger.apply(consultId, async (consult) =>
      consult && isWaiting(consult) ? await matchFor(consult, this.#parts) : undefined,
    );
  }

  async sessionChanged({ identity, sessionId }: Actor): Promise<void> {
    const { store, presence } = this.#parts;
    const consult =
      identity.kind === 'tv'
        ? await store.findOpenByDevice(identity.deviceId)
        : await store.findOpenByPhysician(identity.personId);
    if (!consult || placeHeldBy(consult, sessionId) === undefined) return;
    await this.#ledger.apply(consult.facts.id, async () => {
      const connected = await presence.isConnected(sessionId);
      return { type: connected ? 'endpoint-back' : 'endpoint-lost', sessionId };
    });
  }

  async presenceChanged(clinicId: string): Promise<void> {
    await this.#matchAll(await this.#parts.store.waitingIds({ clinicId }));
  }

  async careLinksChanged(patientId: string): Promise<void> {
    await this.#matchAll(await this.#parts.store.waitingIds({ patientId }));
  }

  async roomLost(roomId: string): Promise<void> {
    const room = consultOfRoom(roomId);
    if (room === undefined) return;
    const { consultId, epoch } = room;
    await this.#ledger.apply(consultId, async () => ({ type: 'relay-lost', epoch }));
  }

  async deviceUnpaired(deviceId: string): Promise<void> {
    const consult = await this.#parts.store.findOpenByDevice(deviceId);
    if (consult) await this.#ledger.apply(consult.facts.id, async () => ({ type: 'unpair' }));
  }

  async recoverAfterRestart(): Promise<void> {
    await this.#eachOf(await this.#parts.store.openIds(), 'recover', async (id) => {
      await this.#ledger.apply(id, async () => ({ type: 'recover' }));
    });
  }

  async sweep(): Promise<void> {
    const { store, now } = this.#parts;
    await this.#eachOf(await store.dueIds(now()), 'sweep', async (id) => {
      const swept = await this.#ledger.apply(id, async () => ({ type: 'deadline' }));
      if (swept.phase.state === 'requested') await this.match(id);
    });
  }

  #matchAll(consultIds: readonly string[]): Promise<void> {
    return this.#eachOf(consultIds, 'match', async (id) => {
      await this.match(id);
    });
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
