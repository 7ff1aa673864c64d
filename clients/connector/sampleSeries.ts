import {
  type DiagnosticsSample,
  diagnosticsSample,
  type MediaDevicesState,
} from '../../src/protocol/index.ts';
import type { EpochMedia } from './epochMedia.ts';
import { type Observable, Settable } from './observable.ts';

const keptSamples = 60;

/** The last samples of a call: made at the TV and sent, received at the agent. */
export class SampleSeries {
  readonly #samples = new Settable<readonly DiagnosticsSample[]>([]);

  /** Oldest first. */
  get samples(): Observable<readonly DiagnosticsSample[]> {
    return this.#samples;
  }

  /** Takes a sample of what flows and sends it to the other side. */
  async take(media: EpochMedia, devices: MediaDevicesState): Promise<void> {
    const { path, sampler } = media;
    const entries = await path.stats();
    if (media.closed) return;
    const sample = sampler.sample(entries, {
      at: Date.now(),
      path: path.kind,
      epoch: path.epoch,
      devices,
      visible: document.visibilityState === 'visible',
    });
    path.sendDiagnostics(JSON.stringify(sample));
    this.#keep(sample);
  }

  /** Reads what came on the `diagnostics` channel. */
  receive(message: string): void {
    try {
      const read = diagnosticsSample.safeParse(JSON.parse(message));
      if (read.success) this.#keep(read.data);
    } catch {
      // Not JSON: another version's. Samples are worth nothing after a moment.
    }
  }

  #keep(sample: DiagnosticsSample): void {
    this.#samples.set([...this.#samples.value, sample].slice(-keptSamples));
  }
}
