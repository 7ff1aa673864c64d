/**
 * What workerSender.ts and the test that drives it are to each other. It stands apart because the
 * test is no browser's code and the page is.
 */

import type { types } from 'mediasoup-client';

export interface SenderSample {
  /** Octets of video sent so far, without retransmissions. */
  bytesSent: number;
  /** What the sender's bandwidth estimation would allow, in bits per second. */
  availableBps: number;
}

declare global {
  /** The test's: hands the page's DTLS parameters to the transport. */
  var connectTransport: (dtlsParameters: types.DtlsParameters) => Promise<void>;
  /** The test's: makes a producer of the video and answers its id. */
  var produce: (rtpParameters: types.RtpParameters) => Promise<string>;
  /**
   * The page's: opens the camera and sends it. Takes `routerRtpCapabilities` and
   * `transportOptions` as JSON, as they would come through signaling.
   */
  var startSending: (serverSide: string) => Promise<void>;
  /** The page's. */
  var takeSample: () => Promise<SenderSample>;
}
