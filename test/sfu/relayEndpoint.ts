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
  readonly sendState: string;
  readonly receiveState: string;
}

export interface RelayEndpointPage {
  /**
   * Connects both transports, sends camera, microphone and a `diagnostics` channel.
   * @param simulcast whether the camera is sent in two sizes
   */
  join(joined: RelayJoined, simulcast: boolean): Promise<void>;
  /** Sets the consumer up and says `resume`. */
  onConsumer(consumer: RelayConsumer): Promise<void>;
  onDataConsumer(consumer: RelayDataConsumer): Promise<void>;
  onConsumerClosed(consumerId: string): Promise<void>;
  /** Says a text on the `diagnostics` channel. */
  say(text: string): Promise<void>;
  report(): Promise<EndpointReport>;
}
