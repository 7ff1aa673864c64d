import type { Connector } from '../../../connector/index.ts';
import type { PhoneDialog } from './phoneDialog.ts';
import type { Steps } from './steps.ts';

/** Steps after which the call may come back here: each is the patient's own press at the TV. */
const presses: ReadonlySet<PhoneDialog['at']> = new Set<PhoneDialog['at']>([
  'return-code',
  'return-entry',
  'going-on',
]);

/** The way back to the TV. */
export class Returning {
  readonly #connector: Connector;
  readonly #consultId: string;
  readonly #steps: Steps;

  constructor(connector: Connector, consultId: string, steps: Steps) {
    this.#connector = connector;
    this.#consultId = consultId;
    this.#steps = steps;
  }

  /** Whether the patient has pressed here that the call is to come back. */
  get isWanted(): boolean {
    return presses.has(this.#steps.dialog.at);
  }

  /** Shows the digits to be typed on the phone. */
  showCode(): void {
    this.#steps.show({ at: 'return-code', code: null, trouble: null });
    this.#openCode();
  }

  /** @param code the digits that the phone shows */
  takeCode(code: string): void {
    this.#steps.show({ at: 'return-entry', isBusy: true, trouble: null });
    const request = this.#connector.request('deflection.return', {
      consultId: this.#consultId,
      code,
    });
    void this.#steps.ask(
      request,
      () => undefined,
      (trouble) => this.#steps.show({ at: 'return-entry', isBusy: false, trouble }),
    );
  }

  /** The phone is away: nobody could type or show a code. */
  goOnHere(): void {
    this.#steps.show({ at: 'going-on', trouble: null });
    const request = this.#connector.request('deflection.return', { consultId: this.#consultId });
    void this.#steps.ask(request, () => undefined);
  }

  #openCode(): void {
    const request = this.#connector.request('deflection.openReturn', {
      consultId: this.#consultId,
    });
    void this.#steps.ask(request, ({ code, expiresAt }) => {
      this.#steps.show({ at: 'return-code', code, trouble: null });
      this.#steps.renewBefore(expiresAt, () => this.#openCode());
    });
  }
}
