import type { PlaceName } from '../../src/protocol/index.ts';
import { Company } from './company.ts';
import type { EpochSuccession } from './epochSuccession.ts';
import { Settable } from './observable.ts';
import type { PatientPlace } from './patientPlace.ts';

/**
 * How the media of a consult is. `waiting`: nothing is set up, or the call is on another of the
 * patient's devices. `prepared`: all is set up while it rings. `connecting`: accepted, nothing of
 * the other side yet. `connected`. `reconnecting`: it was connected, and comes back by itself.
 * `closed`: over.
 */
export type CallPhase =
  | 'waiting'
  | 'prepared'
  | 'connecting'
  | 'connected'
  | 'reconnecting'
  | 'closed';

/** What a call shows of itself: how it is, and who is there. */
export class CallFace {
  readonly phase = new Settable<CallPhase>('waiting');
  readonly company: Company;
  #hasConnected = false;

  /** @param place this endpoint's own */
  constructor(place: PlaceName) {
    this.company = new Company(place);
  }

  /**
   * Chooses what is shown, and says how it is.
   * @param patient the device by which the patient is shown
   * @param isAnswered whether this endpoint is in a consult that somebody has accepted
   */
  show(epochs: EpochSuccession, patient: PatientPlace, isAnswered: boolean): void {
    const { present, flowing } = epochs;
    if (flowing !== undefined) this.#hasConnected = true;
    // The screen can be ready for the first frame before it is there.
    const shown = flowing ?? (this.#hasConnected ? undefined : present);
    if (shown !== undefined) {
      this.company.show(epochs.remotes(shown), patient, shown.path.speaker.value);
    }
    if (!isAnswered) {
      const ready = present !== undefined && present.state.name !== 'failed';
      this.phase.set(ready ? 'prepared' : 'waiting');
    } else if (flowing !== undefined) {
      this.phase.set('connected');
    } else {
      this.phase.set(this.#hasConnected ? 'reconnecting' : 'connecting');
    }
  }

  /** Shows nobody, as before the call. */
  rest(): void {
    this.#hasConnected = false;
    this.company.clear();
    this.phase.set('waiting');
  }

  close(): void {
    this.phase.set('closed');
    this.company.clear();
  }
}
