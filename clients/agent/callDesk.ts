import type { ConsultKind } from '../../src/protocol/index.ts';
import {
  Call,
  type Connector,
  type ConsultRecord,
  type LocalMedia,
  type Observable,
  RequestError,
  Settable,
} from '../connector/index.ts';
import { isOpenCallOf, ringsFor } from './consultsView.ts';
import type { ApiErrorCode } from './httpApi.ts';

/** What came of a press on Accept, or of the way back into a call. */
export type Attempt =
  | { readonly name: 'busy' }
  | { readonly name: 'failed'; readonly code: ApiErrorCode };

export interface DeskState {
  /** Media of what rings and of the call, by consult. */
  readonly calls: ReadonlyMap<string, Call>;
  /** Consults whose place this window holds. */
  readonly held: ReadonlySet<string>;
  readonly attempts: ReadonlyMap<string, Attempt>;
}

export interface CallDeskOptions {
  readonly connector: Connector;
  readonly media: LocalMedia;
  readonly personId: string;
  /** Whether the camera opens while it rings. */
  readonly opensCamera: () => boolean;
  readonly nowMs: () => number;
  /** Makes ids of calls (UUIDv7). */
  readonly newId: () => string;
}

/** Whom to call, and why. */
export interface Outgoing {
  readonly patientId: string;
  readonly kind: ConsultKind;
  /** The consult whose wish to be called back it fulfils. */
  readonly callbackOf?: string;
}

/**
 * How long after it first saw a call of its own a window goes back into it without being asked: a
 * reload leaves the place absent at once, or as soon as the server has noticed.
 */
const returnWithinMs = 10_000;

/**
 * An agent's calls: prepares media while it rings, keeps it for the one that is accepted, and
 * finds the way back into a call after a reload. One call at a time.
 */
export class CallDesk {
  readonly #options: CallDeskOptions;
  readonly #state = new Settable<DeskState>({
    calls: new Map(),
    held: new Set(),
    attempts: new Map(),
  });
  /** Each consult when this window first saw it, and whether it was a call of this person then. */
  readonly #firstSeen = new Map<string, { readonly atMs: number; readonly wasOpen: boolean }>();
  #mediaWanted = false;
  readonly #stop: readonly (() => void)[];

  constructor(options: CallDeskOptions) {
    this.#options = options;
    const { connector } = options;
    const update = () => this.#update();
    this.#stop = [connector.consults.subscribe(update), connector.connection.subscribe(update)];
    this.#update();
  }

  get state(): Observable<DeskState> {
    return this.#state;
  }

  /**
   * Calls a patient: it rings at the TV.
   * @throws RequestError where it does not come to a ring
   */
  async call(outgoing: Outgoing): Promise<void> {
    const consultId = this.#options.newId();
    this.#attempt(consultId, { name: 'busy' });
    this.#wantMedia(true);
    try {
      await this.#options.connector.request('consult.call', { consultId, ...outgoing });
    } finally {
      this.#attempt(consultId, undefined);
      this.#update();
    }
  }

  async accept(consultId: string): Promise<void> {
    await this.#take('consult.accept', consultId);
  }

  /** Takes the place of this person's call for this window. */
  async takeOver(consultId: string): Promise<void> {
    await this.#take('consult.join', consultId);
  }

  /** To be told when the preference has changed. */
  refresh(): void {
    this.#update();
  }

  close(): void {
    for (const stop of this.#stop) stop();
    for (const call of this.#state.value.calls.values()) call.close();
    this.#wantMedia(false);
    this.#change({ calls: new Map(), held: new Set(), attempts: new Map() });
  }

  async #take(method: 'consult.accept' | 'consult.join', consultId: string): Promise<void> {
    if (this.#state.value.attempts.get(consultId)?.name === 'busy') return;
    this.#attempt(consultId, { name: 'busy' });
    this.#wantMedia(true);
    try {
      await this.#options.connector.request(method, { consultId });
    } catch (error) {
      const code = error instanceof RequestError ? error.code : 'internal_error';
      this.#attempt(consultId, { name: 'failed', code });
      this.#update();
      return;
    }
    this.#attempt(consultId, undefined);
    this.#update();
  }

  #update(): void {
    const { connector, media, personId } = this.#options;
    const records = connector.consults.value;
    const { calls, held, attempts } = this.#state.value;
    const open = records.filter((record) => isOpenCallOf(record, personId));
    // The connector knows of an accept before the request for it comes back here: the call that
    // was prepared while it rang must live through that moment.
    const isOwn = (record: ConsultRecord) =>
      connector.holdsPlace(record.consult.id) ||
      (record.consult.state === 'calling' && attempts.get(record.consult.id)?.name === 'busy') ||
      (held.has(record.consult.id) && !this.#wasTaken(record));
    const own = open.filter(isOwn);
    this.#noteFirstSeen(records);
    const ringing = records.filter((record) => ringsFor(record, personId));
    const wanted = new Set((own.length > 0 ? own : ringing).map(({ consult }) => consult.id));

    const kept = new Map<string, Call>();
    for (const [id, call] of calls) {
      if (wanted.has(id)) kept.set(id, call);
      else call.close();
    }
    for (const consultId of wanted) {
      if (kept.has(consultId)) continue;
      kept.set(consultId, new Call({ connector, consultId, place: 'agent', media }));
    }
    const knownIds = new Set(records.map(({ consult }) => consult.id));
    this.#change({
      calls: kept,
      held: new Set(own.map(({ consult }) => consult.id)),
      // A failed attempt is told until its consult is dismissed.
      attempts: new Map(
        [...attempts].filter(([id, { name }]) => name === 'busy' || knownIds.has(id)),
      ),
    });
    const preparing = wanted.size > 0 && this.#options.opensCamera();
    this.#wantMedia(own.length > 0 || preparing || this.#isTaking());
    for (const record of open) this.#returnTo(record);
  }

  #wantMedia(wanted: boolean): void {
    if (wanted === this.#mediaWanted) return;
    this.#mediaWanted = wanted;
    if (wanted) void this.#options.media.open();
    else this.#options.media.close();
  }

  /** Goes back into a call that nobody holds, as after a reload. */
  #returnTo({ consult }: ConsultRecord): void {
    const { connector, nowMs } = this.#options;
    const { held, attempts } = this.#state.value;
    if (connector.connection.value.name !== 'open') return;
    if (held.has(consult.id) || attempts.has(consult.id)) return;
    const seen = this.#firstSeen.get(consult.id);
    const mayReturn = seen?.wasOpen === true && nowMs() - seen.atMs < returnWithinMs;
    if (mayReturn && consult.places.agent.presence === 'absent') void this.takeOver(consult.id);
  }

  #noteFirstSeen(records: readonly ConsultRecord[]): void {
    const { nowMs, personId } = this.#options;
    for (const record of records) {
      const { id } = record.consult;
      if (this.#firstSeen.has(id)) continue;
      this.#firstSeen.set(id, { atMs: nowMs(), wasOpen: isOpenCallOf(record, personId) });
    }
  }

  /** Whether another window of this person has taken the place that this one held. */
  #wasTaken({ consult }: ConsultRecord): boolean {
    const { connector } = this.#options;
    return (
      connector.connection.value.name === 'open' &&
      !connector.holdsPlace(consult.id) &&
      consult.places.agent.presence === 'present'
    );
  }

  #isTaking(): boolean {
    return [...this.#state.value.attempts.values()].some(({ name }) => name === 'busy');
  }

  #attempt(consultId: string, attempt: Attempt | undefined): void {
    const attempts = new Map(this.#state.value.attempts);
    if (attempt === undefined) attempts.delete(consultId);
    else attempts.set(consultId, attempt);
    this.#change({ attempts });
  }

  #change(change: Partial<DeskState>): void {
    this.#state.set({ ...this.#state.value, ...change });
  }
}
