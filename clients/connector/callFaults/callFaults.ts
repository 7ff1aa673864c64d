import { v7 as newId } from 'uuid';
import {
  type ConsultView,
  type DeviceEvent,
  isGuestPlace,
  type PlaceName,
} from '../../../src/protocol/index.ts';
import type { Connector } from '../connector.ts';
import type { ConsultRecord } from '../consultBook.ts';
import type { DiagnosticsExchange } from '../diagnosticsExchange.ts';
import type { EpochMedia } from '../epochMedia.ts';
import type { EpochSuccession } from '../epochSuccession.ts';
import { FaultBook } from '../faults/faultBook.ts';
import type { Timings } from '../faults/standing.ts';
import type { LocalMedia } from '../localMedia.ts';
import type { Observable } from '../observable.ts';
import { ownMediaIn } from '../ownMedia.ts';
import { type PatientPlace, partOf, patientPlace } from '../patientPlace.ts';
import type { StatsEntry } from '../stats.ts';
import { CallJudge } from './callJudge.ts';
import { CallSenses } from './callSenses.ts';
import { receivedTimings, sentTimings } from './callTimings.ts';
import { EventReports } from './eventReports.ts';
import { type Look, withEvidence } from './look.ts';
import { type CallFault, isOfCall, OpenFaults } from './openFaults.ts';

export interface CallFaultsOptions {
  readonly connector: Connector;
  readonly consultId: string;
  /** This endpoint's own. A guest looks after nothing. */
  readonly place: PlaceName;
  readonly media: LocalMedia;
  readonly exchange: DiagnosticsExchange;
  readonly epochs: EpochSuccession;
  /** By which device the patient is shown. */
  readonly patientIn: (consult: ConsultView) => PatientPlace;
  /** How long faults must be there, and be away, where an app knows better. */
  readonly timings?: Timings | undefined;
}

const lookEveryMs = 1_000;
/** A look counts for no longer than this. */
const longestLookMs = 2_000;

/**
 * Looks after a call once a second: takes the patient's sample, notices what is wrong, and tells of it
 * on the `diagnostics` channel and by signaling. Nothing that goes wrong in here reaches the call.
 */
export class CallFaults {
  readonly #options: CallFaultsOptions;
  readonly #judge: CallJudge;
  readonly #books: { readonly received: FaultBook; readonly sent: FaultBook };
  readonly #reports: EventReports;
  readonly #open = new OpenFaults();
  readonly #senses: CallSenses;
  readonly #stopListening: () => void;
  readonly #own = new Set<string>();
  readonly #timer: ReturnType<typeof setInterval> | undefined;
  #isLooking = false;
  #lookedAt: number | undefined;
  #closed = false;

  constructor(options: CallFaultsOptions) {
    this.#options = options;
    const { place, exchange } = options;
    // On a TV's video plane everything looks black to a page; a browser draws what it shows.
    this.#judge = new CallJudge(place !== 'tv');
    this.#senses = new CallSenses(options);
    this.#reports = new EventReports(options);
    const book = (timings: Timings) =>
      new FaultBook({
        newId,
        now: Date.now,
        onEvent: (event) => this.#tell(event),
        timings: { ...timings, ...options.timings },
      });
    this.#books = { received: book(receivedTimings), sent: book(sentTimings) };
    this.#stopListening = exchange.onEvent((event, from) => this.#open.hear(from, event));
    if (!isGuestPlace(place)) this.#timer = setInterval(() => void this.#look(), lookEveryMs);
  }

  /** Those of both sides, oldest first. */
  get open(): Observable<readonly CallFault[]> {
    return this.#open.open;
  }

  /**
   * Takes in what the server says of the consult.
   * @param takesPart this endpoint's media is in the call, rather than ready for it
   */
  follow({ consult, timeline }: ConsultRecord, takesPart: boolean): void {
    if (isGuestPlace(this.#options.place)) return;
    this.#open.read(timeline);
    this.#reports.flush();
    if (takesPart && timeline.length === consult.lastSeq) this.#clearOlder();
    for (const device of ['tv', 'mobile'] as const) {
      if (partOf(device, consult) !== 'out') continue;
      if (device === this.#options.place) this.#rest();
      this.#open.leaveOut(device);
    }
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#stopListening();
    this.#reports.close();
    this.#senses.close();
    this.#open.clear();
  }

  /** The call is on another of the patient's devices: nothing of it is seen here. */
  #rest(): void {
    this.#books.received.settleAll();
    this.#books.sent.settleAll();
    this.#lookedAt = undefined;
  }

  /**
   * What a page before this one has noticed here, or the agent before in a transfer, nobody would
   * see go: it is over, or noticed anew.
   */
  #clearOlder(): void {
    for (const open of this.#open.open.value) {
      const { place, fault, event } = open;
      if (place !== this.#options.place || !isOfCall(open) || this.#own.has(event.id)) continue;
      this.#tell({
        id: newId(),
        version: 1,
        at: new Date().toISOString(),
        type: 'fault-cleared',
        noticed: event.id,
        code: fault.code,
      });
    }
  }

  #tell(event: DeviceEvent): void {
    const { place, exchange, epochs } = this.#options;
    this.#own.add(event.id);
    this.#open.hear(place, event);
    try {
      exchange.sendEvent(event, epochs.all);
    } finally {
      this.#reports.report(event);
    }
  }

  async #look(): Promise<void> {
    const { flowing, present } = this.#options.epochs;
    const media = flowing ?? present;
    if (media === undefined || this.#isLooking) return;
    this.#isLooking = true;
    try {
      const entries = await media.stats();
      if (this.#closed || media.closed) return;
      if (media === flowing) this.#take(media, entries);
      else this.#judge.lookAhead(media.path, entries);
    } catch {
      // An engine that answers otherwise than it should is not the call's trouble.
    } finally {
      this.#isLooking = false;
    }
  }

  #take(media: EpochMedia, entries: readonly StatsEntry[]): void {
    const { connector, consultId, place, exchange } = this.#options;
    const consult = connector.consult(consultId)?.consult;
    if (consult === undefined) return;
    const own = ownMediaIn(consult, place, this.#options.media);
    if (place === patientPlace(consult)) exchange.series.take(media, entries, own.devices);
    const patient = this.#options.patientIn(consult);
    const at = performance.now();
    const elapsedMs = Math.min(at - (this.#lookedAt ?? at), longestLookMs);
    this.#lookedAt = at;
    const { path } = media;
    const looks = this.#judge.look({
      at,
      elapsedMs,
      entries,
      path,
      patient,
      ...this.#senses.measure({ path, consult, patient, own, at }),
    });
    const report = (book: FaultBook, look: Look) => {
      const { judged, faults } = withEvidence(look, { path: { value: path.kind } });
      book.report(judged, faults, elapsedMs);
    };
    report(this.#books.received, looks.received);
    report(this.#books.sent, looks.sent);
  }
}
