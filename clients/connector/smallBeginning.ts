import { sendSize } from './trackSending.ts';

/** So long a picture stays small from when it is seen on (see `trackSending.ts`). */
const smallForMs = 1_000;

/**
 * A picture that is small at first, since the first frame of a call is waited for, and grows once it
 * is seen. An engine that does not take it goes on with the size that it has.
 */
export class SmallBeginning {
  readonly #sender: RTCRtpSender;
  #growTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param sender sends what has been negotiated, if it has several layers */
  constructor(sender: RTCRtpSender) {
    this.#sender = sender;
    this.#send('small');
  }

  /** From now on it is seen. Idempotent. */
  seen(): void {
    this.#growTimer ??= setTimeout(() => this.#send('full'), smallForMs);
  }

  close(): void {
    clearTimeout(this.#growTimer);
  }

  #send(size: 'small' | 'full'): void {
    sendSize(this.#sender, size).catch(() => undefined);
  }
}
