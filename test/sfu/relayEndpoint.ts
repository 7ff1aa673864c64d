import type {
  DtlsParameters,
  RelayConsumer,
  RelayDataConsumer,
  RtpCapabilities,
  RtpParameters,
  SctpStreamParameters,
  TrackSource,
  TransportParameters,
} from '../../src/protocol/index.ts';

/* What a test and its page `test/pages/relayEndpoint.ts` say to each other. */

/** What the relay answers to a join. */
interface RelayJoined {
  readonly routerRtpCapabilities: RtpCapabilities;
  readonly send: TransportParameters;
  readonly receive: TransportParameters;
}

/** What the page wants of the relay. The test asks for it in the page's name. */
export type RelayRequest =
  | { type: 'connect'; transportId: string; dtlsParameters: DtlsParameters }
  | {
      type: 'produce';
      transportId: string;
      kind: 'audio' | 'video';
      source: TrackSource;
      rtpParameters: RtpParameters;
    }
  | {
      type: 'produceData';
      transportId: string;
      label: string;
      sctpStreamParameters: SctpStreamParameters;
    }
  | { type: 'receive'; rtpCapabilities: RtpCapabilities }
  | { type: 'resume'; consumerId: string };

export interface EndpointReport {
  /** Video frames and audio packets that left for the relay. */
  readonly framesSent: number;
  readonly audioPacketsSent: number;
  readonly consumers: readonly string[];
  readonly packetsReceived: number;
  readonly framesDecoded: number;
  readonly audioEnergy: number;
  /** When the first frame was on the screen, in milliseconds since the epoch. */
  readonly firstFrameAt: number | null;
  readonly messages: readonly string[];
  /** By the place that sends it. */
  readonly pictures: Readonly<Record<string, PictureReport>>;
  /** Whom the relay told of as speaking, in its order. */
  readonly speakers: readonly string[];
  readonly sendState: string;
  readonly receiveState: string;
}

interface PictureReport {
  /** Frames on the screen since the last `lookAnew`. */
  readonly frames: number;
  /** The longest time from one of them to the next, in milliseconds. */
  readonly longestGapMs: number;
  /** In pixels, as it comes. */
  readonly height: number;
}

export interface RelayEndpointPage {
  /**
   * Connects both transports, sends camera and microphone.
   * @param offer whether the camera is sent in two sizes, and whether a `diagnostics` channel is
   */
  join(joined: RelayJoined, offer: { simulcast: boolean; data: boolean }): Promise<void>;
  /** Sets the consumer up and says `resume`. */
  onConsumer(consumer: RelayConsumer): Promise<void>;
  onDataConsumer(consumer: RelayDataConsumer): Promise<void>;
  onConsumerClosed(consumerId: string): Promise<void>;
  onSpeaker(place: string): Promise<void>;
  /** Sends something like speech, or silence, instead of the microphone's sound. */
  speak(loud: boolean): Promise<void>;
  /** Sends neither picture nor sound any more. */
  stopSending(): Promise<void>;
  /** Counts frames and gaps anew; the gap after the last frame so far counts. */
  lookAnew(): Promise<void>;
  /** Says a text on the `diagnostics` channel. */
  say(text: string): Promise<void>;
  report(): Promise<EndpointReport>;
}
