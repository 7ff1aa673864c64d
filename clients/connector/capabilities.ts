import type { DeviceCapabilities } from '../../src/protocol/index.ts';
import { decodedWithEase, preferring } from './decodingEase.ts';
import { callAt } from './engine.ts';

/** Formats that carry no media of their own. */
const helpers = new Set(['rtx', 'red', 'ulpfec', 'flexfec-03', 'cn', 'telephone-event']);

/** Finds out what the engine has and can, without asking for the camera. Never rejects. */
export async function probeCapabilities(): Promise<DeviceCapabilities> {
  const [kinds, eased] = await Promise.all([deviceKinds(), decodedWithEase()]);
  const decodes = typeof RTCRtpReceiver === 'function' ? codecsOf(RTCRtpReceiver) : [];
  return {
    camera: kinds.has('videoinput'),
    microphone: kinds.has('audioinput'),
    dataChannel:
      typeof RTCPeerConnection === 'function' && 'createDataChannel' in RTCPeerConnection.prototype,
    decodes: [...preferring(decodes, eased)],
    encodes: typeof RTCRtpSender === 'function' ? codecsOf(RTCRtpSender) : [],
    keys: remoteControlKeys(),
  };
}

async function deviceKinds(): Promise<ReadonlySet<MediaDeviceKind>> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return new Set(devices.map((device) => device.kind));
  } catch {
    return new Set();
  }
}

function codecsOf(side: typeof RTCRtpReceiver | typeof RTCRtpSender): string[] {
  const names = (['audio', 'video'] as const).flatMap((kind) => {
    try {
      return side.getCapabilities(kind)?.codecs.map((codec) => codec.mimeType) ?? [];
    } catch {
      return [];
    }
  });
  const subtypes = names.map((name) => name.slice(name.indexOf('/') + 1).toLowerCase());
  return [...new Set(subtypes)].filter((subtype) => !helpers.has(subtype)).slice(0, 32);
}

/** Samsung's list of keys; other platforms have none to ask for. */
function remoteControlKeys(): string[] {
  try {
    const keys: unknown = callAt(globalThis, ['tizen', 'tvinputdevice', 'getSupportedKeys']);
    if (!Array.isArray(keys)) return [];
    return keys
      .map((key: unknown) =>
        typeof key === 'object' && key !== null ? Reflect.get(key, 'name') : undefined,
      )
      .filter((name) => typeof name === 'string' && name.length <= 32)
      .slice(0, 64);
  } catch {
    return [];
  }
}
