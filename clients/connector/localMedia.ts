import type { MediaDeviceState, MediaDevicesState } from '../../src/protocol/index.ts';
import { type Observable, Settable } from './observable.ts';

type Source = 'camera' | 'microphone';

/** Which way a camera looks: at who holds the device, or away from them. */
export type CameraFacing = 'user' | 'environment';

const sources = ['camera', 'microphone'] as const;
const deviceKinds = { camera: 'videoinput', microphone: 'audioinput' } as const;
const trackKinds = { camera: 'video', microphone: 'audio' } as const;

const constraints = {
  camera: {
    width: { ideal: 1280, max: 1280 },
    height: { ideal: 720, max: 720 },
    frameRate: { ideal: 30, max: 30 },
  },
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
} as const;

/** Nothing tells when another program lets go of a camera: it is tried again this often. */
const inUseRetryMs = 5_000;

/** What a try to get a device ended with. */
type Obtained = MediaStreamTrack | Exclude<MediaDeviceState, 'on' | 'off'>;

/**
 * The camera and the microphone of this device. It works with what is there, says why something is
 * not, and takes what is plugged in, freed or permitted later.
 */
export class LocalMedia {
  readonly #stream = new Settable<MediaStream | null>(null);
  readonly #devices = new Settable<MediaDevicesState>({ camera: 'unknown', microphone: 'unknown' });
  readonly #facing = new Settable<CameraFacing | null>(null);
  readonly #tracks: Record<Source, MediaStreamTrack | null> = { camera: null, microphone: null };
  readonly #wanted: Record<Source, boolean> = { camera: true, microphone: true };
  #usesCamera = true;
  #wantedFacing: CameraFacing = 'user';
  /** Ends what waits for devices; `null` while closed. */
  #watch: { stop(): void } | null = null;
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
    this.#watch ??= watchDevices(() => void this.#obtainMissing('unless-refused'));
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
    if (used === this.#usesCamera) return;
    this.#usesCamera = used;
    if (used) {
      await this.#obtainMissing('unless-refused');
      return;
    }
    this.#tracks.camera?.stop();
    this.#tracks.camera = null;
    this.#facing.set(null);
    if (this.#watch !== null) this.#publish({ ...this.#devices.value, camera: 'off' });
  }

  /** Takes the camera that looks the other way, where `facing` says that there is one. */
  async turnCamera(): Promise<void> {
    const track = this.#tracks.camera;
    const facing = this.#facing.value;
    if (track === null || facing === null) return;
    this.#wantedFacing = facing === 'user' ? 'environment' : 'user';
    // Phones open one camera at a time.
    this.#tracks.camera = null;
    track.stop();
    await this.#obtainMissing('unless-refused');
  }

  /** Lets go of both devices. */
  close(): void {
    this.#watch?.stop();
    this.#watch = null;
    clearTimeout(this.#retryTimer);
    for (const source of sources) {
      this.#tracks[source]?.stop();
      this.#tracks[source] = null;
    }
    this.#devices.set({ camera: 'unknown', microphone: 'unknown' });
    this.#facing.set(null);
    this.#stream.set(null);
  }

  #setOn(source: Source, on: boolean): void {
    this.#wanted[source] = on;
    const track = this.#tracks[source];
    if (track === null) return;
    track.enabled = on;
    this.#devices.set({ ...this.#devices.value, [source]: on ? 'on' : 'off' });
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
    for (const source of sources) {
      if (source === 'camera' && !this.#usesCamera) continue;
      const barred = which === 'unless-refused' && (await this.#isBarred(source));
      if (this.#tracks[source] === null && !barred) missing.push(source);
    }
    if (watch === null || this.#watch !== watch || missing.length === 0) return;
    const obtained = await obtain(missing, this.#wantedFacing);
    const devices = { ...this.#devices.value };
    if (!this.#usesCamera) devices.camera = 'off';
    for (const [source, result] of obtained) {
      if (source === 'camera' && !this.#usesCamera) {
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
        devices[source] = this.#wanted[source] ? 'on' : 'off';
      } else if (result !== 'missing' || devices[source] !== 'unplugged') {
        devices[source] = result;
      }
    }
    const facing = await facingOf(this.#tracks.camera);
    if (this.#watch !== watch) return;
    this.#facing.set(facing);
    this.#publish(devices);
    if (sources.some((source) => devices[source] === 'in-use')) {
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
    track.addEventListener('ended', () => {
      if (this.#tracks[source] !== track) return;
      this.#tracks[source] = null;
      this.#publish({ ...this.#devices.value, [source]: 'unplugged' });
      // There may be another one, or it was not unplugged but the permission withdrawn.
      void this.#obtainMissing('unless-refused');
    });
  }

  #publish(devices: MediaDevicesState): void {
    const tracks = sources.map((source) => this.#tracks[source]).filter((track) => track !== null);
    const known = this.#stream.value?.getTracks() ?? [];
    this.#devices.set(devices);
    if (tracks.length !== known.length || tracks.some((track) => !known.includes(track))) {
      this.#stream.set(tracks.length === 0 ? null : new MediaStream(tracks));
    }
  }
}

/** Tells whenever it is worth another try: something was plugged in, or a permission changed. */
function watchDevices(listener: () => void): { stop(): void } {
  const targets: Array<readonly [EventTarget, string]> = [];
  let stopped = false;
  const listen = (target: EventTarget, type: string) => {
    if (stopped) return;
    target.addEventListener(type, listener);
    targets.push([target, type]);
  };
  if ('mediaDevices' in navigator) listen(navigator.mediaDevices, 'devicechange');
  for (const source of sources) {
    void permissionOf(source).then((permission) => {
      if (permission !== undefined) listen(permission, 'change');
    });
  }
  return {
    stop() {
      stopped = true;
      for (const [target, type] of targets) target.removeEventListener(type, listener);
    },
  };
}

/** @returns `undefined` where the engine has no such question */
async function permissionOf(source: Source): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: source });
  } catch {
    return undefined;
  }
}

/** @returns `null` where there is one camera only, or none that says which way it looks */
async function facingOf(camera: MediaStreamTrack | null): Promise<CameraFacing | null> {
  const facing = camera?.getSettings().facingMode;
  if (facing !== 'user' && facing !== 'environment') return null;
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === deviceKinds.camera).length > 1 ? facing : null;
}

/** Gets what there is of these. Asks for both at once where both are there: one question. */
async function obtain(
  wanted: readonly Source[],
  facing: CameraFacing,
): Promise<ReadonlyArray<readonly [Source, Obtained]>> {
  const present = await presentAmong(wanted);
  const absent = wanted
    .filter((source) => !present.includes(source))
    .map((source) => [source, 'missing'] as const);
  return [...absent, ...(await request(present, facing))];
}

async function presentAmong(wanted: readonly Source[]): Promise<readonly Source[]> {
  // Without a secure context there are no devices to speak of.
  if (!('mediaDevices' in navigator)) return [];
  try {
    const kinds = (await navigator.mediaDevices.enumerateDevices()).map((device) => device.kind);
    return wanted.filter((source) => kinds.includes(deviceKinds[source]));
  } catch {
    return wanted;
  }
}

async function request(
  wanted: readonly Source[],
  facing: CameraFacing,
): Promise<ReadonlyArray<readonly [Source, Obtained]>> {
  if (wanted.length === 0) return [];
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      ...(wanted.includes('camera')
        ? { video: { ...constraints.camera, facingMode: { ideal: facing } } }
        : {}),
      ...(wanted.includes('microphone') ? { audio: constraints.microphone } : {}),
    });
    return wanted.map((source) => {
      const track = stream.getTracks().find((each) => each.kind === trackKinds[source]);
      return [source, track ?? 'missing'] as const;
    });
  } catch (error) {
    const [only, other] = wanted;
    if (only === undefined) return [];
    if (other === undefined) return [[only, refusalOf(error)]];
    // One of the two failed both: see which, but do not ask a person again who just said no.
    const results: Array<readonly [Source, Obtained]> = [];
    for (const source of wanted) {
      const permission = refusalOf(error) === 'refused' ? await permissionOf(source) : undefined;
      if (permission !== undefined && permission.state !== 'granted') {
        results.push([source, 'refused']);
      } else {
        results.push(...(await request([source], facing)));
      }
    }
    return results;
  }
}

/** https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia, and older names. */
function refusalOf(error: unknown): Exclude<MediaDeviceState, 'on' | 'off'> {
  switch (error instanceof Error || error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    default:
      return 'unknown';
  }
}
