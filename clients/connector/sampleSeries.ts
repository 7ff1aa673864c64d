import type { DiagnosticsSample, MediaDevicesState } from '../../src/protocol/index.ts';
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
    const entries = await media.stats();
    if (media.closed) return;
    const sample = sampler.sample(entries, {
      at: Date.now(),
      path: path.kind,
      epoch: path.epoch,
      devices,
      visible: document.visibilityState === 'visible',
    });
    path.sendDiagnostics(JSON.stringify(sample));
    this.keep(sample);
  }

  /** Takes in what was made here or came from the other side. */
  keep(sample: DiagnosticsSample): void {
    this.#samples.set([...this.#samples.value, sample].slice(-keptSamples));
  }
}
