import type { DiagnosticsSample, MediaDevicesState } from '../../../src/protocol/index.ts';
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
  readonly newId: () => string;
  /** Called whenever `side` has changed. */
  readonly onChange: () => void;
}

/**
 * The patient's side of one consult, from their yes to the end: the camera and the microphone,
 * which are open no longer than that, and the call.
 */
export class PatientConsult {
  readonly id: string;
  readonly #connector: Connector;
  readonly #newId: () => string;
  readonly #onChange: () => void;
  readonly #media = new LocalMedia();
  readonly #subscriptions: Array<() => void> = [];
  #step: Step = 'permission';
  #call: Call | null = null;
  #closed = false;

  constructor(options: PatientConsultOptions) {
    const { connector, consultId, newId, onChange } = options;
    this.id = consultId;
    this.#connector = connector;
    this.#newId = newId;
    this.#onChange = onChange;
    this.#subscriptions.push(
      this.#media.stream.subscribe(onChange),
      this.#media.devices.subscribe(onChange),
    );
  }

  get side(): OwnSide {
    return {
      consultId: this.id,
      step: this.#step,
      selfStream: this.#media.stream.value,
      devices: this.#media.devices.value,
      phase: this.#call?.phase.value ?? 'waiting',
      remoteStream: this.#call?.remoteStream.value ?? null,
      samples: this.#call?.samples.value ?? [],
    };
  }

  /** Opens the camera and asks for the consult. @throws RequestError */
  async ask(): Promise<void> {
    const opened = this.#media.open();
    if (await engineWillAsk()) {
      // First things first: one question at a time.
      await opened;
    }
    if (this.#closed) return;
    this.#step = 'asked';
    this.#startCall();
    this.#onChange();
    await this.#connector.request('consult.request', {
      consultId: this.id,
      serviceRequest: {
        kind: 'care',
        event: {
          id: this.#newId(),
          type: 'patient-choice',
          at: new Date().toISOString(),
        },
        context: { screen: 'prompt', language: navigator.language },
      },
    });
  }

  /** Goes back into a consult that is open at the server, as after a reload. @throws RequestError */
  async rejoin(): Promise<void> {
    this.#step = 'asked';
    void this.#media.open();
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
  }

  setCameraOn(on: boolean): void {
    this.#media.setCameraOn(on);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const unsubscribe of this.#subscriptions) unsubscribe();
    this.#call?.close();
    this.#media.close();
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
