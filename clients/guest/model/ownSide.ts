import type { GuestIdentity, MediaDevicesState } from '../../../src/protocol/index.ts';
import { Call, type CallPhase, type Connector } from '../../connector/index.ts';
import { AskedMedia, type OwnMedia } from '../../theme/visitor/askedMedia.ts';
import type { Company } from './people.ts';

/** The guest's side of the consult: camera, microphone and the call. */
export class OwnSide {
  readonly #connector: Connector;
  readonly #onChange: () => void;
  readonly #media: AskedMedia;
  readonly #stops: Array<() => void> = [];
  #call: Call | null = null;
  #closed = false;

  /** @param onChange called whenever `own`, `phase` or `company` has changed */
  constructor(connector: Connector, onChange: () => void) {
    this.#connector = connector;
    this.#onChange = onChange;
    this.#media = new AskedMedia(onChange);
  }

  get own(): OwnMedia {
    return this.#media.own;
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
  openMedia(): Promise<void> {
    return this.#media.open();
  }

  /** Opens camera and microphone where the guest has allowed that earlier, so asks nothing. */
  openMediaIfAllowed(): Promise<void> {
    return this.#media.openIfAllowed();
  }

  /** Takes part. @throws RequestError */
  async join({ consultId, guestId }: GuestIdentity): Promise<void> {
    await this.#connector.request('consult.join', { consultId });
    if (this.#closed) return;
    const call = new Call({
      connector: this.#connector,
      consultId,
      media: this.#media.local,
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
    this.#media.reopen(before);
    await this.join(identity);
  }

  setMicrophoneOn(on: boolean): void {
    this.#media.local.setMicrophoneOn(on);
  }

  setCameraOn(on: boolean): void {
    this.#media.local.setCameraOn(on);
  }

  turnCamera(): void {
    void this.#media.local.turnCamera();
  }

  /** Lets go of camera, microphone and call for good. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#media.close();
  }
}
