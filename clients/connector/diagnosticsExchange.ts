import {
  type DeviceEvent,
  type DiagnosticsEvent,
  diagnosticsFrame,
  type PlaceName,
} from '../../src/protocol/index.ts';
import type { EpochMedia } from './epochMedia.ts';
import { SampleSeries } from './sampleSeries.ts';

/** Ids of events that are remembered, so that one that comes again is dropped. */
const keptIds = 1_000;
/** What is longer goes by signaling alone. In characters. */
const maxFrameChars = 16_000;

/** What a call says and hears on its `diagnostics` channels, whichever epochs and paths they are of. */
export class DiagnosticsExchange {
  readonly series = new SampleSeries();
  readonly #place: PlaceName;
  readonly #listeners = new Set<(event: DeviceEvent) => void>();
  readonly #seen = new Set<string>();

  /** @param place this endpoint's own */
  constructor(place: PlaceName) {
    this.#place = place;
  }

  /** @returns the way to stop listening */
  onEvent(listener: (event: DeviceEvent) => void): () => void {
    const entry = (event: DeviceEvent) => listener(event);
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  /**
   * Sends an event on every channel that takes part in the call; who gets it twice drops one.
   * @returns whether there was such a channel
   */
  sendEvent(event: DeviceEvent, epochs: readonly EpochMedia[]): boolean {
    const frame: DiagnosticsEvent = { type: 'event', version: 1, event };
    const text = JSON.stringify(frame);
    if (text.length > maxFrameChars) return false;
    const sent = epochs.filter(({ isSending, path }) => isSending && path.sendDiagnostics(text));
    return sent.length > 0;
  }

  /** Reads what came on a channel. What cannot be read is another version's. */
  receive(message: string): void {
    const frame = diagnosticsFrame.safeParse(parsed(message)).data;
    if (frame === undefined) return;
    if (frame.type === 'event') this.#hear(frame.event);
    // Samples are the TV's: what anybody sends to a TV is not one.
    else if (this.#place === 'agent') this.series.keep(frame);
  }

  #hear(event: DeviceEvent): void {
    if (this.#seen.has(event.id)) return;
    this.#seen.add(event.id);
    const [oldest] = this.#seen;
    if (this.#seen.size > keptIds && oldest !== undefined) this.#seen.delete(oldest);
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        // It is the listener's own bug: let the page's error handling see it, and go on.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
