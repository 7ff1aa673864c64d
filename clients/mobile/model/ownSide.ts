import type { ConsultView, MediaDevicesState, MobileMedia } from '../../../src/protocol/index.ts';
import { Call, type CallPhase, type Connector } from '../../connector/index.ts';
import { AskedMedia, type OwnMedia } from '../../theme/visitor/askedMedia.ts';
import type { Company } from './people.ts';

/** The phone's side of the call: camera, microphone and media. */
export class OwnSide {
  readonly #connector: Connector;
  readonly #onChange: () => void;
  readonly #media: AskedMedia;
  readonly #stops: Array<() => void> = [];
  #wanted: MobileMedia = 'video';
  #call: Call | null = null;
  #closed = false;

  /** @param onChange called whenever what can be read here has changed */
  constructor(connector: Connector, onChange: () => void) {
    this.#connector = connector;
    this.#onChange = onChange;
    this.#media = new AskedMedia(onChange);
  }

  get own(): OwnMedia {
    return this.#media.own;
  }

  /** What the clinic is to get of camera and microphone. */
  get wanted(): MobileMedia {
    return this.#wanted;
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

  /** Opens them where that was allowed earlier, so asks nothing. */
  openMediaIfAllowed(): Promise<void> {
    return this.#media.openIfAllowed();
  }

  /** Opens them again after a reload; what was switched off stays off. */
  reopen(media: MobileMedia, before: MediaDevicesState): void {
    this.want(media);
    // Where only sound is sent, the camera counts as off without being switched off.
    this.#media.reopen(media === 'audio' ? { ...before, camera: 'on' } : before);
  }

  want(media: MobileMedia): void {
    this.#wanted = media;
    void this.#media.local.useCamera(media === 'video');
    this.#onChange();
  }

  /** From here on the media follows the consult by itself, wherever the patient is. */
  follow({ id: consultId }: ConsultView): void {
    if (this.#closed || this.#call !== null) return;
    const call = new Call({
      connector: this.#connector,
      consultId,
      media: this.#media.local,
      place: 'mobile',
    });
    this.#call = call;
    this.#stops.push(
      call.phase.subscribe(this.#onChange),
      call.remotes.subscribe(this.#onChange),
      call.speaker.subscribe(this.#onChange),
      () => call.close(),
    );
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

  /** Lets go of camera and microphone: the call is on the TV. */
  release(): void {
    this.#media.release();
  }

  /** Lets go of all of it for good. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#media.close();
  }
}
