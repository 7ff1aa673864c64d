import type { DeviceCapabilities } from '../../src/protocol/index.ts';

/** Finds out what the engine has and can, without asking for the camera. Never rejects. */
export async function probeCapabilities(): Promise<DeviceCapabilities> {
  return {
    camera: false,
    microphone: false,
    dataChannel: false,
    decodes: [],
    encodes: [],
    keys: [],
  };
}
