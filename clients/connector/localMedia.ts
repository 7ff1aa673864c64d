import type { MediaDeviceState, MediaDevicesState } from '../../src/protocol/index.ts';
import {
  type CameraFacing,
  facingOf,
  obtain,
  permissionOf,
  type Source,
  sources,
  watchDevices,
} from './deviceAccess.ts';
import { Interruptions } from './interruptions.ts';
import { type Observable, Settable } from './observable.ts';

/** Nothing tells when another program lets go of a camera: it is tried again this often. */
const inUseRetryMs = 5_000;

/**
 * The camera and the microphone of this device. It works with what is there, says why something is
 * not, and takes what is plugged in, freed or permitted later, or given back after a phone call.
 */
export class LocalMedia {
  readonly #stream = new Settable<MediaStream | null>(null);
  readonly #devices = new Settable<MediaDevicesState>({ camera: 'unknown', microphone: 'unknown' });
  readonly #facing = new Settable<CameraFacing | null>(null);
  readonly #tracks: Record<Source, MediaStreamTrack | null> = { camera: null, microphone: null };
  readonly #wanted: Record<Source, boolean> = { camera: true, microphone: true };
  #wantedFacing: CameraFacing = 'user';
  /** Which are used at all. */
  #wished: readonly Source[] = sources;
  /** Ends what waits for devices; `null` while closed. */
  #watch: { stop(): void } | null = null;
  #interruptions: Interruptions | null = null;
  #obtaining: Promise<void> = Promise.resolve();
  #opening: Promise<void> | null = null;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  /** What is there of camera and microphone; `null` while there is neither. */
  get stream(): Observable<MediaStream | null> {
    return this.#stream;
  }

  get devices(): Observable<MediaDevicesState> {
    return this.#devices;
  }

  /** Which way the camera looks; `null` where it cannot be turned: on a phone it can. */
  get facing(): Observable<CameraFacing | null> {
    return this.#facing;
  }

  /**
   * Asks for camera and microphone. Never rejects: `devices` tells what came of it. Called again
   * it asks again for what is not there, also for what was refused.
   */
  open(): Promise<void> {
    const tryAgain = () => void this.#obtainMissing('unless-refused');
    this.#watch ??= watchDevices(tryAgain);
    this.#interruptions ??= new Interruptions({
      onChange: () => this.#publish(this.#devices.value),
      onReturn: tryAgain,
      onLost: (track) => {
        const source = sources.find((each) => this.#tracks[each] === track);
        if (source === undefined) return;
        this.#letGo(source);
        tryAgain();
      },
    });
    this.#opening ??= this.#obtainMissing('all').finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  /** Black, and no more of the room, while off. */
  setCameraOn(on: boolean): void {
    this.#setOn('camera', on);
  }

  /** Silence while off. */
  setMicrophoneOn(on: boolean): void {
    this.#setOn('microphone', on);
  }

  /** Whether the camera is used at all: one that is not is let go of, and never asked for. */
  async useCamera(used: boolean): Promise<void> {
    if (used === this.#wished.includes('camera')) return;
    this.#wished = used ? sources : ['microphone'];
    if (used) {
      await this.#obtainMissing('unless-refused');
      return;
    }
    this.#letGo('camera');
    this.#facing.set(null);
    if (this.#watch !== null) this.#publish(this.#devices.value);
  }

  /** Takes the camera that looks the other way, where `facing` says that there is one. */
  async turnCamera(): Promise<void> {
    const track = this.#tracks.camera;
    const facing = this.#facing.value;
    if (track === null || facing === null) return;
    this.#wantedFacing = facing === 'user' ? 'environment' : 'user';
    // Phones open one camera at a time.
    this.#letGo('camera');
    await this.#obtainMissing('unless-refused');
  }

  /** Lets go of both devices. */
  close(): void {
    this.#watch?.stop();
    this.#watch = null;
    clearTimeout(this.#retryTimer);
    for (const source of sources) this.#letGo(source);
    this.#interruptions?.close();
    this.#interruptions = null;
    this.#devices.set({ camera: 'unknown', microphone: 'unknown' });
    this.#facing.set(null);
    this.#stream.set(null);
  }

  #setOn(source: Source, on: boolean): void {
    this.#wanted[source] = on;
    const track = this.#tracks[source];
    if (track === null) return;
    track.enabled = on;
    this.#publish(this.#devices.value);
  }

  #letGo(source: Source): void {
    const track = this.#tracks[source];
    if (track === null) return;
    this.#tracks[source] = null;
    this.#interruptions?.forget(track);
    track.stop();
  }

  /** One try after the other: two at the same time would each open the devices. */
  #obtainMissing(which: 'all' | 'unless-refused'): Promise<void> {
    this.#obtaining = this.#obtaining.then(() => this.#obtainNow(which));
    return this.#obtaining;
  }

  async #obtainNow(which: 'all' | 'unless-refused'): Promise<void> {
    const watch = this.#watch;
    clearTimeout(this.#retryTimer);
    const missing: Source[] = [];
    for (const source of this.#wished) {
      const barred = which === 'unless-refused' && (await this.#isBarred(source));
      if (this.#tracks[source] === null && !barred) missing.push(source);
    }
    if (watch === null || this.#watch !== watch) return;
    const obtained = missing.length === 0 ? [] : await obtain(missing, this.#wantedFacing);
    const devices = { ...this.#devices.value };
    for (const [source, result] of obtained) {
      if (!this.#wished.includes(source)) {
        // Given up while the person was asked.
        if (result instanceof MediaStreamTrack) result.stop();
        continue;
      }
      if (result instanceof MediaStreamTrack) {
        if (this.#watch !== watch) {
          // Closed while the person was asked.
          result.stop();
          continue;
        }
        this.#take(source, result);
      } else if (result !== 'missing' || devices[source] !== 'unplugged') {
        devices[source] = result;
      }
    }
    const facing = await facingOf(this.#tracks.camera);
    if (this.#watch !== watch) return;
    this.#facing.set(facing);
    this.#publish(devices);
    const isWaiting = (source: Source) =>
      this.#tracks[source] === null && devices[source] === 'in-use';
    if (this.#wished.some(isWaiting)) {
      this.#retryTimer = setTimeout(() => void this.#obtainMissing('unless-refused'), inUseRetryMs);
    }
  }

  /** Whether a person said no and would be asked again. */
  async #isBarred(source: Source): Promise<boolean> {
    if (this.#devices.value[source] !== 'refused') return false;
    return (await permissionOf(source))?.state === 'prompt';
  }

  #take(source: Source, track: MediaStreamTrack): void {
    track.enabled = this.#wanted[source];
    this.#tracks[source] = track;
    this.#interruptions?.watch(track);
    track.addEventListener('ended', () => {
      if (this.#tracks[source] !== track) return;
      this.#tracks[source] = null;
      this.#publish({ ...this.#devices.value, [source]: 'unplugged' });
      // There may be another one, or it was not unplugged but the permission withdrawn.
      void this.#obtainMissing('unless-refused');
    });
  }

  /** @param missing how those stand that are not there */
  #publish(missing: MediaDevicesState): void {
    const tracks = sources.map((source) => this.#tracks[source]).filter((track) => track !== null);
    const known = this.#stream.value?.getTracks() ?? [];
    const devices = {
      camera: this.#stateOf('camera', missing.camera),
      microphone: this.#stateOf('microphone', missing.microphone),
    };
    const before = this.#devices.value;
    const isSame = devices.camera === before.camera && devices.microphone === before.microphone;
    if (!isSame) this.#devices.set(devices);
    if (tracks.length !== known.length || tracks.some((track) => !known.includes(track))) {
      this.#stream.set(tracks.length === 0 ? null : new MediaStream(tracks));
    }
  }

  #stateOf(source: Source, missing: MediaDeviceState): MediaDeviceState {
    const track = this.#tracks[source];
    if (!this.#wished.includes(source)) return 'off';
    if (track === null) return missing;
    if (!this.#wanted[source]) return 'off';
    return this.#interruptions?.withholds(track) === true ? 'in-use' : 'on';
  }
}
