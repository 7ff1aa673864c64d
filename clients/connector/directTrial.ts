import type { PathState, TrialOutcome } from '../../src/protocol/index.ts';
import type { DirectPath } from './directPath.ts';
import type { StatsEntry } from './stats.ts';
import { judge, type PathReading, readingOf } from './trialJudge.ts';

const lookMs = 250;
/** What is older is judged no more. */
const keptReadings = 60;

export interface DirectTrialOptions {
  readonly path: DirectPath;
  /** Statistics of the path that carries the call. */
  readonly carrying: () => Promise<readonly StatsEntry[]>;
  /** The other side's round trip to the relay, in milliseconds; `undefined` while that is unknown. */
  readonly otherLegMs: () => number | undefined;
  /** The outcome is there. */
  readonly onOutcome: () => void;
}

/** The direct path, tried beside the relay that carries the call. */
export class DirectTrial {
  readonly epoch: number;
  readonly #options: DirectTrialOptions;
  readonly #direct: PathReading[] = [];
  readonly #relay: PathReading[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #outcome: TrialOutcome | undefined;
  #isTaken = false;
  #closed = false;

  constructor(options: DirectTrialOptions) {
    this.#options = options;
    this.epoch = options.path.epoch;
    this.#schedule();
  }

  /** How it fared, as this end sees it; `undefined` while that is open. */
  get outcome(): TrialOutcome | undefined {
    return this.#outcome;
  }

  /** @param microphone what this side has to say; `null` where silence has to do */
  follow(microphone: MediaStreamTrack | null): void {
    if (!this.#isTaken && !this.#closed) this.#options.path.try(microphone);
  }

  /**
   * Hands over the path that was tried, where the call moves to it.
   * @returns `undefined` where it moves elsewhere, or the path has failed
   */
  take({ kind, epoch }: PathState): DirectPath | undefined {
    const { path } = this.#options;
    if (kind !== 'direct' || epoch !== this.epoch || this.#closed) return undefined;
    if (path.status.value.name === 'failed') return undefined;
    this.#isTaken = true;
    return path;
  }

  /** Ends the trial; a path that was taken goes on. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    if (!this.#isTaken) this.#options.path.close();
  }

  #schedule(): void {
    if (this.#closed || this.#outcome !== undefined) return;
    this.#timer = setTimeout(() => void this.#look(), lookMs);
  }

  async #look(): Promise<void> {
    const { path, carrying, otherLegMs, onOutcome } = this.#options;
    const { name } = path.status.value;
    if (name === 'connected') {
      const [direct, relay] = await Promise.all([path.stats(), carrying()]);
      const at = performance.now();
      const toRelay = readingOf(relay, at);
      keep(this.#direct, readingOf(direct, at));
      keep(this.#relay, withLeg(toRelay, otherLegMs()));
    }
    if (this.#closed) return;
    this.#outcome = name === 'failed' ? 'not-connected' : judge(this.#direct, this.#relay);
    if (this.#outcome !== undefined) onOutcome();
    this.#schedule();
  }
}

/** Through the relay it is as far as both ends are from it together. */
function withLeg(reading: PathReading, legMs: number | undefined): PathReading {
  const { roundTripMs } = reading;
  return { ...reading, roundTripMs: roundTripMs && roundTripMs + (legMs ?? 0) };
}

function keep(readings: PathReading[], reading: PathReading): void {
  readings.push(reading);
  if (readings.length > keptReadings) readings.shift();
}
