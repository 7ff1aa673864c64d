import type {
  DtlsParameters,
  IceParameters,
  IceServer,
  MobileIdentity,
  PlaceName,
  RelayConsumer,
  RelayDataConsumer,
  RtpCapabilities,
  RtpParameters,
  SctpStreamParameters,
  TrackSource,
  TransportParameters,
} from '../protocol/index.ts';

/** A session as it outlives its socket and the process. */
export interface StoredSession {
  readonly id: string;
  /** SHA-256 of the resume token, hex. */
  readonly resumeTokenHash: string;
  readonly kind: 'tv' | 'agent' | 'guest' | 'mobile';
  /** The device's, the person's, the guest's or the phone's id. */
  readonly subjectId: string;
  /** The browser sign-in that an agent's session hangs on. */
  readonly signInId: string | null;
  readonly openedAt: string;
  readonly seenAt: string;
}

/** Who a phone is, for `session.open`. */
export interface MobileAuthentication {
  /**
   * Links the phone that shows this code with the code's consult.
   * @throws Refusal `phone_code_void`, `phone_code_used`, `rate_limited`
   */
  mobileByCode(shown: {
    readonly code: string;
    /** The phone's own secret; the same phone may show the code again. */
    readonly claim: string;
    readonly address: string;
    readonly userAgent: string;
  }): Promise<MobileIdentity>;
  /** The phone again, as at a resumption; `undefined` once it has no place any more. */
  mobile(mobileId: string): Promise<MobileIdentity | undefined>;
}

export interface SessionStore {
  /** A device has one session: inserting one removes the device's others with it. */
  insert(session: StoredSession): Promise<void>;
  find(sessionId: string): Promise<StoredSession | undefined>;
  touch(sessionIds: readonly string[], seenAt: string): Promise<void>;
  remove(sessionId: string): Promise<void>;
  removeOfDevice(deviceId: string): Promise<void>;
  removeOfSignIn(signInId: string): Promise<void>;
  /** Removes sessions not seen since then. @returns how many */
  removeUnseenSince(before: string): Promise<number>;
}

/** What the relay tells about rooms, to be passed on to the endpoints. */
export interface RelayListener {
  onConsumer(roomId: string, peerId: string, consumer: RelayConsumer): void;
  onDataConsumer(roomId: string, peerId: string, consumer: RelayDataConsumer): void;
  /** `consumerId` is a consumer's or a data consumer's. */
  onConsumerClosed(roomId: string, peerId: string, consumerId: string): void;
  /** Somebody speaks now, as every peer among whom media flows is told. */
  onSpeaker(roomId: string, peerId: string, place: PlaceName): void;
  /** The room is gone with its worker. */
  onRoomLost(roomId: string): void;
}

/** The relay as endpoints use it. A peer is a session; refusals are thrown as `Refusal`. */
export interface RelayMedia {
  /** @returns what ends the listening */
  listen(listener: RelayListener): () => void;
  /**
   * Makes the peer's transports; a peer that is there already is replaced. `side` is the peer's
   * place in the consult: only peers of different sides ever receive from each other. `party` is
   * the person of an agent, at whom it rings in all their sessions.
   */
  join(
    roomId: string,
    peerId: string,
    side: string,
    party?: string,
  ): Promise<{
    routerRtpCapabilities: RtpCapabilities;
    send: TransportParameters;
    receive: TransportParameters;
  }>;
  connect(
    roomId: string,
    peerId: string,
    transportId: string,
    dtlsParameters: DtlsParameters,
  ): Promise<void>;
  restartIce(
    roomId: string,
    peerId: string,
  ): Promise<{ send: IceParameters; receive: IceParameters }>;
  produce(
    roomId: string,
    peerId: string,
    track: {
      transportId: string;
      kind: 'audio' | 'video';
      source: TrackSource;
      rtpParameters: RtpParameters;
    },
  ): Promise<string>;
  produceData(
    roomId: string,
    peerId: string,
    channel: { transportId: string; label: string; sctpStreamParameters: SctpStreamParameters },
  ): Promise<string>;
  receive(roomId: string, peerId: string, rtpCapabilities: RtpCapabilities): Promise<void>;
  resume(roomId: string, peerId: string, consumerId: string): Promise<void>;
  /** @returns the layer that comes now, if any does */
  prefer(
    roomId: string,
    peerId: string,
    consumerId: string,
    spatialLayer: number,
  ): Promise<number | null>;
  leave(roomId: string, peerId: string): Promise<void>;
}

/** Mints ICE servers for one session. */
export interface IceServers {
  mint(sessionId: string): { iceServers: IceServer[]; expiresAt: string };
}
