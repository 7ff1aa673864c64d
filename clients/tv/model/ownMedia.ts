import type { ConsultKind, ConsultView, MediaDevicesState } from '../../../src/protocol/index.ts';
import { LocalMedia } from '../../connector/index.ts';

/** Neither is open, by choice. */
const devicesOff: MediaDevicesState = { camera: 'off', microphone: 'off' };

/**
 * The TV's camera and microphone in one consult. Who asked for help with the TV has not said yes to
 * being seen: both stay closed until the patient turns one on. While the patient's phone films in
 * place of the TV they are closed, too, and open again by the patient's own press.
 */
export class OwnMedia {
  readonly local = new LocalMedia();
  readonly #onChange: () => void;
  #mayOpen: boolean;
  /** Whether the phone is in the TV's place. */
  #isAway = false;
  /** Whether both were allowed before that. */
  #mightOpen = false;

  constructor(kind: ConsultKind, onChange: () => void) {
    this.#onChange = onChange;
    this.#mayOpen = kind === 'care';
    if (!this.#mayOpen) {
      this.local.setCameraOn(false);
      this.local.setMicrophoneOn(false);
    }
  }

  get devices(): MediaDevicesState {
    return this.#mayOpen ? this.local.devices.value : devicesOff;
  }

  /** Whether the patient has said yes to being seen, and nobody films in the TV's place. */
  get mayOpen(): boolean {
    return this.#mayOpen;
  }

  async open(): Promise<void> {
    if (this.#mayOpen) await this.local.open();
  }

  setCameraOn(on: boolean): void {
    this.local.setCameraOn(on);
    if (on) this.#allow();
  }

  setMicrophoneOn(on: boolean): void {
    this.local.setMicrophoneOn(on);
    if (on) this.#allow();
  }

  /**
   * Closes both while the phone is in the TV's place.
   * @param mayReopen whether they open again when the TV is in the call as before: the patient has
   *   pressed so, or has not left it by their own wish
   */
  follow({ patientAt, shift }: ConsultView, mayReopen: boolean): void {
    const isAway = patientAt !== 'tv' && shift?.to !== 'tv';
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    if (isAway) {
      this.#mightOpen = this.#mightOpen || this.#mayOpen;
      this.#mayOpen = false;
      this.local.close();
    } else if (mayReopen && this.#mightOpen) {
      this.#allow();
    }
  }

  close(): void {
    this.local.close();
  }

  #allow(): void {
    if (this.#mayOpen || this.#isAway) return;
    this.#mayOpen = true;
    this.#onChange();
    void this.local.open();
  }
}
