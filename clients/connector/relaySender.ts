import type { types } from 'mediasoup-client';
import {
  diagnosticsLabel,
  isGuestPlace,
  type PlaceName,
  type TrackSource,
} from '../../src/protocol/index.ts';
import type { LocalTracks } from './mediaPath.ts';
import type { Placeholder } from './placeholder.ts';
import type { RelayTransports } from './relayTransports.ts';
import { SmallBeginning } from './smallBeginning.ts';
import { isLayered, sendFullSize, sendingOptions } from './trackSending.ts';

/** Sound first: it is small, and does not wait for the picture. */
const sources = ['microphone', 'camera'] as const;
const kinds = { camera: 'video', microphone: 'audio' } as const;

export interface RelaySenderOptions {
  readonly place: PlaceName;
  readonly placeholder: Placeholder;
  /** What to choose the video's codec from, the best first: what the TV decodes, or encodes. */
  readonly codecs: readonly string[];
  /**
   * Whether the picture is small at first, as on the first path of a device in a call: its first frame
   * is waited for, or comes beside what another device of the patient's still sends. Of a path that
   * takes another's place nobody notices when it comes, but may see it grow.
   */
  readonly beginsSmall: boolean;
  /** A track could not be put in another's place. */
  readonly onFailed: (error: unknown) => void;
}

/** What goes to the relay: black and silence until there is more, and the diagnostics channel. */
export class RelaySender {
  readonly #options: RelaySenderOptions;
  readonly #producers: Record<TrackSource, types.Producer | null> = {
    camera: null,
    microphone: null,
  };
  /** What was put into the producers last, which may be under way. */
  readonly #sent: Record<TrackSource, MediaStreamTrack | null> = { camera: null, microphone: null };
  #dataProducer: types.DataProducer | undefined;
  #tracks: LocalTracks | undefined;
  #beginning: SmallBeginning | undefined;

  constructor(options: RelaySenderOptions) {
    this.#options = options;
  }

  /** Sets everything up that is ever sent. */
  async start(transports: RelayTransports): Promise<void> {
    await Promise.all([
      this.#produce('camera', transports),
      this.#produce('microphone', transports),
      this.#produceData(transports),
    ]);
    const { camera } = this.#producers;
    if (!this.#options.beginsSmall || camera === null) return;
    this.#beginning = new SmallBeginning(() => sendFullSize(camera));
    if (this.#tracks !== undefined) this.#beginning.seen();
  }

  /** What is sent arrives from now on. */
  connected(): void {
    if (isLayered(this.#options.place)) this.#options.placeholder.introduce();
  }

  send(tracks: LocalTracks): void {
    this.#tracks = tracks;
    for (const source of sources) this.#swap(source);
    this.#beginning?.seen();
  }

  close(): void {
    this.#beginning?.close();
  }

  sendDiagnostics(message: string): boolean {
    if (this.#dataProducer?.readyState !== 'open') return false;
    this.#dataProducer.send(message);
    return true;
  }

  async #produce(source: TrackSource, { device, send }: RelayTransports): Promise<void> {
    const track = this.#trackOf(source);
    if (track === null || !device.canProduce(kinds[source])) return;
    const options = sendingOptions({ ...this.#options, source, device });
    this.#sent[source] = track;
    this.#producers[source] = await send.produce({ ...options, track });
    // The consult may have been accepted meanwhile.
    this.#swap(source);
  }

  async #produceData({ send }: RelayTransports): Promise<void> {
    // Diagnostics are between the patient and the agent.
    if (isGuestPlace(this.#options.place)) return;
    // A sample that comes late is worth nothing, and an event goes by signaling, too.
    this.#dataProducer = await send.produceData({
      label: diagnosticsLabel,
      ordered: false,
      maxRetransmits: 0,
    });
  }

  /**
   * Puts the track that should go out now into the producer's place. The engine's sender is asked
   * itself: mediasoup-client would do one producer after the other.
   */
  #swap(source: TrackSource): void {
    const producer = this.#producers[source];
    const track = this.#trackOf(source);
    if (producer?.rtpSender === undefined || producer.closed) return;
    if (this.#sent[source] === track || track?.readyState === 'ended') return;
    this.#sent[source] = track;
    producer.rtpSender.replaceTrack(track).catch(this.#options.onFailed);
  }

  #trackOf(source: TrackSource): MediaStreamTrack | null {
    const own = this.#tracks?.[source] ?? null;
    const { placeholder } = this.#options;
    return own ?? (source === 'camera' ? placeholder.video : placeholder.audio);
  }
}
