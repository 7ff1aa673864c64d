import type { FaultCode } from '../../../src/protocol/index.ts';
import { describeEngine, detectDevice } from '../engine.ts';
import { engineFaults } from './engineAge.ts';
import type { Fault } from './fault.ts';

/** What only a consult needs: looked at when one is asked for. */
export const consultNeedCodes: readonly FaultCode[] = [
  'engine-too-old',
  'camera-missing',
  'camera-refused',
  'microphone-missing',
  'microphone-refused',
];

type NeededDevice = 'camera' | 'microphone';
const kinds = { camera: 'videoinput', microphone: 'audioinput' } as const;

/** What of the engine and its devices would be missed in a consult. Asks nobody; never rejects. */
export async function consultNeeds(): Promise<readonly Fault[]> {
  const faults = [
    ...engineFaults({
      hasWebRtc: detectDevice() !== undefined,
      isChromium: /Chrome\/|like Gecko\) \d/.test(navigator.userAgent),
      version: describeEngine().engineVersion,
    }),
  ];
  for (const device of ['camera', 'microphone'] as const) {
    if (!(await hasDevice(device))) faults.push({ code: `${device}-missing`, evidence: {} });
    else if (await isRefused(device)) faults.push({ code: `${device}-refused`, evidence: {} });
  }
  return faults;
}

/** Whether there is one. An engine that cannot tell has not said no. */
export async function hasDevice(device: NeededDevice): Promise<boolean> {
  if (!('mediaDevices' in navigator)) return false;
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.some(({ kind }) => kind === kinds[device]);
  } catch {
    return true;
  }
}

async function isRefused(device: NeededDevice): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: device })).state === 'denied';
  } catch {
    return false;
  }
}
