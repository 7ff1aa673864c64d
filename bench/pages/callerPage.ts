/** What arrived at a page so far, over all its streams. */
export interface ReceivedMedia {
  /** RTP headers and payloads. */
  readonly bytes: number;
  readonly packets: number;
  readonly packetsLost: number;
  readonly framesDecoded: number;
  /** Of the picture that was decoded last. */
  readonly frameWidth: number;
}

/**
 * What the benchmarks ask of a page that calls another over something else than Housecall. The
 * page answers a call when its button is clicked.
 */
export interface CallerPage {
  /** Signs on at the server under a name by which others call. */
  signOn(url: string, name: string): Promise<void>;
  /** Opens camera and microphone, as one does before a call or while it rings. */
  openCamera(maxBitrateBps: number): Promise<void>;
  call(name: string): Promise<void>;
  /** Waits until a call has come whose answer is a click away. */
  ring(): Promise<void>;
  /** Ends the call at this side, and lets go of the camera. */
  hangUp(): Promise<void>;
  received(): Promise<ReceivedMedia>;
}
