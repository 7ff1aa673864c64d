/** The part of simple-peer's prebuilt bundle that is used here. It needs no Node polyfills. */
declare module 'simple-peer/simplepeer.min.js' {
  interface SimplePeerOptions {
    readonly initiator: boolean;
    readonly streams: readonly MediaStream[];
    readonly trickle: boolean;
    readonly config: RTCConfiguration;
    readonly channelName: string;
    readonly channelConfig: RTCDataChannelInit;
    /** Text arrives as text. */
    readonly objectMode: boolean;
    /** The engine's constructors by their names, where they are not to be the page's. */
    readonly wrtc?: object;
  }

  class SimplePeer {
    constructor(options: SimplePeerOptions);
    readonly connected: boolean;
    readonly destroyed: boolean;
    /** Not for the public by its name, and the one way to the senders. */
    readonly _pc: RTCPeerConnection;
    signal(signal: object): void;
    send(message: string): void;
    addTrack(track: MediaStreamTrack, stream: MediaStream): void;
    replaceTrack(
      before: MediaStreamTrack,
      after: MediaStreamTrack | null,
      stream: MediaStream,
    ): void;
    getStats(done: (error: Error | null, entries?: readonly object[]) => void): void;
    destroy(): void;
    on(event: 'signal', listener: (signal: unknown) => void): this;
    on(event: 'connect' | 'close', listener: () => void): this;
    on(event: 'track', listener: (track: MediaStreamTrack) => void): this;
    on(event: 'data', listener: (message: unknown) => void): this;
    on(event: 'iceStateChange', listener: (state: RTCIceConnectionState) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  export = SimplePeer;
}
