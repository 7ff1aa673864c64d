import type {
  ConsultView,
  DiagnosticsSample,
  NotificationParams,
  PathState,
  PeerSignal,
  Place,
} from '../../src/protocol/index.ts';
import { retryDelayMs } from './backoff.ts';
import type { Connector } from './connector.ts';
import { isOver } from './consultBook.ts';
import { DirectPath } from './directPath.ts';
import { EpochMedia } from './epochMedia.ts';
import type { LocalMedia } from './localMedia.ts';
import type { LocalTracks } from './mediaPath.ts';
import { MintedIceServers } from './mintedIceServers.ts';
import { type Observable, Settable } from './observable.ts';
import { Placeholder } from './placeholder.ts';
import { PlaceReports } from './placeReports.ts';
import { RelayPath } from './relayPath.ts';
import { SampleSeries } from './sampleSeries.ts';

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

export interface CallOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly place: Place;
  readonly media: LocalMedia;
}

const sampleIntervalMs = 1_000;
/** How long the media before stays, where the other side does not say that it has the new one's. */
const overlapMs = 5_000;

/**
 * The media of one consult at this endpoint. It follows the consult by itself: it sets up while it
 * rings, sends and shows from the accept on, changes the path, mends what breaks and closes when
 * the consult is over. Nothing of camera and microphone leaves before the accept.
 */
export class Call {
  readonly #options: CallOptions;
  readonly #phase = new Settable<CallPhase>('waiting');
  readonly #remoteStream = new Settable<MediaStream | null>(null);
  readonly #series = new SampleSeries();
  readonly #iceServers: MintedIceServers;
  readonly #placeholder = new Placeholder();
  readonly #reports: PlaceReports;
  readonly #stops: Array<() => void> = [];
  /** Oldest first; the last is the present epoch's. */
  readonly #epochs: EpochMedia[] = [];
  /** Signals that came ahead of the news of their epoch. */
  readonly #early = new Map<number, PeerSignal[]>();
  /** Paths that failed one after the other, the last of them, and how long to wait after it. */
  #failures = 0;
  #lastFailed: EpochMedia | undefined;
  #notBefore = 0;
  #timer: { readonly at: number; readonly handle: ReturnType<typeof setTimeout> } | undefined;
  #sampling: ReturnType<typeof setInterval> | undefined;
  #hasConnected = false;
  /** The session was lost, and its place is being taken back by a new one. */
  #returning = false;
  #following = false;
  #changedMeanwhile = false;

  constructor(options: CallOptions) {
    this.#options = options;
    const { connector, media } = options;
    const follow = () => this.#follow();
    this.#iceServers = new MintedIceServers(connector, options.consultId);
    this.#reports = new PlaceReports({ ...options, onRetry: follow });
    this.#stops.push(
      connector.consults.subscribe(follow),
      connector.connection.subscribe(follow),
      media.stream.subscribe(follow),
      media.devices.subscribe(follow),
      connector.onNotification('peer.signal', (params) => this.#signal(params)),
      () => this.#reports.close(),
      () => this.#placeholder.close(),
    );
    this.#follow();
  }

  get phase(): Observable<CallPhase> {
    return this.#phase;
  }

  /** The other side's picture and sound. May be there ahead of its first frame. */
  get remoteStream(): Observable<MediaStream | null> {
    return this.#remoteStream;
  }

  /** The last 60, oldest first: at the TV its own, at the agent those received. */
  get samples(): Observable<readonly DiagnosticsSample[]> {
    return this.#series.samples;
  }

  /** Ends the media at this endpoint; the consult goes on. Idempotent. */
  close(): void {
    if (this.#phase.value === 'closed') return;
    clearTimeout(this.#timer?.handle);
    clearInterval(this.#sampling);
    for (const stop of this.#stops) stop();
    for (const media of this.#epochs) media.close();
    this.#phase.set('closed');
    this.#remoteStream.set(null);
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
    const { connector, consultId } = this.#options;
    if (connector.connection.value.name === 'closed') {
      this.close();
      return;
    }
    const record = connector.consult(consultId);
    if (record === undefined) return;
    if (isOver(record)) {
      this.close();
      return;
    }
    const { consult } = record;
    const answered = isAnswered(consult);
    const place = this.#reports.join(consult);
    if (place === 'returning') {
      this.#returning = true;
    } else if (place === 'not-ours' && (answered || this.#options.place === 'tv')) {
      this.#closeEpochs();
    } else {
      if (this.#returning) this.#returned();
      this.#setUp(consult);
      if (answered) {
        for (const media of this.#epochs) media.send(this.#localTracks());
        if (this.#options.place === 'tv') {
          this.#sampling ??= setInterval(() => this.#sample(), sampleIntervalMs);
        }
      }
      this.#reports.devices(consult);
      this.#reports.media(consult, this.#present);
      this.#dropReplaced(consult);
    }
    this.#show(answered);
  }

  get #present(): EpochMedia | undefined {
    return this.#epochs[this.#epochs.length - 1];
  }

  #localTracks(): LocalTracks {
    const stream = this.#options.media.stream.value;
    return {
      camera: stream?.getVideoTracks()[0] ?? null,
      microphone: stream?.getAudioTracks()[0] ?? null,
    };
  }

  /** Makes sure that the present epoch's media is there or on its way. */
  #setUp(consult: ConsultView): void {
    const { connector } = this.#options;
    const { path } = consult;
    const present = this.#present;
    this.#countFailures(present);
    const isSameEpoch = present?.path.epoch === path.epoch;
    if (isSameEpoch && !this.#isWorthAnother(present, isAnswered(consult))) return;
    if (connector.connection.value.name !== 'open') return;
    // With the accept there is no time to lose.
    const isFirstToSend = isAnswered(consult) && present?.isSending !== true;
    const waitMs = this.#notBefore - Date.now();
    if (waitMs > 0 && !isFirstToSend) {
      this.#followIn(waitMs);
      return;
    }
    if (isSameEpoch) {
      this.#epochs.pop();
      present.close();
    }
    const media = new EpochMedia({
      path: path.kind === 'relay' ? this.#relayPath(consult) : this.#directPath(path),
      expectsPicture: () => this.#expectsPicture(),
      onChange: () => this.#follow(),
    });
    this.#epochs.push(media);
  }

  /** The first failure is answered at once, further ones ever more slowly. */
  #countFailures(present: EpochMedia | undefined): void {
    if (present?.state.name === 'flowing') this.#failures = 0;
    if (present?.state.name !== 'failed' || present === this.#lastFailed) return;
    this.#lastFailed = present;
    this.#failures += 1;
    if (this.#failures === 1) return;
    this.#notBefore = Date.now() + retryDelayMs(this.#failures - 1, () => 1);
  }

  /** Whether an epoch that failed is set up again, rather than reported and replaced. */
  #isWorthAnother({ state, path, isSending }: EpochMedia, answered: boolean): boolean {
    if (state.name !== 'failed') return false;
    // What fails while it rings is not reported, and counts from the accept on.
    if (!isSending) return true;
    return answered && state.sessionLost && path.kind === 'relay';
  }

  #relayPath({ path, device }: ConsultView): RelayPath {
    const { connector, consultId, place } = this.#options;
    return new RelayPath({
      connector,
      consultId,
      place,
      epoch: path.epoch,
      placeholder: this.#placeholder,
      // An agent's browser knows all codecs of the relay; a TV may not, or not fast enough.
      codecs: place === 'agent' ? device.capabilities.decodes : device.capabilities.encodes,
      onDiagnostics: (message) => this.#receive(message),
    });
  }

  #directPath({ epoch }: PathState): DirectPath {
    const { connector, consultId, place } = this.#options;
    const path = new DirectPath({
      connector,
      consultId,
      place,
      epoch,
      placeholder: this.#placeholder,
      iceServers: this.#iceServers.get(),
      onDiagnostics: (message) => this.#receive(message),
    });
    for (const signal of this.#early.get(epoch) ?? []) path.signal(signal);
    for (const known of [...this.#early.keys()]) if (known <= epoch) this.#early.delete(known);
    return path;
  }

  #signal({ consultId, epoch, signal }: NotificationParams<'peer.signal'>): void {
    if (consultId !== this.#options.consultId) return;
    const path = this.#present?.path;
    if (path instanceof DirectPath && path.epoch === epoch) {
      path.signal(signal);
    } else if (epoch > (path?.epoch ?? 0)) {
      this.#early.set(epoch, [...(this.#early.get(epoch) ?? []), signal]);
    }
  }

  #expectsPicture(): boolean {
    const consult = this.#options.connector.consult(this.#options.consultId)?.consult;
    const other = consult?.places[this.#options.place === 'tv' ? 'agent' : 'tv'];
    // Where nothing is known of the camera yet, there is at least a placeholder's black.
    return (
      other?.presence === 'present' &&
      (other.devices.camera === 'on' || other.devices.camera === 'unknown')
    );
  }

  /** Make before break: what was before stays until both sides have what is now. */
  #dropReplaced(consult: ConsultView): void {
    const present = this.#present;
    const flowingSince = present?.flowingSince;
    const other = consult.places[this.#options.place === 'tv' ? 'agent' : 'tv'];
    const overlapLeftMs =
      flowingSince === undefined ? Infinity : flowingSince + overlapMs - Date.now();
    const othersReady = other.connected || other.presence === 'absent' || overlapLeftMs <= 0;
    const replaced = this.#epochs.filter((media) => media !== present);
    for (const media of replaced) {
      const failed = media.state.name === 'failed';
      if (!failed && (flowingSince === undefined || !othersReady)) continue;
      this.#epochs.splice(this.#epochs.indexOf(media), 1);
      media.close();
    }
    if (this.#epochs.length > 1 && flowingSince !== undefined) this.#followIn(overlapLeftMs);
  }

  /** A new session is a new peer to the relay; of a direct path there is a new epoch anyway. */
  #returned(): void {
    this.#returning = false;
    if (this.#present?.path.kind === 'relay') this.#closeEpochs();
  }

  #closeEpochs(): void {
    for (const media of this.#epochs.splice(0)) media.close();
  }

  /** Chooses what is shown, and says how it is. */
  #show(answered: boolean): void {
    const present = this.#present;
    const flowing = this.#flowing;
    if (flowing !== undefined) {
      this.#hasConnected = true;
      this.#remoteStream.set(flowing.path.remote);
    } else if (!this.#hasConnected && present !== undefined) {
      // The screen can be ready for the first frame before it is there.
      this.#remoteStream.set(present.path.remote);
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

  /** Samples are the TV's: what anybody sends to a TV is not one. */
  #receive(message: string): void {
    if (this.#options.place === 'agent') this.#series.receive(message);
  }

  #sample(): void {
    const shown = this.#flowing;
    if (shown !== undefined) void this.#series.take(shown, this.#options.media.devices.value);
  }

  /** What is shown now: the newest that flows. */
  get #flowing(): EpochMedia | undefined {
    return [...this.#epochs].reverse().find((media) => media.state.name === 'flowing');
  }

  /** Looks again in some time, unless that happens sooner anyway. */
  #followIn(delayMs: number): void {
    const at = Date.now() + delayMs;
    if (this.#timer !== undefined && this.#timer.at <= at) return;
    clearTimeout(this.#timer?.handle);
    const handle = setTimeout(() => {
      this.#timer = undefined;
      this.#follow();
    }, delayMs);
    this.#timer = { at, handle };
  }
}

function isAnswered({ state }: ConsultView): boolean {
  return state === 'accepted' || state === 'active';
}
