import { ofKind, type StatsEntry, sumOf } from './stats.ts';

const untilFlowingMs = 100;
const whileFlowingMs = 250;
const whileHurriedMs = 100;
/** A path that is connected shows something by then, or there is nothing to see. */
const patienceMs = 5_000;
/** RTCP comes every second, ICE checks every 2.5 s. */
const silenceLimitMs = 3_000;
/** Longer than any pause of what flows (see `hurriedSilenceMs`), far shorter than ICE waits. */
const suspiciousMs = 500;
/** Packets of a picture that come for so long, and no frame: its decoder is stuck. */
const stuckLimitMs = 8_000;
/**
 * No packet of it comes, and sound does: a line that carries no picture now would carry none over a
 * new path either, and the sound would be away for a second. For so long it is taken for that.
 */
const withheldLimitMs = 30_000;
/**
 * Once the network has changed, silence is no pause: so long, for so long. Of a microphone that is
 * silent, Opus sends something every 400 ms (RFC 6716, section 2.1.9).
 */
const hurriedSilenceMs = 1_000;
const hurryMs = 6_000;

export interface FlowWatchOptions {
  /** Statistics of the path, and of what it receives that of the counterpart. */
  readonly stats: () => Promise<readonly StatsEntry[]>;
  readonly isConnected: () => boolean;
  /** Whether the counterpart has a camera whose frames should come. */
  readonly expectsPicture: () => boolean;
  /** @param entries the statistics that show it */
  readonly onFlowing: (entries: readonly StatsEntry[]) => void;
  /** It flowed, and nothing at all comes just now: the way may be another. Once per silence. */
  readonly onSilent: () => void;
  /**
   * It flowed, and does not any more. Called once; the watch ends.
   * @param isLocal it is this side's network that has changed
   */
  readonly onStalled: (detail: string, isLocal: boolean) => void;
}

/**
 * Watches whether the counterpart's media arrives, by what the engine counts: decoded frames first,
 * any received byte later. Faster than ICE, which takes 5 s and more to notice a silent peer.
 */
export class FlowWatch {
  readonly #options: FlowWatchOptions;
  /** What flowed while it rang was black. */
  readonly #framesBefore: Promise<number>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #flowing = false;
  #connectedForMs = 0;
  #hurriedForMs = 0;
  #received = { count: 0, unchangedForMs: 0 };
  #frames = { count: 0, unchangedForMs: 0 };
  #pictures = { count: 0, unchangedForMs: 0 };
  /** Packets of a picture have come for so long without a frame. */
  #stuckForMs = 0;

  constructor(options: FlowWatchOptions) {
    this.#options = options;
    this.#framesBefore = options.stats().then(framesDecoded);
    this.#schedule();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /**
   * This side's network has changed: what becomes silent now is soon taken for gone, and what has
   * been silent for a while at once.
   */
  hurry(): void {
    if (this.#flowing && this.#received.unchangedForMs >= suspiciousMs) {
      this.#stall('nothing received since the network changed', true);
      return;
    }
    this.#hurriedForMs = hurryMs;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#closed) return;
    const flowingMs = this.#hurriedForMs > 0 ? whileHurriedMs : whileFlowingMs;
    const delayMs = this.#flowing ? flowingMs : untilFlowingMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(delayMs), delayMs);
  }

  /** Time counts in looks, not by the clock: a page that was asleep saw nothing stall. */
  async #look(delayMs: number): Promise<void> {
    const [before, entries] = await Promise.all([this.#framesBefore, this.#options.stats()]);
    if (this.#closed) return;
    // One more of what was before may have been on its way.
    const hasSeenFrames = framesDecoded(entries) > (before === 0 ? 0 : before + 1);
    advance(this.#received, bytesReceived(entries), delayMs);
    advance(this.#frames, framesDecoded(entries), delayMs);
    advance(this.#pictures, picturePackets(entries), delayMs);
    const isAwaited = hasSeenFrames && this.#options.expectsPicture();
    // A camera that was away for long has not been withheld for that long.
    if (!isAwaited) this.#pictures.unchangedForMs = 0;
    if (!isAwaited || this.#frames.unchangedForMs === 0) this.#stuckForMs = 0;
    else if (this.#pictures.unchangedForMs === 0) this.#stuckForMs += delayMs;
    if (this.#flowing) {
      const isHurried = this.#hurriedForMs > 0;
      const limitMs = isHurried ? hurriedSilenceMs : silenceLimitMs;
      this.#hurriedForMs -= delayMs;
      const silentMs = this.#received.unchangedForMs;
      if (silentMs >= suspiciousMs && silentMs - delayMs < suspiciousMs) this.#options.onSilent();
      if (this.#received.unchangedForMs >= limitMs) {
        this.#stall(`nothing received for ${limitMs} ms`, isHurried);
      } else if (this.#stuckForMs >= stuckLimitMs) {
        this.#stall(`no frame decoded for ${stuckLimitMs} ms`, false);
      } else if (this.#pictures.unchangedForMs >= withheldLimitMs) {
        this.#stall(`no picture for ${withheldLimitMs} ms`, false);
      }
    } else if (this.#options.isConnected()) {
      this.#connectedForMs += delayMs;
      const waited = this.#connectedForMs >= patienceMs;
      if (hasSeenFrames || waited || !this.#options.expectsPicture()) {
        this.#flowing = true;
        this.#options.onFlowing(entries);
      }
    }
    this.#schedule();
  }

  #stall(detail: string, isLocal: boolean): void {
    this.close();
    this.#options.onStalled(detail, isLocal);
  }
}

function advance(
  counter: { count: number; unchangedForMs: number },
  count: number,
  delayMs: number,
): void {
  counter.unchangedForMs = count === counter.count ? counter.unchangedForMs + delayMs : 0;
  counter.count = count;
}

function framesDecoded(entries: readonly StatsEntry[]): number {
  return sumOf(ofKind(entries, 'inbound-rtp', 'video'), 'framesDecoded') ?? 0;
}

function picturePackets(entries: readonly StatsEntry[]): number {
  return sumOf(ofKind(entries, 'inbound-rtp', 'video'), 'packetsReceived') ?? 0;
}

/** Grows with any packet: media, RTCP, data, and answers to ICE checks. */
function bytesReceived(entries: readonly StatsEntry[]): number {
  const pairs = entries.filter((entry) => entry.type === 'candidate-pair');
  return (
    (sumOf(pairs, 'bytesReceived') ?? 0) +
    (sumOf(pairs, 'responsesReceived') ?? 0) +
    (sumOf(pairs, 'requestsReceived') ?? 0)
  );
}
