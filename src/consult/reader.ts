import {
  type ConsultUpdate,
  type Identity,
  Refusal,
  type TimelineEvent,
} from '../protocol/index.ts';
import { follows, withoutSeat } from './access.ts';
import type { ConsultStore } from './ports.ts';
import type { Consult } from './state.ts';
import { updateFor, withoutNote } from './view.ts';

/** How many consults that are over `followed` tells of. */
const maxCursors = 64;

/** Reads consults for those who may see them. */
export class ConsultReader {
  readonly #store: ConsultStore;

  constructor(store: ConsultStore) {
    this.#store = store;
  }

  /** @throws Refusal `not_found` */
  async find(consultId: string): Promise<Consult> {
    const consult = await this.#store.find(consultId);
    if (!consult) throw new Refusal('not_found');
    return consult;
  }

  /** The timeline after a sequence number, for who follows the consult. */
  async timeline(
    identity: Identity,
    consultId: string,
    after: number,
  ): Promise<readonly TimelineEvent[]> {
    const consult = await this.find(consultId);
    if (!follows(identity, consult)) throw withoutSeat(identity, consult);
    if (identity.kind === 'guest') throw new Refusal('forbidden');
    if (identity.kind === 'mobile' && consult.facts.mobile?.admitted !== true) {
      throw new Refusal('phone_not_admitted');
    }
    const events = await this.#store.timeline(consultId, after);
    return identity.kind === 'agent' ? events : events.map(withoutNote);
  }

  /**
   * The open consults that the identity follows, and those of its cursors that are over; each
   * with the events after its cursor.
   */
  async followed(
    identity: Identity,
    cursors: Readonly<Record<string, number>>,
  ): Promise<ConsultUpdate[]> {
    const open = await this.#openFor(identity);
    const known = new Set(open.map((consult) => consult.facts.id));
    const others = Object.keys(cursors).filter((id) => !known.has(id));
    const found = await Promise.all(others.slice(0, maxCursors).map((id) => this.#store.find(id)));
    const over = found
      .filter((consult) => consult !== undefined)
      .filter((consult) => follows(identity, consult));
    return await Promise.all(
      [...open, ...over].map((consult) =>
        this.update(identity, consult, cursors[consult.facts.id] ?? 0),
      ),
    );
  }

  /** The consult as it was read, and what led to it after a sequence number. */
  async update(identity: Identity, consult: Consult, after: number): Promise<ConsultUpdate> {
    const events = await this.#store.timeline(consult.facts.id, after);
    // What was committed since the consult was read belongs to the next update.
    const seen = events.filter((event) => event.seq <= consult.facts.lastSeq);
    return updateFor(identity, consult, seen);
  }

  async #openFor(identity: Identity): Promise<readonly Consult[]> {
    if (identity.kind === 'tv') {
      const consult = await this.#store.findOpenByDevice(identity.deviceId);
      return consult ? [consult] : [];
    }
    if (identity.kind === 'guest' || identity.kind === 'mobile') {
      const consult = await this.#store.find(identity.consultId);
      return consult && follows(identity, consult) ? [consult] : [];
    }
    if (identity.role === 'admin') return [];
    const [open, callbacks] = await Promise.all([
      this.#store.listOpen(identity.clinic.id),
      this.#store.listCallbacks(identity.clinic.id),
    ]);
    return [...open, ...callbacks].filter((consult) => follows(identity, consult));
  }
}
