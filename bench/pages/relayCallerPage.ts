import type {
  DtlsParameters,
  RelayConsumer,
  RtpCapabilities,
  RtpParameters,
  TrackSource,
  TransportParameters,
} from '../../src/protocol/index.ts';
import type { ReceivedMedia } from './callerPage.ts';

/** What the relay answers to a join. */
interface RelayJoined {
  readonly routerRtpCapabilities: RtpCapabilities;
  readonly send: TransportParameters;
  readonly receive: TransportParameters;
}

/** What the page wants of the relay. The benchmark asks for it in the page's name. */
export type RelayAsk =
  | { type: 'connect'; transportId: string; dtlsParameters: DtlsParameters }
  | {
      type: 'produce';
      transportId: string;
      kind: 'audio' | 'video';
      source: TrackSource;
      rtpParameters: RtpParameters;
    }
  | { type: 'receive'; rtpCapabilities: RtpCapabilities }
  | { type: 'resume'; consumerId: string };

/** What a benchmark asks of a page that calls through Housecall's relay, without the apps. */
export interface RelayCallerPage {
  /** Sends camera and microphone, each in one size, as all that are compared do. */
  join(joined: RelayJoined, maxBitrateBps: number): Promise<void>;
  onConsumer(consumer: RelayConsumer): Promise<void>;
  leave(): Promise<void>;
  received(): Promise<ReceivedMedia>;
}
