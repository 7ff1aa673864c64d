import type { DeviceRegistration } from '../../src/protocol/index.ts';

/** What a registration says of the engine and the model. */
export type EngineDescription = Pick<DeviceRegistration, 'platform' | 'engineVersion' | 'model'>;

/** The names of mediasoup-client's handlers that this library chooses from. */
export type HandlerName = 'Chrome111' | 'Chrome74' | 'Firefox120' | 'Safari12';

/**
 * Chooses mediasoup-client's handler by what the engine can do. The user agent tells nothing: apps
 * on Tizen have no `Chrome/` in it, and TVs call themselves what they like.
 *
 * @returns `undefined` where there is no WebRTC with Unified Plan
 */
export function detectDevice(): HandlerName | undefined {
  if (typeof RTCPeerConnection !== 'function' || typeof RTCRtpTransceiver !== 'function') {
    return undefined;
  }
  // Only Gecko has its own prefixed window metrics, only WebKit has gesture events on all systems.
  if ('mozInnerScreenX' in globalThis) return 'Firefox120';
  if ('GestureEvent' in globalThis) return 'Safari12';
  return keepsScalabilityMode() ? 'Chrome111' : 'Chrome74';
}

/** Whether `scalabilityMode` of an encoding is understood, as from Chromium 111 on. */
function keepsScalabilityMode(): boolean {
  const connection = new RTCPeerConnection();
  try {
    const encoding: RTCRtpEncodingParameters & { scalabilityMode: string } = {
      scalabilityMode: 'L1T2',
    };
    const { sender } = connection.addTransceiver('video', { sendEncodings: [encoding] });
    const [kept] = sender.getParameters().encodings;
    return kept !== undefined && 'scalabilityMode' in kept && kept.scalabilityMode === 'L1T2';
  } catch {
    return false;
  } finally {
    connection.close();
  }
}

/** Says what this device runs on, as far as the platform tells. */
export function describeEngine(): EngineDescription {
  const { userAgent } = navigator;
  return {
    platform: platformOf(userAgent),
    engineVersion: engineVersionOf(userAgent).slice(0, 64),
    model: (modelByPlatform() ?? modelOf(userAgent) ?? 'unknown').slice(0, 128),
  };
}

function platformOf(userAgent: string): EngineDescription['platform'] {
  if (/tizen/i.test(userAgent)) return 'tizen';
  if (/web0s|webos/i.test(userAgent)) return 'webos';
  if (/android/i.test(userAgent)) return 'android';
  return 'browser';
}

/** A Tizen app's user agent has the engine's version bare: `… like Gecko) 76.0.3809.146/6.0 TV`. */
function engineVersionOf(userAgent: string): string {
  const found = /(?:Chrome\/|Firefox\/|Version\/|like Gecko\) )(\d+(?:\.\d+)*)/.exec(userAgent);
  return found?.[1] ?? 'unknown';
}

/** Android names its model before `Build/` or the closing bracket. */
function modelOf(userAgent: string): string | undefined {
  return /Android [^;)]*; ([^;)]+?)(?: Build\/[^)]*)?\)/.exec(userAgent)?.[1];
}

/** Samsung's product information, where the app was given the privilege to read it. */
function modelByPlatform(): string | undefined {
  try {
    const model: unknown = callAt(globalThis, ['webapis', 'productinfo', 'getRealModel']);
    return typeof model === 'string' && model !== '' ? model : undefined;
  } catch {
    return undefined;
  }
}

/** Calls a platform's function that no type library knows; `undefined` where it is not there. */
export function callAt(root: object, path: readonly string[]): unknown {
  let owner: unknown;
  let value: unknown = root;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    owner = value;
    value = Reflect.get(value, name);
  }
  return typeof value === 'function' ? Reflect.apply(value, owner, []) : undefined;
}
