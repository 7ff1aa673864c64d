import type { Fault } from './fault.ts';

/** The oldest Chromium that the apps are built for: Tizen 6's. */
const oldestChromium = 76;

export interface EngineReading {
  /** With Unified Plan. */
  readonly hasWebRtc: boolean;
  readonly isChromium: boolean;
  /** Such as `76.0.3809.146`, or `unknown`. */
  readonly version: string;
}

export function engineFaults({ hasWebRtc, isChromium, version }: EngineReading): readonly Fault[] {
  const isTooOld = isChromium && Number.parseInt(version, 10) < oldestChromium;
  if (hasWebRtc && !isTooOld) return [];
  return [
    {
      code: 'engine-too-old',
      evidence: { 'engine-version': { value: version }, webrtc: { value: hasWebRtc } },
    },
  ];
}
