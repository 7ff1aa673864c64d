import {
  type ConsultView,
  type DiagnosticsSample,
  diagnosticsSample,
  type IceServer,
  type NotificationParams,
  type PathState,
  type PeerSignal,
  type Place,
} from '../../src/protocol/index.ts';
import { retryDelayMs } from './backoff.ts';
import type { Connector } from './connector.ts';
import { isOver } from './consultBook.ts';
import { DirectPath } from './directPath.ts';
import { EpochMedia } from './epochMedia.ts';
import type { LocalMedia } from './localMedia.ts';
import type { LocalTracks } from './mediaPath.ts';
import { type Observable, Settable } from './observable.ts';
import { Placeholder } from './placeholder.ts';
import { PlaceReports } from './placeReports.ts';
import { RelayPath } from './relayPath.ts';

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
const keptSamples = 60;
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
  readonly #samples = new Settable<readonly DiagnosticsSample[]>([]);
  readonly #placeholder = new Placeholder();
  readonly #reports: PlaceReports;
  readonly #stops: Array<() => void> = [];
  /** Oldest first; the last is the present epoch's. */
  readonly #epochs: EpochMedia[] = [];
  /** Signals that came ahead of the news of their epoch. */
  readonly #early = new Map<number, PeerSignal[]>();
  #iceServers: { readonly promise: Promise<readonly IceServer[]>; expiresAt: number } | undefined;
  /** Tries to set up the same epoch while it rings. */
  #attempts = 0;
  #retryAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
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
    return this.#samples;
  }

  /** Ends the media at this endpoint; the consult goes on. Idempotent. */
  close(): void {
    if (this.#phase.value === 'closed') return;
    clearTimeout(this.#timer);
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
    clearTimeout(this.#timer);
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
        this.#sampling ??= setInterval(() => void this.#sample(), sampleIntervalMs);
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
    if (connector.connection.value.name !== 'open') return;
    const present = this.#present;
    const { path } = consult;
    if (present?.path.epoch === path.epoch) {
      if (!this.#isWorthAnother(present, isAnswered(consult))) return;
      this.#epochs.pop();
      present.close();
    } else {
      this.#attempts = 0;
    }
    const media = new EpochMedia({
      path: path.kind === 'relay' ? this.#relayPath(consult) : this.#directPath(path),
      expectsPicture: () => this.#expectsPicture(),
      onChange: () => this.#follow(),
    });
    this.#epochs.push(media);
  }

  /** Whether an epoch that failed is set up again, rather than reported and replaced. */
  #isWorthAnother(media: EpochMedia, answered: boolean): boolean {
    const { state } = media;
    if (state.name !== 'failed') return false;
    if (media.isSending) return state.sessionLost && media.path.kind === 'relay';
    // It failed while it rang, where failures are not reported: now it counts.
    if (answered) return true;
    if (this.#retryAt === 0) {
      this.#attempts += 1;
      this.#retryAt = Date.now() + retryDelayMs(this.#attempts, () => 1);
    }
    const waitMs = this.#retryAt - Date.now();
    if (waitMs > 0) {
      this.#followIn(waitMs);
      return false;
    }
    this.#retryAt = 0;
    return true;
  }

  #relayPath({ path, device }: ConsultView): RelayPath {
    const { connector, consultId, place } = this.#options;
    return new RelayPath({
      connector,
      consultId,
      place,
      epoch: path.epoch,
      placeholder: this.#placeholder,
      // An agent's browser decodes whatever the relay takes; a TV's may not.
      decodable: place === 'agent' ? device.capabilities.decodes : device.capabilities.encodes,
      onDiagnostics: (message) => this.#receiveSample(message),
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
      iceServers: this.#mintedIceServers(),
      onDiagnostics: (message) => this.#receiveSample(message),
    });
    for (const signal of this.#early.get(epoch) ?? []) path.signal(signal);
    for (const known of [...this.#early.keys()]) if (known <= epoch) this.#early.delete(known);
    return path;
  }

  /** One set of credentials serves all paths of a call for as long as it is valid. */
  #mintedIceServers(): Promise<readonly IceServer[]> {
    if (this.#iceServers === undefined || Date.now() >= this.#iceServers.expiresAt) {
      const { connector, consultId } = this.#options;
      const asked = connector.request('peer.iceServers', { consultId });
      const minted = { promise: asked.then(({ iceServers }) => iceServers), expiresAt: Infinity };
      this.#iceServers = minted;
      asked.then(
        ({ expiresAt }) => {
          minted.expiresAt = Date.parse(expiresAt);
        },
        () => {
          minted.expiresAt = 0;
        },
      );
    }
    return this.#iceServers.promise;
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
    const flowing = [...this.#epochs].reverse().find((media) => media.state.name === 'flowing');
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

  async #sample(): Promise<void> {
    const shown = [...this.#epochs].reverse().find((media) => media.state.name === 'flowing');
    if (this.#options.place !== 'tv' || shown === undefined) return;
    const { path } = shown;
    const entries = await path.stats();
    if (shown.closed) return;
    const sample = shown.sampler.sample(entries, {
      at: Date.now(),
      path: path.kind,
      epoch: path.epoch,
      devices: this.#options.media.devices.value,
      visible: document.visibilityState === 'visible',
    });
    path.sendDiagnostics(JSON.stringify(sample));
    this.#keepSample(sample);
  }

  #receiveSample(message: string): void {
    if (this.#options.place !== 'agent' || this.#phase.value === 'closed') return;
    try {
      const read = diagnosticsSample.safeParse(JSON.parse(message));
      if (read.success) this.#keepSample(read.data);
    } catch {
      // Not JSON: another version's. Samples are worth nothing after a moment.
    }
  }

  #keepSample(sample: DiagnosticsSample): void {
    this.#samples.set([...this.#samples.value, sample].slice(-keptSamples));
  }

  #followIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#follow(), delayMs);
  }
}

function isAnswered({ state }: ConsultView): boolean {
  return state === 'accepted' || state === 'active';
}
