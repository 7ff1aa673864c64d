import { judgeSound } from '../faults/sound.ts';
import { type Look, looked, noLook, withEvidence } from './look.ts';

/** Sound of one direction over the last second. */
export interface SilenceReading {
  readonly direction: 'sent' | 'received';
  /** The microphone that it comes from is on: nobody has switched it off. */
  readonly isOn: boolean;
  /** The engine has nothing on this track, as from a microphone that is switched off by itself. */
  readonly muted: boolean;
  /** Root mean square, 0 to 1; `undefined` where it is not measured. */
  readonly level: number | undefined;
}

/** For how long nothing was heard that should be, and the loudest of that. */
export interface Silence {
  readonly forMs: number;
  readonly loudest: number;
}

export const noSilence: Silence = { forMs: 0, loudest: 0 };

/**
 * Whether a microphone that is on gives nothing at all: less than the noise of a quiet room. How
 * long that must last until it is no pause any more is a matter of timing.
 */
export function judgeSilence(
  before: Silence,
  { direction, isOn, muted, level }: SilenceReading,
  elapsedMs: number,
): { readonly silence: Silence; readonly look: Look } {
  if (isOn && level === undefined) return { silence: before, look: noLook };
  const forMs = before.forMs + elapsedMs;
  const [fault] = judgeSound(true, { isMoving: true, isOn, peak: level }, forMs);
  if (fault === undefined || level === undefined) {
    return { silence: noSilence, look: looked('audio-silent', null) };
  }
  const loudest = Math.max(before.loudest, level);
  const evidence = {
    'audio-level': { value: Math.round(loudest * 100_000) / 1_000, unit: '%' },
    direction: { value: direction },
    muted: { value: muted },
  };
  const look = withEvidence({ judged: [fault.code], faults: [fault] }, evidence);
  return { silence: { forMs, loudest }, look };
}
