/** A machine that is behind with what it receives, and with what it shows of that. */
export class LateScreen {
  #lateMs = { toReceive: 0, toShow: 0 };
  readonly #shown = new WeakSet<HTMLVideoElement>();

  constructor() {
    const late = this;
    const { requestVideoFrameCallback } = HTMLVideoElement.prototype;
    HTMLVideoElement.prototype.requestVideoFrameCallback = function (listener) {
      const isFirst = !late.#shown.has(this);
      late.#shown.add(this);
      const onFrame: VideoFrameRequestCallback = (...frame) => {
        setTimeout(() => listener(...frame), late.#lateMs.toShow);
      };
      return requestVideoFrameCallback.call(this, isFirst ? onFrame : listener);
    };
  }

  /**
   * From now on, in milliseconds.
   * @param lateMs how late what is offered from elsewhere is taken in, and how late an element's first
   * frame is told
   */
  be(lateMs: { readonly toReceive: number; readonly toShow: number }): void {
    this.#lateMs = lateMs;
  }

  /** Makes a window's connections receive as late. */
  handle(own: typeof globalThis): void {
    const late = this;
    const { setRemoteDescription } = own.RTCPeerConnection.prototype;
    own.RTCPeerConnection.prototype.setRemoteDescription = async function (
      this: RTCPeerConnection,
      description: RTCSessionDescriptionInit,
    ) {
      const waitMs = description.type === 'offer' ? late.#lateMs.toReceive : 0;
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      await Reflect.apply(setRemoteDescription, this, [description]);
    };
  }
}
