import type { MediaDevicesState } from '../../../src/protocol/index.ts';
import { type CameraFacing, LocalMedia } from '../../connector/index.ts';

/** Camera and microphone of whoever has the page, as far as they are known. */
export interface OwnMedia {
  /** Whether they have been asked for them, or are being asked now. */
  readonly asked: 'not-yet' | 'now' | 'done';
  readonly stream: MediaStream | null;
  readonly devices: MediaDevicesState;
  /** Which way the camera looks, where it can be turned. */
  readonly facing: CameraFacing | null;
}

/** Camera and microphone, for which a person is asked by their browser. */
export class AskedMedia {
  readonly local = new LocalMedia();
  readonly #onChange: () => void;
  readonly #stops: Array<() => void> = [];
  #asked: OwnMedia['asked'] = 'not-yet';
  #closed = false;

  /** @param onChange called whenever `own` has changed */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#stops.push(
      this.local.stream.subscribe(onChange),
      this.local.devices.subscribe(onChange),
      this.local.facing.subscribe(onChange),
    );
  }

  get own(): OwnMedia {
    const { stream, devices, facing } = this.local;
    return {
      asked: this.#asked,
      stream: stream.value,
      devices: devices.value,
      facing: facing.value,
    };
  }

  /** Asks for camera and microphone. */
  async open(): Promise<void> {
    if (this.#closed) return;
    this.#asked = 'now';
    this.#onChange();
    await this.local.open();
    this.#asked = 'done';
    this.#onChange();
  }

  /** Opens camera and microphone where that was allowed earlier, so asks nothing. */
  async openIfAllowed(): Promise<void> {
    if (this.#asked === 'not-yet' && (await isAllowed())) await this.open();
  }

  /** Opens them again after a reload; what was switched off stays off. */
  reopen(before: MediaDevicesState): void {
    this.local.setCameraOn(before.camera !== 'off');
    this.local.setMicrophoneOn(before.microphone !== 'off');
    const wereOpen = before.camera !== 'unknown' || before.microphone !== 'unknown';
    if (wereOpen) void this.open();
  }

  /** Lets go of both; whoever wants them later asks again. */
  release(): void {
    if (this.#closed) return;
    this.#asked = 'not-yet';
    this.local.close();
    this.#onChange();
  }

  /** Lets go of both for good. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.local.close();
  }
}

/** Whether the browser would open both without a question. */
async function isAllowed(): Promise<boolean> {
  try {
    const asked = (['camera', 'microphone'] as const).map((name) =>
      navigator.permissions.query({ name }),
    );
    return (await Promise.all(asked)).every(({ state }) => state === 'granted');
  } catch {
    // A browser that cannot tell is one that asks.
    return false;
  }
}
