import type { PlaceName } from '../../src/protocol/index.ts';
import { Settable } from './observable.ts';
import type { PatientPlace } from './patientPlace.ts';
import { counterpartOf, type Remote, withOnePatient } from './remoteStreams.ts';

/** Who is in a call besides this endpoint, as its screen shows it. */
export class Company {
  readonly remotes = new Settable<readonly Remote[]>([]);
  readonly counterpart = new Settable<MediaStream | null>(null);
  readonly speaker = new Settable<PlaceName | null>(null);
  readonly #place: PlaceName;

  /** @param place this endpoint's own */
  constructor(place: PlaceName) {
    this.#place = place;
  }

  /** @param patient the device by which the patient is shown */
  show(all: readonly Remote[], patient: PatientPlace, speaker: PlaceName | null): void {
    const remotes = withOnePatient(this.#place, all, patient);
    const before = this.remotes.value;
    const isSame =
      remotes.length === before.length &&
      remotes.every(({ stream }, i) => stream === before[i]?.stream);
    if (!isSame) this.remotes.set(remotes);
    this.counterpart.set(counterpartOf(this.#place, remotes, patient)?.stream ?? null);
    // Of two, each knows who else speaks.
    this.speaker.set(remotes.length < 2 ? null : speaker);
  }

  /** Nobody is there, as far as this screen is concerned. */
  clear(): void {
    if (this.remotes.value.length > 0) this.remotes.set([]);
    this.counterpart.set(null);
    this.speaker.set(null);
  }
}
