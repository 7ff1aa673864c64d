/** Two series of levels, measured at the same moments: root mean squares, 0 to 1. */
export interface HeardLevels {
  readonly sent: readonly number[];
  readonly received: readonly number[];
  /** Between two measurements, in milliseconds. */
  readonly stepMs: number;
}

export interface Echo {
  readonly delayMs: number;
  /** Pearson's coefficient, 0 to 1. */
  readonly correlation: number;
}

/** `unheard`: nobody speaks, or what is said is too even to be known again. */
export type EchoAnswer = Echo | 'none' | 'unheard';

/** The way there and back through two jitter buffers takes more; nobody calls a second later echo. */
const delays = { leastMs: 100, mostMs: 1_200 } as const;
/** So much is compared at least, or one word would do. */
const leastComparedMs = 5_000;
/** The rhythm of a voice returns by half and more only where it is that voice. */
const likeness = 0.75;
/** −40 dB of full scale: somebody speaks. What comes back may be softer. */
const speaksFrom = 0.01;
const comesBackFrom = 0.001;
/** Share of the time in which somebody who speaks is above that. */
const speakingShare = 0.15;
/** What repeats itself sooner than this is one syllable. */
const repeatsFromMs = 400;
const repeatsToMs = 2_000;
const repeatsLikeness = 0.5;

/**
 * Whether one's own voice comes back: the loudness of what is received follows that of what was
 * sent, a moment later. What repeats itself, such as a beep or a ringing tone, looks like its own
 * echo and is left out.
 */
export function echoIn({ sent, received, stepMs }: HeardLevels): EchoAnswer {
  const mostSteps = Math.floor(delays.mostMs / stepMs);
  const length = Math.min(sent.length, received.length);
  if ((length - mostSteps) * stepMs < leastComparedMs) return 'unheard';
  if (!isAbove(sent, speaksFrom)) return 'unheard';
  if (!isAbove(received, comesBackFrom)) return 'none';
  // The root evens out loud and soft syllables, as ears do.
  const said = sent.map(Math.sqrt);
  const heard = received.map(Math.sqrt);
  if (repeatsItself(said, stepMs)) return 'unheard';
  let best: Echo = { delayMs: 0, correlation: 0 };
  for (let steps = Math.ceil(delays.leastMs / stepMs); steps <= mostSteps; steps++) {
    const correlation = likenessAt(said, heard, steps);
    if (correlation > best.correlation) best = { delayMs: steps * stepMs, correlation };
  }
  return best.correlation < likeness ? 'none' : best;
}

function isAbove(levels: readonly number[], least: number): boolean {
  return levels.filter((level) => level >= least).length >= levels.length * speakingShare;
}

function repeatsItself(levels: readonly number[], stepMs: number): boolean {
  for (let steps = Math.ceil(repeatsFromMs / stepMs); steps * stepMs <= repeatsToMs; steps++) {
    if (likenessAt(levels, levels, steps) > repeatsLikeness) return true;
  }
  return false;
}

/** Pearson's coefficient of one series and another that lags behind; 0 where one is even. */
function likenessAt(lead: readonly number[], follow: readonly number[], steps: number): number {
  const one = lead.slice(0, lead.length - steps);
  const other = follow.slice(steps);
  const count = Math.min(one.length, other.length);
  const meanOfOne = mean(one, count);
  const meanOfOther = mean(other, count);
  let both = 0;
  let squaresOfOne = 0;
  let squaresOfOther = 0;
  for (let i = 0; i < count; i++) {
    const a = (one[i] ?? 0) - meanOfOne;
    const b = (other[i] ?? 0) - meanOfOther;
    both += a * b;
    squaresOfOne += a * a;
    squaresOfOther += b * b;
  }
  const scale = Math.sqrt(squaresOfOne * squaresOfOther);
  return scale === 0 ? 0 : both / scale;
}

function mean(values: readonly number[], count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] ?? 0;
  return count === 0 ? 0 : sum / count;
}
