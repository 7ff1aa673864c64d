import type { Lateness } from '../connector/support/endpointPage.ts';

/** A machine that is behind with what it sets up, and with what it shows of that. */
export class SlowMachine {
  #late: Lateness = {};
  readonly #shown = new WeakSet<HTMLVideoElement>();

  constructor() {
    const late = this;
    const { requestVideoFrameCallback } = HTMLVideoElement.prototype;
    HTMLVideoElement.prototype.requestVideoFrameCallback = function (listener) {
      const isFirst = !late.#shown.has(this);
      late.#shown.add(this);
      const onFrame: VideoFrameRequestCallback = (...frame) => {
        setTimeout(() => listener(...frame), late.#late.toShowMs);
      };
      return requestVideoFrameCallback.call(this, isFirst ? onFrame : listener);
    };
  }

  /** From now on. */
  be(late: Lateness): void {
    this.#late = late;
  }

  /** Makes a window's connections as late. */
  handle(own: typeof globalThis): void {
    const late = this;
    const { setRemoteDescription } = own.RTCPeerConnection.prototype;
    own.RTCPeerConnection.prototype.setRemoteDescription = async function (
      this: RTCPeerConnection,
      description: RTCSessionDescriptionInit,
    ) {
      const { toReceiveMs = 0, toSendMs = 0 } = late.#late;
      const waitMs = description.type === 'offer' ? toReceiveMs : toSendMs;
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      await Reflect.apply(setRemoteDescription, this, [description]);
    };
  }
}
