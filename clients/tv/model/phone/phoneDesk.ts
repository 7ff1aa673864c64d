import type { ConsultView, PhoneUse, PhoneWays } from '../../../../src/protocol/index.ts';
import { type Connector, type ConsultRecord, RequestError } from '../../../connector/index.ts';
import type { PhoneCommand } from './phoneCommand.ts';
import {
  backFrom,
  followedDialog,
  lastProposal,
  type PhoneDialog,
  type PhoneTrouble,
} from './phoneDialog.ts';
import { Returning } from './returning.ts';
import { Steps } from './steps.ts';

export interface PhoneDeskOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly onChange: () => void;
}

/** What the patient does about the phone in one consult. */
export class PhoneDesk {
  readonly #options: PhoneDeskOptions;
  readonly #steps: Steps;
  readonly #returning: Returning;
  readonly #unsubscribe: () => void;
  #use: PhoneUse = 'move';
  #ways: PhoneWays | null = null;
  #consult: ConsultView | null = null;
  /** Sequence numbers: of the last proposal, and of the last that was answered here. */
  #proposed = 0;
  #answered = 0;
  /** The call comes back, as was wished here. */
  #isComingBack = false;

  constructor(options: PhoneDeskOptions) {
    const { connector, consultId, onChange } = options;
    this.#options = options;
    this.#steps = new Steps(onChange);
    this.#returning = new Returning(connector, consultId, this.#steps);
    this.#unsubscribe = connector.connection.subscribe(({ name }) => {
      if (name === 'open' && wasCutOff(this.dialog)) this.#tryAgain();
    });
  }

  get dialog(): PhoneDialog {
    return this.#steps.dialog;
  }

  get ways(): PhoneWays | null {
    return this.#ways;
  }

  /** The proposal was answered here, whether the server knows it yet or not. */
  get hasAnswered(): boolean {
    return this.#proposed > 0 && this.#answered === this.#proposed;
  }

  /** The patient has pressed here that the call is to come back: the TV may film again. */
  get wantsBack(): boolean {
    return this.#isComingBack || this.#returning.isWanted;
  }

  do(command: Exclude<PhoneCommand, { type: 'enlarge' | 'shrink' }>): void {
    switch (command.type) {
      case 'open':
        this.#steps.show({ at: this.#consult?.mobile == null ? 'question' : 'phone' });
        break;
      case 'another':
        this.#steps.show({ at: 'question' });
        break;
      case 'choose':
        this.#choose(command.use);
        break;
      case 'decline':
        this.#decline();
        break;
      case 'back':
        this.#goBack();
        break;
      case 'close':
        this.#steps.show({ at: 'closed' });
        break;
      case 'try-again':
        this.#tryAgain();
        break;
      case 'call-clinic':
        this.#showReference();
        break;
      case 'enter-number':
        this.#steps.show({ at: 'number', number: '', trouble: null });
        break;
      case 'number-entered': {
        const { number } = command;
        this.#steps.show({ at: 'number-use', number, isBusy: false, trouble: null });
        break;
      }
      case 'call-me':
      case 'send-link':
        this.#useNumber(command.type);
        break;
      case 'bring-back':
        this.#steps.show({ at: 'return' });
        break;
      case 'show-return-code':
        this.#returning.showCode();
        break;
      case 'enter-return-code':
        this.#steps.show({ at: 'return-entry', isBusy: false, trouble: null });
        break;
      case 'return':
        this.#returning.takeCode(command.code);
        break;
      case 'go-on-here':
        this.#returning.goOnHere();
        break;
      default:
        command satisfies never;
    }
  }

  /** Keeps up with the consult. */
  follow({ consult, timeline }: ConsultRecord): void {
    const before = this.#consult;
    this.#consult = consult;
    this.#proposed = lastProposal(timeline);
    // Dialogs close when the call begins to come back; the wish holds until it is here.
    const isBack = consult.patientAt === 'tv' || consult.shift?.to === 'tv';
    this.#isComingBack = isBack && this.wantsBack;
    const next = followedDialog(this.dialog, before, consult);
    if (next !== this.dialog) this.#steps.show(next);
  }

  close(): void {
    this.#unsubscribe();
    this.#steps.close();
  }

  #choose(use: PhoneUse): void {
    this.#use = use;
    this.#answered = this.#proposed;
    this.#showCode();
    if (this.#ways === null) void this.#askWays();
  }

  #decline(): void {
    const isProposed = this.#consult?.proposal != null;
    this.#answered = this.#proposed;
    this.#steps.show({ at: 'closed' });
    if (!isProposed) return;
    const { connector, consultId, onChange } = this.#options;
    void this.#steps.ask(
      connector.request('deflection.decline', { consultId }),
      () => undefined,
      () => {
        // It is asked again, since nobody was told.
        this.#answered = 0;
        onChange();
      },
    );
  }

  #goBack(): void {
    const to = backFrom(this.dialog);
    if (to === 'code') this.#showCode();
    else this.#steps.show(to);
  }

  #showCode(): void {
    this.#steps.show({ at: 'code', use: this.#use, code: null, trouble: null });
    this.#openCode();
  }

  /** The code before stays on the screen until the new one is there. */
  #openCode(): void {
    const { connector, consultId } = this.#options;
    const use = this.#use;
    const request = connector.request('deflection.openCode', { consultId, use });
    void this.#steps.ask(request, ({ code, url, expiresAt }) => {
      this.#steps.show({ at: 'code', use, code: { code, url }, trouble: null });
      this.#steps.renewBefore(expiresAt, () => this.#openCode());
    });
  }

  async #askWays(): Promise<void> {
    const { connector, consultId, onChange } = this.#options;
    try {
      this.#ways = await connector.request('deflection.ways', { consultId });
      onChange();
    } catch (error) {
      // The picture alone leads there too; asked again with the next code.
      if (!(error instanceof RequestError)) throw error;
    }
  }

  #showReference(): void {
    this.#steps.show({ at: 'reference', shown: null, trouble: null });
    this.#openReference();
  }

  #openReference(): void {
    const { connector, consultId } = this.#options;
    const request = connector.request('deflection.openReference', { consultId });
    void this.#steps.ask(request, ({ number, reference, expiresAt }) => {
      this.#steps.show({ at: 'reference', shown: { number, reference }, trouble: null });
      this.#steps.renewBefore(expiresAt, () => this.#openReference());
    });
  }

  #useNumber(how: 'call-me' | 'send-link'): void {
    const { dialog } = this;
    if (dialog.at !== 'number-use' || dialog.isBusy) return;
    const { connector, consultId } = this.#options;
    const { number } = dialog;
    this.#steps.show({ ...dialog, isBusy: true, trouble: null });
    const failed = (trouble: PhoneTrouble) =>
      this.#steps.show(
        trouble.code === 'number_invalid'
          ? { at: 'number', number, trouble }
          : { ...dialog, trouble },
      );
    if (how === 'call-me') {
      const request = connector.request('deflection.giveNumber', { consultId, number });
      void this.#steps.ask(
        request,
        (given) => this.#steps.show({ at: 'call-asked', number: given.number }),
        failed,
      );
    } else {
      const request = connector.request('deflection.sendLink', {
        consultId,
        use: this.#use,
        to: { way: 'sms', number },
      });
      void this.#steps.ask(request, ({ to }) => this.#steps.show({ at: 'link-sent', to }), failed);
    }
  }

  #tryAgain(): void {
    switch (this.dialog.at) {
      case 'code':
        this.#choose(this.#use);
        break;
      case 'reference':
        this.#showReference();
        break;
      case 'return-code':
        this.#returning.showCode();
        break;
      case 'going-on':
        this.#returning.goOnHere();
        break;
    }
  }
}

/** Whether a step waits for the connection to come back. */
function wasCutOff(dialog: PhoneDialog): boolean {
  const code = 'trouble' in dialog ? dialog.trouble?.code : undefined;
  return code === 'disconnected' || code === 'not-connected';
}
