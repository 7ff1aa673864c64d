import {
  type ConsultView,
  type DeviceEvent,
  type DiagnosticsSample,
  guestPlace,
  type PlaceName,
} from '../../src/protocol/index.ts';
import { Alarm } from './alarm.ts';
import { CallFace, type CallPhase } from './callFace.ts';
import { CallFaults } from './callFaults/callFaults.ts';
import type { CallFault } from './callFaults/openFaults.ts';
import { CallPaths } from './callPaths.ts';
import type { Connector } from './connector.ts';
import { isOver } from './consultBook.ts';
import { DiagnosticsExchange } from './diagnosticsExchange.ts';
import { DirectTrial } from './directTrial.ts';
import { EpochMedia, isWorthAnother } from './epochMedia.ts';
import { EpochSuccession } from './epochSuccession.ts';
import type { Timings } from './faults/standing.ts';
import type { LocalMedia } from './localMedia.ts';
import type { LocalTracks } from './mediaPath.ts';
import type { Observable } from './observable.ts';
import { ownMediaIn } from './ownMedia.ts';
import { isAside, type PatientPlace } from './patientPlace.ts';
import { PatientWatch } from './patientWatch.ts';
import { PlaceReports } from './placeReports.ts';
import { counterpartStatus } from './placeStatus.ts';
import { counterpartOf, type Remote } from './remoteStreams.ts';
import { RetryPace } from './retryPace.ts';
import { isAnswered, type Standing, standingOf, takesPart } from './standing.ts';
import { onWakeUp } from './wakeUps.ts';

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
  readonly #face: CallFace;
  readonly #exchange: DiagnosticsExchange;
  readonly #faults: CallFaults;
  readonly #paths: CallPaths;
  readonly #reports: PlaceReports;
  readonly #patient: PatientWatch;
  readonly #epochs = new EpochSuccession();
  readonly #pace = new RetryPace();
  readonly #stops: Array<() => void> = [];
  /** Beside the relay that carries the call. */
  #trial: DirectTrial | undefined;
  readonly #alarm = new Alarm(() => this.#follow());
  /** The session was lost, and its place is being taken back by a new one. */
  #returning = false;
  #following = false;
  #changedMeanwhile = false;

  constructor(options: CallOptions) {
    this.#parts = options;
    const { connector, consultId, media } = options;
    const place = options.place === 'guest' ? guestPlace(options.guestId) : options.place;
    this.#place = place;
    this.#face = new CallFace(place);
    const follow = () => this.#follow();
    this.#patient = new PatientWatch({
      place,
      consult: () => this.#consult,
      path: () => this.#epochs.flowing?.path,
      onChange: follow,
    });
    const exchange = new DiagnosticsExchange(place, () => this.#patientAt);
    this.#exchange = exchange;
    this.#faults = new CallFaults({
      ...options,
      place,
      exchange,
      epochs: this.#epochs,
      patientIn: (consult) => this.#patient.placeIn(consult),
    });
    this.#paths = new CallPaths({
      connector,
      consultId,
      place,
      onDiagnostics: (message, from) => this.#exchange.receive(message, from),
    });
    this.#reports = new PlaceReports({ connector, consultId, place, onRetry: follow });
    this.#stops.push(
      connector.consults.subscribe(follow),
      connector.connection.subscribe(follow),
      // A socket is lost with its network first of all, and media some seconds later.
      connector.connection.subscribe(({ name }) => {
        if (name === 'open') this.#epochs.hurry();
      }),
      media.stream.subscribe(follow),
      media.devices.subscribe(follow),
      onWakeUp((reason) => {
        if (reason === 'network') this.#epochs.hurry();
      }),
      () => this.#patient.close(),
      () => this.#faults.close(),
      () => this.#reports.close(),
      () => this.#dropTrial(),
      () => this.#paths.close(),
    );
    this.#follow();
  }

  get phase(): Observable<CallPhase> {
    return this.#face.phase;
  }

  /**
   * The others: the patient by the device at which they are, the agent, then guests by their ids. A
   * stream may be there ahead of its frames.
   */
  get remotes(): Observable<readonly Remote[]> {
    return this.#face.company.remotes;
  }

  /**
   * The counterpart's picture and sound: the agent's for a TV or a phone, the patient's for an
   * agent; for a guest the patient's if there is one, else the agent's. May be there ahead of its
   * first frame. Where the patient goes over to another device, it is another stream from that
   * device's first frames on.
   */
  get remoteStream(): Observable<MediaStream | null> {
    return this.#face.company.counterpart;
  }

  /** The place that speaks, or spoke last, which may be this one; `null` between two. */
  get speaker(): Observable<PlaceName | null> {
    return this.#face.company.speaker;
  }

  /** The last 60, oldest first: at the patient's device its own, at the agent those received. */
  get samples(): Observable<readonly DiagnosticsSample[]> {
    return this.#exchange.series.samples;
  }

  /**
   * What is wrong with this call now, at patient and agent, oldest first: each fault once, whether it was
   * noticed here, came on the `diagnostics` channel or by the timeline. Empty for a guest.
   */
  get faults(): Observable<readonly CallFault[]> {
    return this.#faults.open;
  }

  /**
   * Events of the other side, patient or agent, as they come on the `diagnostics` channel: each once,
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
    if (this.#isClosed) return;
    this.#alarm.close();
    for (const stop of this.#stops) stop();
    this.#epochs.close();
    this.#face.close();
  }

  /** Brings everything in line with what is known now. What that changes makes it run again. */
  #follow(): void {
    this.#changedMeanwhile = true;
    if (this.#following) return;
    this.#following = true;
    while (this.#changedMeanwhile && !this.#isClosed) {
      this.#changedMeanwhile = false;
      this.#followOnce();
    }
    this.#following = false;
  }

  get #isClosed(): boolean {
    return this.#face.phase.value === 'closed';
  }

  get #consult(): ConsultView | undefined {
    return this.#parts.connector.consult(this.#parts.consultId)?.consult;
  }

  /** By which device the patient is shown. */
  get #patientAt(): PatientPlace {
    const consult = this.#consult;
    return consult === undefined ? 'tv' : this.#patient.placeIn(consult);
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
      this.#dropTrial();
    } else if (standing === 'rests') {
      this.#rest(consult);
    } else {
      if (this.#returning) this.#returned();
      this.#takePart(consult, standing);
    }
    this.#patient.follow(consult, takesPart(standing));
    this.#faults.follow(record, takesPart(standing));
    if (standing === 'rests') return;
    const isIn = standing !== 'prepares' && isAnswered(consult);
    this.#face.show(this.#epochs, this.#patient.placeIn(consult), isIn);
    const settled = this.#patient.settledIn(consult);
    if (settled !== undefined && this.#place === 'agent') this.#reports.shift(settled);
  }

  /** The call is on another of the patient's devices. */
  #rest(consult: ConsultView): void {
    this.#epochs.close();
    this.#dropTrial();
    this.#face.rest();
    const { devices } = ownMediaIn(consult, this.#place, this.#parts.media);
    this.#reports.devices(consult, devices);
  }

  #takePart(consult: ConsultView, standing: Standing): void {
    const isIn = takesPart(standing);
    // A phone that is not to take the call after all lets go of what it sent.
    const hasLeft = this.#place === 'mobile' && !isIn && this.#epochs.present?.isSending === true;
    if (hasLeft) this.#rest(consult);
    this.#setUp(consult, isIn);
    const own = ownMediaIn(consult, this.#place, this.#parts.media);
    if (isIn) this.#epochs.send(own.tracks);
    this.#tryDirect(isIn ? consult.trial : null, own.tracks);
    this.#reports.devices(consult, own.devices);
    this.#reports.media(consult, this.#epochs.present);
    const lookAgainMs = this.#epochs.dropReplaced(consult, this.#place);
    if (lookAgainMs !== undefined) this.#alarm.ringIn(lookAgainMs);
  }

  /** Makes sure that the present epoch's media is there or on its way. */
  #setUp(consult: ConsultView, sends: boolean): void {
    const { present } = this.#epochs;
    this.#pace.note(present);
    const isSameEpoch = present?.path.epoch === consult.path.epoch;
    const isAlone = isAside(this.#place, consult);
    if (isSameEpoch && !isWorthAnother(present, sends, isAlone)) return;
    if (this.#parts.connector.connection.value.name !== 'open') return;
    // With the accept there is no time to lose.
    const isFirstToSend = sends && present?.isSending !== true;
    const { waitMs } = this.#pace;
    if (waitMs > 0 && !isFirstToSend) {
      this.#alarm.ringIn(waitMs);
      return;
    }
    const path = this.#trial?.take(consult.path) ?? this.#paths.open(consult);
    if (path === undefined) return;
    this.#epochs.begin(
      new EpochMedia({
        path,
        counterpartIn: (remotes) => counterpartOf(this.#place, remotes, this.#patientAt),
        expectsPicture: () => this.#expectsPicture(),
        onSilent: () => this.#parts.connector.probe(this.#parts.consultId),
        onChange: () => this.#follow(),
      }),
    );
  }

  /** Beside the relay, as long as the consult is to try it. */
  #tryDirect(trial: ConsultView['trial'], { microphone }: LocalTracks): void {
    if (this.#trial?.epoch !== trial?.epoch) {
      this.#dropTrial();
      this.#trial = trial === null ? undefined : this.#beginTrial(trial.epoch);
    }
    this.#trial?.follow(microphone);
    if (this.#trial !== undefined) this.#reports.trial(this.#trial);
  }

  #dropTrial(): void {
    this.#trial?.close();
    this.#trial = undefined;
  }

  #beginTrial(epoch: number): DirectTrial | undefined {
    const path = this.#paths.openTrial(epoch);
    if (path === undefined) return undefined;
    return new DirectTrial({
      path,
      carrying: async () => (await this.#epochs.flowing?.stats()) ?? [],
      otherLegMs: () => {
        const samples = this.samples.value;
        const seconds = samples[samples.length - 1]?.currentRoundTripTime;
        return seconds && seconds * 1_000;
      },
      onOutcome: () => this.#follow(),
    });
  }

  #expectsPicture(): boolean {
    const consult = this.#consult;
    if (consult === undefined) return false;
    const { presence, devices } = counterpartStatus(consult, this.#place, this.#patientAt);
    // Where nothing is known of the camera yet, there is at least a placeholder's black.
    return presence === 'present' && (devices.camera === 'on' || devices.camera === 'unknown');
  }

  /** A new session is a new peer to the relay; of a direct path there is a new epoch anyway. */
  #returned(): void {
    this.#returning = false;
    if (this.#epochs.present?.path.kind === 'relay') this.#epochs.close();
  }
}
