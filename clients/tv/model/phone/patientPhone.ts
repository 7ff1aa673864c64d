import type { MediaDevicesState } from '../../../../src/protocol/index.ts';
import {
  Chat,
  type Connector,
  type ConsultRecord,
  RequestError,
} from '../../../connector/index.ts';
import type { Quality } from '../consultScreens.ts';
import { ChatNotes } from './chatNotes.ts';
import type { PhoneCommand } from './phoneCommand.ts';
import { PhoneDesk } from './phoneDesk.ts';
import { hasFallenBack } from './phoneNews.ts';
import type { PhoneSide } from './phonePart.ts';
import { PhoneProposer, type Proposed } from './phoneProposer.ts';

export interface PatientPhoneOptions {
  readonly connector: Connector;
  readonly consultId: string;
  /** Called whenever `side` has changed. */
  readonly onChange: () => void;
}

/** The phone in one consult, as the TV has to do with it: the way there and back, and what it sends. */
export class PatientPhone {
  readonly #options: PatientPhoneOptions;
  readonly #desk: PhoneDesk;
  readonly #chat: Chat;
  readonly #notes: ChatNotes;
  readonly #proposer: PhoneProposer;
  #record: ConsultRecord | null = null;

  constructor(options: PatientPhoneOptions) {
    this.#options = options;
    this.#desk = new PhoneDesk(options);
    this.#chat = new Chat({ ...options, place: 'tv' });
    this.#notes = new ChatNotes({
      readPhoto: (photo) => this.#chat.readPhoto(photo.id),
      onChange: options.onChange,
    });
    this.#proposer = new PhoneProposer((proposed) => void this.#propose(proposed));
  }

  get side(): Omit<PhoneSide, 'news'> {
    const { dialog, ways, hasAnswered } = this.#desk;
    const { notes, enlarged } = this.#notes;
    return { dialog, ways, hasAnswered, notes, enlarged };
  }

  /** Whether camera and microphone of the TV open again, when it has the call again. */
  get mayReopenMedia(): boolean {
    return this.#desk.wantsBack || hasFallenBack(this.#record?.timeline ?? []);
  }

  do(command: PhoneCommand): void {
    if (command.type === 'enlarge') this.#notes.enlarge(command.photoId);
    else if (command.type === 'shrink') this.#notes.shrink();
    else this.#desk.do(command);
  }

  /** Keeps up with the consult. */
  follow(record: ConsultRecord): void {
    this.#record = record;
    this.#desk.follow(record);
    this.#notes.follow(record.timeline);
  }

  /**
   * Whether the TV is to propose the phone.
   * @param devices the TV's own
   */
  look(devices: MediaDevicesState, quality: Quality): void {
    if (this.#record === null) return;
    if (this.#desk.dialog.at !== 'closed') {
      // Whoever is at it already is not asked.
      this.#proposer.rest();
      return;
    }
    this.#proposer.look({ ...this.#record, devices, quality });
  }

  close(): void {
    this.#desk.close();
    this.#proposer.rest();
    this.#notes.close();
    this.#chat.close();
  }

  async #propose(proposed: Proposed): Promise<void> {
    const { connector, consultId } = this.#options;
    try {
      await connector.request('deflection.propose', { consultId, ...proposed });
    } catch (error) {
      // «Phone» is among the controls all the same.
      if (!(error instanceof RequestError)) throw error;
    }
  }
}
