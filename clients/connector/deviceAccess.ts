import type { MediaDeviceState } from '../../src/protocol/index.ts';

export type Source = 'camera' | 'microphone';

/** Which way a camera looks: at who holds the device, or away from them. */
export type CameraFacing = 'user' | 'environment';

export const sources = ['camera', 'microphone'] as const;
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

/** What a try to get a device ended with. */
export type Obtained = MediaStreamTrack | Exclude<MediaDeviceState, 'on' | 'off'>;

/** Tells whenever it is worth another try: something was plugged in, or a permission changed. */
export function watchDevices(listener: () => void): { stop(): void } {
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
export async function permissionOf(source: Source): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: source });
  } catch {
    return undefined;
  }
}

/** @returns `null` where there is one camera only, or none that says which way it looks */
export async function facingOf(camera: MediaStreamTrack | null): Promise<CameraFacing | null> {
  const facing = camera?.getSettings().facingMode;
  if (facing !== 'user' && facing !== 'environment') return null;
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === deviceKinds.camera).length > 1 ? facing : null;
}

/** Gets what there is of these. Asks for both at once where both are there: one question. */
export async function obtain(
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
