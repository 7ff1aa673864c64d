import { RequestError } from '../../../connector/index.ts';
import type { PhoneDialog, PhoneTrouble } from './phoneDialog.ts';
import { renewInMs } from './renewal.ts';

/** A code is replaced so long before its end that whoever reads it has time left. Milliseconds. */
const aheadMs = 20_000;

/** Where the patient is in what they do about the phone, and what the server was asked for that. */
export class Steps {
  readonly #onChange: () => void;
  #dialog: PhoneDialog = { at: 'closed' };
  /** What is answered to an earlier step is of no use to this one. */
  #number = 0;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get dialog(): PhoneDialog {
    return this.#dialog;
  }

  show(dialog: PhoneDialog): void {
    this.close();
    this.#dialog = dialog;
    this.#onChange();
  }

  /**
   * Waits for the server's answer to what this step asked; one to a step that is over is dropped.
   * @param onFailed shows the trouble in the step itself, unless told
   */
  async ask<R>(
    request: Promise<R>,
    onDone: (result: R) => void,
    onFailed: (trouble: PhoneTrouble) => void = (trouble) => this.fail(trouble),
  ): Promise<void> {
    const asked = this.#number;
    try {
      const result = await request;
      if (asked === this.#number) onDone(result);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (asked === this.#number) onFailed(troubleOf(error));
    }
  }

  fail(trouble: PhoneTrouble): void {
    const dialog = this.#dialog;
    if ('trouble' in dialog) this.show({ ...dialog, trouble });
  }

  /** Has a code that was just made renewed ahead of its end, while the step lasts. */
  renewBefore(expiresAt: string, renew: () => void): void {
    this.#renewal = setTimeout(renew, renewInMs(expiresAt, Date.now(), aheadMs));
  }

  /** Waits for nothing more. */
  close(): void {
    clearTimeout(this.#renewal);
    this.#number += 1;
  }
}

function troubleOf({ code, details }: RequestError): PhoneTrouble {
  const triesLeft = details?.['triesLeft'];
  return { code, triesLeft: typeof triesLeft === 'number' ? triesLeft : null };
}
