import {
  type ConsultView,
  type DeviceEvent,
  type DiagnosticsSample,
  guestPlace,
  type PlaceName,
} from '../../src/protocol/index.ts';
import { Alarm } from './alarm.ts';
import { CallFaults } from './callFaults/callFaults.ts';
import type { CallFault } from './callFaults/openFaults.ts';
import { CallPaths } from './callPaths.ts';
import { Company } from './company.ts';
import type { Connector } from './connector.ts';
import { isOver } from './consultBook.ts';
import { DiagnosticsExchange } from './diagnosticsExchange.ts';
import { EpochMedia } from './epochMedia.ts';
import { EpochSuccession } from './epochSuccession.ts';
import type { Timings } from './faults/standing.ts';
import type { LocalMedia } from './localMedia.ts';
import type { LocalTracks } from './mediaPath.ts';
import { type Observable, Settable } from './observable.ts';
import { PlaceReports } from './placeReports.ts';
import { counterpartStatus } from './placeStatus.ts';
import type { Remote } from './remoteStreams.ts';
import { RetryPace } from './retryPace.ts';
import { isAnswered, type Standing, standingOf } from './standing.ts';

/**
 * How the media of a consult is. `waiting`: nothing is set up. `prepared`: all is set up while it
 * rings. `connecting`: accepted, nothing of the other side yet. `connected`. `reconnecting`: it
 * was connected, and comes back by itself. `closed`: over.
 */
export type CallPhase =
  | 'waiting'
  | 'prepared'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'closed';

interface CallParts {
  readonly connector: Connector;
  readonly consultId: string;
  readonly media: LocalMedia;
  /** How long faults must be there, and be away, where an app knows better. */
  readonly timings?: Timings;
}

/** From where this endpoint takes part. */
export type CallOptions = CallParts &
  (
    | { readonly place: 'tv' | 'agent' | 'mobile' }
    | { readonly place: 'guest' /** The guest's id in the consult. */; readonly guestId: string }
  );

/**
 * The media of one consult at this endpoint. It follows the consult by itself: it sets up while it
 * rings, sends and shows from the accept on, changes the path, mends what breaks and closes when
 * the consult is over. Nothing of camera and microphone leaves before the accept.
 */
export class Call {
  readonly #parts: CallParts;
  readonly #place: PlaceName;
  readonly #phase = new Settable<CallPhase>('waiting');
  readonly #company: Company;
  readonly #exchange: DiagnosticsExchange;
  readonly #faults: CallFaults;
  readonly #paths: CallPaths;
  readonly #reports: PlaceReports;
  readonly #epochs = new EpochSuccession();
  readonly #pace = new RetryPace();
  readonly #stops: Array<() => void> = [];
  readonly #alarm = new Alarm(() => this.#follow());
  #hasConnected = false;
  /** The session was lost, and its place is being taken back by a new one. */
  #returning = false;
  #following = false;
  #changedMeanwhile = false;

  constructor(options: CallOptions) {
    this.#parts = options;
    const { connector, consultId, media } = options;
    const place = options.place === 'guest' ? guestPlace(options.guestId) : options.place;
    this.#place = place;
    this.#company = new Company(place);
    const follow = () => this.#follow();
    const exchange = new DiagnosticsExchange(place);
    this.#exchange = exchange;
    this.#faults = new CallFaults({ ...options, place, exchange, epochs: this.#epochs });
    this.#paths = new CallPaths({
      connector,
      consultId,
      place,
      onDiagnostics: (message) => this.#exchange.receive(message),
    });
    this.#reports = new PlaceReports({ connector, consultId, place, media, onRetry: follow });
    this.#stops.push(
      connector.consults.subscribe(follow),
      connector.connection.subscribe(follow),
      media.stream.subscribe(follow),
      media.devices.subscribe(follow),
      () => this.#faults.close(),
      () => this.#reports.close(),
      () => this.#paths.close(),
    );
    this.#follow();
  }

  get phase(): Observable<CallPhase> {
    return this.#phase;
  }

  /** The others: TV, agent, then guests by their ids. A stream may be there ahead of its frames. */
  get remotes(): Observable<readonly Remote[]> {
    return this.#company.remotes;
  }

  /**
   * The counterpart's picture and sound: the agent's for a TV, the TV's for an agent; for a guest
   * the TV's if there is one, else the agent's. May be there ahead of its first frame.
   */
  get remoteStream(): Observable<MediaStream | null> {
    return this.#company.counterpart;
  }

  /** The place that speaks, or spoke last, which may be this one; `null` between two. */
  get speaker(): Observable<PlaceName | null> {
    return this.#company.speaker;
  }

  /** The last 60, oldest first: at the TV its own, at the agent those received. */
  get samples(): Observable<readonly DiagnosticsSample[]> {
    return this.#exchange.series.samples;
  }

  /**
   * What is wrong with this call now, at TV and agent, oldest first: each fault once, whether it was
   * noticed here, came on the `diagnostics` channel or by the timeline. Empty for a guest.
   */
  get faults(): Observable<readonly CallFault[]> {
    return this.#faults.open;
  }

  /**
   * Events of the other side, TV or agent, as they come on the `diagnostics` channel: each once,
   * whatever path it took.
   * @returns the way to stop listening
   */
  onEvent(listener: (event: DeviceEvent) => void): () => void {
    return this.#exchange.onEvent(listener);
  }

  /**
   * Tells the other side of an event on the `diagnostics` channel, which may lose it: what must not
   * be lost goes by signaling, too.
   * @returns `false` where no channel is open
   */
  sendEvent(event: DeviceEvent): boolean {
    return this.#exchange.sendEvent(event, this.#epochs.all);
  }

  /** Ends the media at this endpoint; the consult goes on. Idempotent. */
  close(): void {
    if (this.#phase.value === 'closed') return;
    this.#alarm.close();
    for (const stop of this.#stops) stop();
    this.#epochs.close();
    this.#phase.set('closed');
    this.#company.show([], null);
  }

  /** Brings everything in line with what is known now. What that changes makes it run again. */
  #follow(): void {
    this.#changedMeanwhile = true;
    if (this.#following) return;
    this.#following = true;
    while (this.#changedMeanwhile && this.#phase.value !== 'closed') {
      this.#changedMeanwhile = false;
      this.#followOnce();
    }
    this.#following = false;
  }

  #followOnce(): void {
    const { connector, consultId } = this.#parts;
    const record = connector.consult(consultId);
    const isClosed = connector.connection.value.name === 'closed';
    if (isClosed || (record !== undefined && isOver(record))) this.close();
    if (isClosed || record === undefined || isOver(record)) return;
    const { consult } = record;
    const seat = this.#reports.join(consult);
    const standing = standingOf({
      consult,
      place: this.#place,
      holdsPlace: seat === 'held',
      identity: connector.identity.value,
    });
    if (seat === 'returning') {
      this.#returning = true;
    } else if (standing === 'out') {
      this.#epochs.close();
    } else {
      if (this.#returning) this.#returned();
      this.#takePart(consult, standing);
    }
    this.#faults.follow(record, standing === 'sends');
    this.#show(standing !== 'prepares' && isAnswered(consult));
  }

  #takePart(consult: ConsultView, standing: Standing): void {
    const sends = standing === 'sends';
    this.#setUp(consult, sends);
    if (sends) this.#epochs.send(this.#localTracks());
    this.#reports.devices(consult);
    this.#reports.media(consult, this.#epochs.present);
    const lookAgainMs = this.#epochs.dropReplaced(consult, this.#place);
    if (lookAgainMs !== undefined) this.#alarm.ringIn(lookAgainMs);
  }

  #localTracks(): LocalTracks {
    const stream = this.#parts.media.stream.value;
    return {
      camera: stream?.getVideoTracks()[0] ?? null,
      microphone: stream?.getAudioTracks()[0] ?? null,
    };
  }

  /** Makes sure that the present epoch's media is there or on its way. */
  #setUp(consult: ConsultView, sends: boolean): void {
    const { present } = this.#epochs;
    this.#pace.note(present);
    const isSameEpoch = present?.path.epoch === consult.path.epoch;
    if (isSameEpoch && !isWorthAnother(present, sends)) return;
    if (this.#parts.connector.connection.value.name !== 'open') return;
    // With the accept there is no time to lose.
    const isFirstToSend = sends && present?.isSending !== true;
    const { waitMs } = this.#pace;
    if (waitMs > 0 && !isFirstToSend) {
      this.#alarm.ringIn(waitMs);
      return;
    }
    const path = this.#paths.open(consult);
    if (path === undefined) return;
    this.#epochs.begin(
      new EpochMedia({
        path,
        place: this.#place,
        expectsPicture: () => this.#expectsPicture(),
        onChange: () => this.#follow(),
      }),
    );
  }

  #expectsPicture(): boolean {
    const consult = this.#parts.connector.consult(this.#parts.consultId)?.consult;
    if (consult === undefined) return false;
    const { presence, devices } = counterpartStatus(consult, this.#place);
    // Where nothing is known of the camera yet, there is at least a placeholder's black.
    return presence === 'present' && (devices.camera === 'on' || devices.camera === 'unknown');
  }

  /** A new session is a new peer to the relay; of a direct path there is a new epoch anyway. */
  #returned(): void {
    this.#returning = false;
    if (this.#epochs.present?.path.kind === 'relay') this.#epochs.close();
  }

  /** Chooses what is shown, and says how it is. */
  #show(answered: boolean): void {
    const { present, flowing } = this.#epochs;
    if (flowing !== undefined) this.#hasConnected = true;
    // The screen can be ready for the first frame before it is there.
    const shown = flowing ?? (this.#hasConnected ? undefined : present);
    if (shown !== undefined) {
      this.#company.show(this.#epochs.remotes(shown), shown.path.speaker.value);
    }
    if (!answered) {
      const ready = present !== undefined && present.state.name !== 'failed';
      this.#phase.set(ready ? 'prepared' : 'waiting');
    } else if (flowing !== undefined) {
      this.#phase.set('connected');
    } else {
      this.#phase.set(this.#hasConnected ? 'reconnecting' : 'connecting');
    }
  }
}

/** Whether an epoch that failed is set up again, rather than reported and replaced. */
function isWorthAnother({ state, path, isSending }: EpochMedia, sends: boolean): boolean {
  if (state.name !== 'failed') return false;
  // What fails while it rings is not reported, and counts from the accept on.
  if (!isSending) return true;
  return sends && state.sessionLost && path.kind === 'relay';
}
