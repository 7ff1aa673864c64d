import type { DiagnosticsSample, MediaDevicesState } from '../../src/protocol/index.ts';
import type { EpochMedia } from './epochMedia.ts';
import { type Observable, Settable } from './observable.ts';
import type { StatsEntry } from './stats.ts';

const keptSamples = 60;

/** The last samples of a call: made at the patient's device and sent, received at the agent. */
export class SampleSeries {
  readonly #samples = new Settable<readonly DiagnosticsSample[]>([]);

  /** Oldest first. */
  get samples(): Observable<readonly DiagnosticsSample[]> {
    return this.#samples;
  }

  /** Takes a sample of what flows, by its statistics of now, and sends it to the other side. */
  take(media: EpochMedia, entries: readonly StatsEntry[], devices: MediaDevicesState): void {
    const { path, sampler } = media;
    const sample = sampler.sample(entries, {
      at: Date.now(),
      path: path.kind,
      epoch: path.epoch,
      devices,
      visible: document.visibilityState === 'visible',
      picture: media.picture,
    });
    path.sendDiagnostics(JSON.stringify(sample));
    this.keep(sample);
  }

  /** Takes in what was made here or came from the other side. */
  keep(sample: DiagnosticsSample): void {
    this.#samples.set([...this.#samples.value, sample].slice(-keptSamples));
  }
}
