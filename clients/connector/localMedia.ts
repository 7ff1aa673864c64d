import type { MediaDevicesState } from '../../src/protocol/index.ts';
import { type Observable, Settable } from './observable.ts';

/** The camera and the microphone of this device. */
export class LocalMedia {
  /** What is there of camera and microphone; `null` before `open` and after `close`. */
  readonly stream: Observable<MediaStream | null> = new Settable<MediaStream | null>(null);
  readonly devices: Observable<MediaDevicesState> = new Settable<MediaDevicesState>({
    camera: 'unknown',
    microphone: 'unknown',
  });

  /** Never rejects: works with what is there, and `devices` tells why something is not. */
  async open(): Promise<void> {}

  setCameraOn(_on: boolean): void {}

  setMicrophoneOn(_on: boolean): void {}

  close(): void {}
}
