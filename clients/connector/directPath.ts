import SimplePeer from 'simple-peer/simplepeer.min.js';
import {
  diagnosticsLabel,
  type IceServer,
  type PeerSignal,
  type Place,
  type PlaceName,
  peerSignal,
  type TrackSource,
} from '../../src/protocol/index.ts';
import type { Connector } from './connector.ts';
import type { LocalTracks, MediaPath, PathStatus } from './mediaPath.ts';
import type { NetworkFrame } from './networkFrame.ts';
import { type Observable, Settable } from './observable.ts';
import type { Placeholder } from './placeholder.ts';
import { type Remote, RemoteStreams } from './remoteStreams.ts';
import { RequestError } from './requestError.ts';
import { SmallBeginning } from './smallBeginning.ts';
import { withStartBitrate } from './startBitrate.ts';
import type { StatsEntry } from './stats.ts';
import { scaleDown, startBitrateKbps } from './trackSending.ts';

/** How long the initiator gives a direct connection, from the accept on. */
const initiatorLimitMs = 4_000;
/** The other side leaves the verdict to the initiator, unless that is gone. */
const responderLimitMs = 10_000;
const disconnectedLimitMs = 2_500;

const sources = ['camera', 'microphone'] as const;

export interface DirectPathOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly epoch: number;
  readonly place: Place;
  readonly placeholder: Placeholder;
  /** Where the connection is made, other than in the page itself. The path closes it. */
  readonly frame: NetworkFrame | undefined;
  readonly iceServers: Promise<readonly IceServer[]>;
  /** Whether the picture is small at first, as in `RelaySenderOptions`. */
  readonly beginsSmall: boolean;
  readonly onDiagnostics: (message: string, from: PlaceName) => void;
}

/**
 * Media from peer to peer, by simple-peer. The agent's side makes the offer, and gathers its
 * candidates while it rings; they go out with the accept. Beside a relay that carries the call it
 * can be tried first, with sound alone. A peer that fails is not mended: the next epoch has a new one.
 */
export class DirectPath implements MediaPath {
  readonly kind = 'direct';
  readonly epoch: number;
  readonly #options: DirectPathOptions;
  /** Two are not told who speaks. */
  readonly speaker: Observable<PlaceName | null> = new Settable<PlaceName | null>(null);
  readonly #status = new Settable<PathStatus>({ name: 'connecting' });
  readonly #streams = new RemoteStreams();
  readonly #local = new MediaStream();
  readonly #sent: Record<TrackSource, MediaStreamTrack | null> = { camera: null, microphone: null };
  /** By which simple-peer knows what is sent in their place. */
  readonly #added: Record<TrackSource, MediaStreamTrack | null> = {
    camera: null,
    microphone: null,
  };
  /** What the other side has said, as text: a session that is resumed is told it again. */
  readonly #heard = new Set<string>();
  /** Signals from the other side that came before there was a peer. */
  #arrived: PeerSignal[] = [];
  /** Signals of ours that wait for the accept. */
  #held: PeerSignal[] = [];
  #peer: SimplePeer | undefined;
  #beginning: SmallBeginning | undefined;
  #tracks: LocalTracks | undefined;
  /** It is tried: sound goes out, and no picture, not even a black one. */
  #isOnTrial = false;
  #connectTimer: ReturnType<typeof setTimeout> | undefined;
  #disconnectedTimer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: DirectPathOptions) {
    this.#options = options;
    this.epoch = options.epoch;
    void this.#setUp();
  }

  get status(): Observable<PathStatus> {
    return this.#status;
  }

  get remotes(): Observable<readonly Remote[]> {
    return this.#streams.remotes;
  }

  /** Takes in what the other side's simple-peer says. */
  signal(signal: PeerSignal): void {
    const said = JSON.stringify(signal);
    const isAsking = signal.type === 'renegotiate' || signal.type === 'transceiverRequest';
    if (this.#heard.has(said) && !isAsking) return;
    this.#heard.add(said);
    const read =
      signal.type === 'offer' || signal.type === 'answer'
        ? { ...signal, sdp: withStartBitrate(signal.sdp, startBitrateKbps) }
        : signal;
    if (this.#peer === undefined) this.#arrived.push(read);
    else if (!this.#peer.destroyed) this.#peer.signal(read);
  }

  /**
   * Connects, and sends sound alone until `send`: what it takes to see how the path fares. The other
   * side decodes no picture before it is the camera's.
   */
  try(microphone: MediaStreamTrack | null): void {
    this.#isOnTrial = true;
    this.#begin({ camera: null, microphone });
  }

  send(tracks: LocalTracks): void {
    this.#isOnTrial = false;
    this.#begin(tracks);
  }

  #begin(tracks: LocalTracks): void {
    const isFirst = this.#tracks === undefined;
    this.#tracks = tracks;
    for (const source of sources) this.#swap(source);
    if (!isFirst) return;
    const limitMs = this.#isInitiator ? initiatorLimitMs : responderLimitMs;
    this.#connectTimer = setTimeout(() => {
      if (this.#status.value.name === 'connecting') this.#fail(`not connected in ${limitMs} ms`);
    }, limitMs);
    const held = this.#held;
    this.#held = [];
    for (const signal of held) void this.#tell(signal);
  }

  /** simple-peer cannot look for another way: it is rebuilt. */
  findWay(): void {}

  sendDiagnostics(message: string): boolean {
    if (this.#peer?.connected !== true) return false;
    this.#peer.send(message);
    return true;
  }

  /** From peer to peer there is one size. */
  layerOf(): undefined {}

  stats(): Promise<readonly StatsEntry[]> {
    return new Promise((resolve) => {
      const peer = this.#peer;
      if (peer === undefined || peer.destroyed) {
        resolve([]);
        return;
      }
      peer.getStats((_error, entries) => resolve((entries ?? []).filter(isStatsEntry)));
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#connectTimer);
    clearTimeout(this.#disconnectedTimer);
    this.#beginning?.close();
    this.#peer?.destroy();
    this.#options.frame?.close();
  }

  get #isInitiator(): boolean {
    return this.#options.place === 'agent';
  }

  async #setUp(): Promise<void> {
    try {
      const iceServers = await this.#options.iceServers;
      if (this.#closed) return;
      this.#makePeer(iceServers);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error), isSessionLost(error));
    }
  }

  #makePeer(iceServers: readonly IceServer[]): void {
    const { placeholder } = this.#options;
    // Of what is withheld, the other side is told all the same that it may come.
    const withheld = this.#isOnTrial ? placeholder.video : null;
    for (const source of sources) {
      const track = this.#trackOf(source) ?? (source === 'camera' ? withheld : null);
      this.#added[source] = track;
      this.#sent[source] = track;
      if (track !== null) this.#local.addTrack(track);
    }
    const peer = new SimplePeer({
      initiator: this.#isInitiator,
      streams: [this.#local],
      trickle: true,
      config: { iceServers: iceServers.map(iceServerOf) },
      ...wrtcOf(this.#options.frame),
      channelName: diagnosticsLabel,
      // A sample that comes late is worth nothing.
      channelConfig: { ordered: false, maxRetransmits: 0 },
      objectMode: true,
    });
    this.#peer = peer;
    for (const source of sources) this.#swap(source);
    if (this.#options.beginsSmall) this.#beginSmall(peer);
    peer.on('signal', (signal) => this.#offer(peerSignal.parse(signal)));
    const other = this.#options.place === 'tv' ? 'agent' : 'tv';
    peer.on('track', (track) => this.#streams.add(other, track));
    peer.on('connect', () => this.#connected());
    peer.on('data', (message) => {
      if (typeof message === 'string') this.#options.onDiagnostics(message, other);
    });
    peer.on('iceStateChange', (state) => this.#reviewIce(state));
    peer.on('error', (error) => this.#fail(error.message));
    peer.on('close', () => this.#fail('the connection was closed'));
    for (const signal of this.#arrived) peer.signal(signal);
    this.#arrived = [];
  }

  #beginSmall(peer: SimplePeer): void {
    const sender = peer._pc.getSenders().find(({ track }) => track?.kind === 'video');
    if (sender === undefined) return;
    // An engine that does not take it begins large.
    scaleDown(sender, 2).catch(() => undefined);
    this.#beginning = new SmallBeginning(() => scaleDown(sender, 1));
  }

  /** Nothing is told to the other side before the accept. */
  #offer(signal: PeerSignal): void {
    if (this.#tracks === undefined) this.#held.push(signal);
    else void this.#tell(signal);
  }

  async #tell(signal: PeerSignal): Promise<void> {
    const { connector, consultId, epoch } = this.#options;
    try {
      await connector.request('peer.signal', { consultId, epoch, signal });
    } catch (error) {
      // Of a late candidate nothing hangs once the peers are connected.
      if (this.#status.value.name !== 'connecting') return;
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #connected(): void {
    this.#beginning?.seen();
    if (this.#status.value.name === 'connecting') this.#status.set({ name: 'connected' });
  }

  #reviewIce(state: RTCIceConnectionState): void {
    clearTimeout(this.#disconnectedTimer);
    if (state !== 'disconnected') return;
    this.#disconnectedTimer = setTimeout(
      () => this.#fail('the connection was interrupted'),
      disconnectedLimitMs,
    );
  }

  #swap(source: TrackSource): void {
    const peer = this.#peer;
    const added = this.#added[source];
    const after = this.#trackOf(source);
    if (peer === undefined || peer.destroyed || this.#sent[source] === after) return;
    this.#sent[source] = after;
    if (added !== null) {
      peer.replaceTrack(added, after, this.#local);
    } else if (after !== null) {
      this.#added[source] = after;
      peer.addTrack(after, this.#local);
    }
  }

  #trackOf(source: TrackSource): MediaStreamTrack | null {
    const own = this.#tracks?.[source] ?? null;
    if (source === 'camera' && this.#isOnTrial) return null;
    const { placeholder } = this.#options;
    return own ?? (source === 'camera' ? placeholder.video : placeholder.audio);
  }

  #fail(detail: string, isLocal = false): void {
    if (this.#closed || this.#status.value.name === 'failed') return;
    this.#status.set({ name: 'failed', detail: detail.slice(0, 200), isLocal });
  }
}

function isSessionLost(error: unknown): boolean {
  return (
    error instanceof RequestError &&
    (error.code === 'disconnected' || error.code === 'not-connected')
  );
}

function wrtcOf(frame: NetworkFrame | undefined): { wrtc?: object } {
  return frame === undefined || Object.keys(frame.webrtc).length === 0
    ? {}
    : { wrtc: frame.webrtc };
}

/** `RTCIceServer` wants members that are not there to be absent. */
function iceServerOf({ urls, username, credential }: IceServer): RTCIceServer {
  return {
    urls,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}

function isStatsEntry(entry: object): entry is StatsEntry {
  return 'id' in entry && 'type' in entry;
}
