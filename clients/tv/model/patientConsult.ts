import type {
  ConsultKind,
  DiagnosticsSample,
  MediaDevicesState,
  ServiceRequest,
} from '../../../src/protocol/index.ts';
import { Call, type CallPhase, type Connector, LocalMedia } from '../../connector/index.ts';

/** How far the patient's side of a consult is, apart from what the server says of it. */
export type Step =
  /** The engine asks about the camera; nothing has been sent. */
  | 'permission'
  /** The request went out, or the consult was found open after a reload. */
  | 'asked'
  /** The patient cancelled or hung up: nothing is shown or sent any more. */
  | 'left';

/** What the screen needs to know of the patient's side. */
export interface OwnSide {
  readonly consultId: string;
  readonly kind: ConsultKind;
  readonly step: Step;
  readonly selfStream: MediaStream | null;
  readonly devices: MediaDevicesState;
  readonly phase: CallPhase;
  readonly remoteStream: MediaStream | null;
  readonly samples: readonly DiagnosticsSample[];
}

export interface PatientConsultOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly kind: ConsultKind;
  /** Called whenever `side` has changed. */
  readonly onChange: () => void;
}

/** Neither is open, by choice. */
const devicesOff: MediaDevicesState = { camera: 'off', microphone: 'off' };

/**
 * The patient's side of one consult, from their yes to the end: the camera and the microphone,
 * which are open no longer than that, and the call. Who asked for help with the TV has not said
 * yes to being seen: both stay closed until the patient turns one on.
 */
export class PatientConsult {
  readonly id: string;
  readonly #connector: Connector;
  readonly #kind: ConsultKind;
  readonly #onChange: () => void;
  readonly #media = new LocalMedia();
  readonly #subscriptions: Array<() => void> = [];
  #step: Step = 'permission';
  #mayOpenMedia: boolean;
  #call: Call | null = null;
  #closed = false;

  constructor(options: PatientConsultOptions) {
    const { connector, consultId, kind, onChange } = options;
    this.id = consultId;
    this.#connector = connector;
    this.#kind = kind;
    this.#mayOpenMedia = kind === 'care';
    this.#onChange = onChange;
    this.#subscriptions.push(
      this.#media.stream.subscribe(onChange),
      this.#media.devices.subscribe(onChange),
    );
    if (kind === 'support') {
      this.#media.setCameraOn(false);
      this.#media.setMicrophoneOn(false);
    }
  }

  get side(): OwnSide {
    return {
      consultId: this.id,
      kind: this.#kind,
      step: this.#step,
      selfStream: this.#media.stream.value,
      devices: this.#mayOpenMedia ? this.#media.devices.value : devicesOff,
      phase: this.#call?.phase.value ?? 'waiting',
      remoteStream: this.#call?.remoteStream.value ?? null,
      samples: this.#call?.samples.value ?? [],
    };
  }

  /** Opens the camera, if it is for care, and asks for the consult. @throws RequestError */
  async ask(serviceRequest: ServiceRequest): Promise<void> {
    if (this.#mayOpenMedia) {
      const opened = this.#media.open();
      // First things first: one question at a time.
      if (await engineWillAsk()) await opened;
    }
    if (this.#closed) return;
    this.#step = 'asked';
    this.#startCall();
    this.#onChange();
    await this.#connector.request('consult.request', { consultId: this.id, serviceRequest });
  }

  /** Goes back into a consult that is open at the server, as after a reload. @throws RequestError */
  async rejoin(): Promise<void> {
    this.#step = 'asked';
    if (this.#mayOpenMedia) void this.#media.open();
    await this.#connector.request('consult.join', { consultId: this.id });
    if (!this.#closed) this.#startCall();
  }

  /** The patient has had enough. Camera and microphone close at once, whatever the server does. */
  async leave(how: 'consult.cancel' | 'consult.end'): Promise<void> {
    const wasAsked = this.#step === 'asked';
    this.#step = 'left';
    this.close();
    this.#onChange();
    if (wasAsked) await this.#connector.request(how, { consultId: this.id });
  }

  setMicrophoneOn(on: boolean): void {
    this.#media.setMicrophoneOn(on);
    if (on) this.#openMedia();
  }

  setCameraOn(on: boolean): void {
    this.#media.setCameraOn(on);
    if (on) this.#openMedia();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#call?.close();
    this.#media.close();
  }

  #openMedia(): void {
    if (this.#mayOpenMedia || this.#closed) return;
    this.#mayOpenMedia = true;
    this.#onChange();
    void this.#media.open();
  }

  #startCall(): void {
    const call = new Call({
      connector: this.#connector,
      consultId: this.id,
      place: 'tv',
      media: this.#media,
    });
    this.#call = call;
    this.#subscriptions.push(
      call.phase.subscribe(this.#onChange),
      call.remoteStream.subscribe(this.#onChange),
      call.samples.subscribe(this.#onChange),
    );
    this.#onChange();
  }
}

/** Whether the engine is about to ask the patient about the camera. */
async function engineWillAsk(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' });
    return state === 'prompt';
  } catch {
    // Engines that cannot tell are TV apps' engines, where the platform has decided already.
    return false;
  }
}
