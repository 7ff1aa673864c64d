import {
  type DeviceEvent,
  type DiagnosticsEvent,
  diagnosticsFrame,
  type PlaceName,
} from '../../src/protocol/index.ts';
import type { EpochMedia } from './epochMedia.ts';
import type { PatientPlace } from './patientPlace.ts';
import { SampleSeries } from './sampleSeries.ts';

/** Ids of events that are remembered, so that one that comes again is dropped. */
const keptIds = 1_000;
/** What is longer goes by signaling alone. In characters. */
const maxFrameChars = 16_000;

/** What a call says and hears on its `diagnostics` channels, whichever epochs and paths they are of. */
export class DiagnosticsExchange {
  readonly series = new SampleSeries();
  readonly #place: PlaceName;
  readonly #patientAt: () => PatientPlace;
  readonly #listeners = new Set<(event: DeviceEvent, from: PlaceName) => void>();
  readonly #seen = new Set<string>();

  /**
   * @param place this endpoint's own
   * @param patientAt by which device the patient is shown
   */
  constructor(place: PlaceName, patientAt: () => PatientPlace) {
    this.#place = place;
    this.#patientAt = patientAt;
  }

  /** @returns the way to stop listening */
  onEvent(listener: (event: DeviceEvent, from: PlaceName) => void): () => void {
    const entry = (event: DeviceEvent, from: PlaceName) => listener(event, from);
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
  receive(message: string, from: PlaceName): void {
    const frame = diagnosticsFrame.safeParse(parsed(message)).data;
    if (frame === undefined) return;
    if (frame.type === 'event') this.#hear(frame.event, from);
    // Samples are the patient's: what anybody sends to them is not one.
    else if (this.#place === 'agent' && from === this.#patientAt()) this.series.keep(frame);
  }

  #hear(event: DeviceEvent, from: PlaceName): void {
    if (this.#seen.has(event.id)) return;
    this.#seen.add(event.id);
    const [oldest] = this.#seen;
    if (this.#seen.size > keptIds && oldest !== undefined) this.#seen.delete(oldest);
    for (const listener of [...this.#listeners]) {
      try {
        listener(event, from);
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
