import type {
  ConsultKind,
  DeviceEvent,
  DiagnosticsSample,
  MediaDevicesState,
  PlaceName,
  ServiceRequest,
} from '../../../src/protocol/index.ts';
import {
  Call,
  type CallPhase,
  type Connector,
  type ConsultRecord,
  type Remote,
  RequestError,
} from '../../connector/index.ts';
import { NewsTicker } from './callNews.ts';
import type { CallNews, Guidance } from './consultScreens.ts';
import { Guide } from './guide.ts';
import { OwnMedia } from './ownMedia.ts';
import { PatientPhone } from './phone/patientPhone.ts';
import type { PhoneCommand } from './phone/phoneCommand.ts';
import type { PhoneSide } from './phone/phonePart.ts';
import { qualityOf } from './quality.ts';
import type { TaskChecks } from './taskChecks.ts';

/** How far the patient's side of a consult is, apart from what the server says of it. */
export type Step =
  /** The engine asks about the camera; nothing has been sent. */
  | 'permission'
  /** The clinic calls; nothing is open, nothing is sent. */
  | 'ringing'
  /** The request went out, the call was taken, or the consult was found open after a reload. */
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
  readonly remotes: readonly Remote[];
  readonly speaker: PlaceName | null;
  readonly remoteStream: MediaStream | null;
  readonly guidance: Guidance | null;
  /** The device shows what it saw, whatever has become of the consult meanwhile. */
  readonly isTelling: boolean;
  readonly news: CallNews | null;
  readonly phone: PhoneSide;
  readonly samples: readonly DiagnosticsSample[];
}

export interface PatientConsultOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly kind: ConsultKind;
  readonly checks: TaskChecks;
  /** Called whenever `side` has changed. */
  readonly onChange: () => void;
}

/**
 * The patient's side of one consult, from their yes to the end: the camera and the microphone,
 * which are open no longer than that, the tasks, the phone, and the call.
 */
export class PatientConsult {
  readonly id: string;
  readonly #connector: Connector;
  readonly #kind: ConsultKind;
  readonly #onChange: () => void;
  readonly #media: OwnMedia;
  readonly #guide: Guide;
  readonly #phone: PatientPhone;
  readonly #news: NewsTicker;
  readonly #subscriptions: Array<() => void> = [];
  #step: Step = 'permission';
  #hasAccepted = false;
  #call: Call | null = null;
  /** Resolves when the server knows of this consult, and that this TV is in it. */
  #known: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: PatientConsultOptions) {
    const { connector, consultId, kind, onChange } = options;
    this.id = consultId;
    this.#connector = connector;
    this.#kind = kind;
    this.#onChange = () => {
      this.#look();
      onChange();
    };
    this.#media = new OwnMedia(kind, this.#onChange);
    this.#guide = new Guide(options);
    this.#phone = new PatientPhone(options);
    this.#news = new NewsTicker(onChange);
    const { stream, devices } = this.#media.local;
    this.#subscriptions.push(stream.subscribe(this.#onChange), devices.subscribe(this.#onChange));
  }

  get side(): OwnSide {
    return {
      consultId: this.id,
      kind: this.#kind,
      step: this.#step,
      selfStream: this.#media.local.stream.value,
      devices: this.#media.devices,
      phase: this.#call?.phase.value ?? 'waiting',
      remotes: this.#call?.remotes.value ?? [],
      speaker: this.#call?.speaker.value ?? null,
      remoteStream: this.#call?.remoteStream.value ?? null,
      guidance: this.#guide.guidance,
      isTelling: this.#guide.isTelling,
      news: this.#news.news,
      phone: { ...this.#phone.side, news: this.#news.phoneNews },
      samples: this.#call?.samples.value ?? [],
    };
  }

  /** Opens the camera, if it is for care, and asks for the consult. @throws RequestError */
  async ask(serviceRequest: ServiceRequest): Promise<void> {
    if (this.#media.mayOpen) {
      const opened = this.#media.open();
      // First things first: one question at a time.
      if (await engineWillAsk()) await opened;
    }
    if (this.#closed) return;
    this.#step = 'asked';
    this.#startCall();
    this.#onChange();
    await this.#knownBy(
      this.#connector.request('consult.request', { consultId: this.id, serviceRequest }),
    );
  }

  /** Goes back into a consult that is open at the server, as after a reload. @throws RequestError */
  async rejoin(): Promise<void> {
    this.#step = 'asked';
    void this.#media.open();
    await this.#knownBy(this.#connector.request('consult.join', { consultId: this.id }));
    if (!this.#closed) this.#startCall();
  }

  /** The clinic calls. All is set up, and nothing opened, until the patient says. @throws RequestError */
  async ring(): Promise<void> {
    this.#step = 'ringing';
    this.#onChange();
    await this.#knownBy(this.#connector.request('consult.join', { consultId: this.id }));
    if (!this.#closed) this.#startCall();
  }

  /** The patient's yes to the clinic's call. @throws RequestError */
  async accept(): Promise<void> {
    if (this.#step !== 'ringing') return;
    this.#step = 'asked';
    this.#hasAccepted = true;
    try {
      if (this.#media.mayOpen) {
        const opened = this.#media.open();
        if (await engineWillAsk()) {
          this.#step = 'permission';
          this.#onChange();
          await opened;
        }
      }
      if (this.#closed) return;
      this.#step = 'asked';
      this.#onChange();
      await this.#connector.request('consult.accept', { consultId: this.id });
    } catch (error) {
      // It rings on, until the server says otherwise.
      this.#hasAccepted = false;
      if (!this.#closed) this.#step = 'ringing';
      this.#onChange();
      throw error;
    }
  }

  /** The patient has had enough. Camera and microphone close at once, whatever the server does. */
  async leave(how: 'consult.cancel' | 'consult.end' | 'consult.decline'): Promise<void> {
    const isKnown = this.#step !== 'permission' || how === 'consult.decline';
    this.#step = 'left';
    this.close();
    this.#onChange();
    if (isKnown) await this.#connector.request(how, { consultId: this.id });
  }

  /** Keeps up with what is known of the consult. */
  follow(record: ConsultRecord): void {
    const { consult, timeline } = record;
    if (consult.state === 'calling' && this.#step === 'asked' && !this.#hasAccepted) {
      this.#step = 'ringing';
    }
    this.#news.follow(timeline);
    this.#guide.follow(consult);
    this.#phone.follow(record);
    this.#media.follow(consult, this.#phone.mayReopenMedia);
    this.#look();
  }

  /** What the patient does about the phone. */
  phone(command: PhoneCommand): void {
    this.#phone.do(command);
  }

  get guide(): Pick<Guide, 'answer' | 'goOn'> {
    return this.#guide;
  }

  /** Tells the server what was noticed. */
  async report(event: DeviceEvent): Promise<void> {
    try {
      await this.#known;
      await this.#connector.request('consult.reportEvent', { consultId: this.id, event });
    } catch (error) {
      // Where the consult is over, or never came about, nobody waits for it.
      if (!(error instanceof RequestError)) throw error;
    }
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
    this.#guide.close();
    this.#phone.close();
    this.#news.close();
    this.#call?.close();
    this.#media.close();
  }

  /** Whether the phone is to be proposed. */
  #look(): void {
    if (this.#closed) return;
    const quality = qualityOf(this.#call?.samples.value ?? []);
    this.#phone.look(this.#media.devices, quality);
  }

  async #knownBy(request: Promise<unknown>): Promise<void> {
    this.#known = request;
    await request;
  }

  #startCall(): void {
    const call = new Call({
      connector: this.#connector,
      consultId: this.id,
      place: 'tv',
      media: this.#media.local,
    });
    this.#call = call;
    this.#subscriptions.push(
      call.phase.subscribe(this.#onChange),
      call.remotes.subscribe(this.#onChange),
      call.remoteStream.subscribe(this.#onChange),
      call.speaker.subscribe(this.#onChange),
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
