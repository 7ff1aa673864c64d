import type { GuestIdentity, MediaDevicesState } from '../../../src/protocol/index.ts';
import { Call, type CallPhase, type Connector, LocalMedia } from '../../connector/index.ts';
import type { Company } from './people.ts';
import type { OwnMedia } from './screen.ts';

/** The guest's side of the consult: camera, microphone and the call. */
export class OwnSide {
  readonly #connector: Connector;
  readonly #onChange: () => void;
  readonly #media = new LocalMedia();
  readonly #stops: Array<() => void> = [];
  #asked: OwnMedia['asked'] = 'not-yet';
  #call: Call | null = null;
  #closed = false;

  /** @param onChange called whenever `own`, `phase` or `company` has changed */
  constructor(connector: Connector, onChange: () => void) {
    this.#connector = connector;
    this.#onChange = onChange;
    this.#stops.push(
      this.#media.stream.subscribe(onChange),
      this.#media.devices.subscribe(onChange),
      this.#media.facing.subscribe(onChange),
    );
  }

  get own(): OwnMedia {
    const { stream, devices, facing } = this.#media;
    return {
      asked: this.#asked,
      stream: stream.value,
      devices: devices.value,
      facing: facing.value,
    };
  }

  get phase(): CallPhase {
    return this.#call?.phase.value ?? 'waiting';
  }

  get company(): Company {
    return {
      remotes: this.#call?.remotes.value ?? [],
      speaker: this.#call?.speaker.value ?? null,
    };
  }

  /** Asks for camera and microphone. */
  async openMedia(): Promise<void> {
    if (this.#closed) return;
    this.#asked = 'now';
    this.#onChange();
    await this.#media.open();
    this.#asked = 'done';
    this.#onChange();
  }

  /** Opens camera and microphone where the guest has allowed that earlier, so asks nothing. */
  async openMediaIfAllowed(): Promise<void> {
    if (this.#asked === 'not-yet' && (await isAllowed())) await this.openMedia();
  }

  /** Takes part. @throws RequestError */
  async join({ consultId, guestId }: GuestIdentity): Promise<void> {
    await this.#connector.request('consult.join', { consultId });
    if (this.#closed) return;
    const call = new Call({
      connector: this.#connector,
      consultId,
      media: this.#media,
      place: 'guest',
      guestId,
    });
    this.#call = call;
    this.#stops.push(
      call.phase.subscribe(this.#onChange),
      call.remotes.subscribe(this.#onChange),
      call.speaker.subscribe(this.#onChange),
      () => call.close(),
    );
    this.#onChange();
  }

  /** Takes part again after a reload; what the guest had switched off stays off. @throws RequestError */
  async rejoin(identity: GuestIdentity, before: MediaDevicesState): Promise<void> {
    this.#media.setCameraOn(before.camera !== 'off');
    this.#media.setMicrophoneOn(before.microphone !== 'off');
    const wereOpen = before.camera !== 'unknown' || before.microphone !== 'unknown';
    if (wereOpen) void this.openMedia();
    await this.join(identity);
  }

  setMicrophoneOn(on: boolean): void {
    this.#media.setMicrophoneOn(on);
  }

  setCameraOn(on: boolean): void {
    this.#media.setCameraOn(on);
  }

  turnCamera(): void {
    void this.#media.turnCamera();
  }

  /** Lets go of camera, microphone and call for good. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#media.close();
  }
}

/** Whether the browser would open both without a question. */
async function isAllowed(): Promise<boolean> {
  try {
    const asked = (['camera', 'microphone'] as const).map((name) =>
      navigator.permissions.query({ name }),
    );
    return (await Promise.all(asked)).every(({ state }) => state === 'granted');
  } catch {
    // A browser that cannot tell is one that asks.
    return false;
  }
}
