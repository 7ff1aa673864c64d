/** What a connection is made of, by the engine's names. */
const constructors = ['RTCPeerConnection', 'RTCSessionDescription', 'RTCIceCandidate'] as const;

/**
 * A frame of its own for the connections of a path that takes the place of another one: this device's
 * addresses may be others by now. Chromium's WebRTC learns of that with a delay, 2 s on Linux as on
 * TVs (`NetworkChangeCalculatorParams`), and binds until then to addresses that are gone; a frame that
 * is made anew is told the addresses as they are.
 */
export class NetworkFrame {
  readonly #frame = document.createElement('iframe');
  /** Of the frame's own, by the engine's names; empty where the engine permits no such frame. */
  readonly webrtc: Readonly<Record<string, unknown>>;

  constructor() {
    this.#frame.hidden = true;
    document.documentElement.append(this.#frame);
    const { contentWindow } = this.#frame;
    const own = constructors.map((name) => [
      name,
      contentWindow && Reflect.get(contentWindow, name),
    ]);
    const isComplete = own.every(([, value]) => typeof value === 'function');
    this.webrtc = isComplete ? Object.fromEntries(own) : {};
  }

  /** Runs what makes connections by the global names, so that they are the frame's. */
  lend<T>(make: () => T): T {
    const before = Object.keys(this.webrtc).map((name) => [name, Reflect.get(globalThis, name)]);
    Object.assign(globalThis, this.webrtc);
    try {
      return make();
    } finally {
      Object.assign(globalThis, Object.fromEntries(before));
    }
  }

  /** Closes what was made in it, too. */
  close(): void {
    this.#frame.remove();
  }
}
