import { type Fault, seconds } from './fault.ts';

/** What is known of a player's sound at one moment. */
export interface SoundReading {
  readonly isMoving: boolean;
  /** The player is neither muted nor turned down to nothing. */
  readonly isOn: boolean;
  /** The loudest sample of the last moment, 0 to 1; `undefined` where nobody listens. */
  readonly peak: number | undefined;
}

/** −80 dB of full scale: not even the noise of a quiet scene. */
export const silentBelow = 0.0001;

/** Silence counts only once something was heard: some films have no sound, some engines no ear. */
export function judgeSound(hasHeard: boolean, reading: SoundReading, silentForMs: number): Fault[] {
  const { isMoving, isOn, peak } = reading;
  if (!hasHeard || !isMoving || !isOn || peak === undefined || peak >= silentBelow) return [];
  return [{ code: 'audio-silent', evidence: { 'silent-for': seconds(silentForMs) } }];
}
