import type { ConsultView, MobileMedia } from '../../../src/protocol/index.ts';
import { type Connector, RequestError } from '../../connector/index.ts';
import type { CallUse, Returning } from './screen.ts';
import type { CrossingState } from './screenOf.ts';

/** Digits that are shown are made anew this long before they are void. */
const renewBeforeMs = 20_000;
/** Sooner than this, the server is not asked for other digits. */
const leastShownMs = 10_000;

/** The call's way to this phone, and back to the TV, as far as the patient asks for it here. */
export class Crossing {
  readonly #connector: Connector;
  readonly #onChange: () => void;
  #consult: ConsultView | null = null;
  #wish: CallUse | null = null;
  #attempt: CrossingState['attempt'] = 'none';
  #returning: Returning | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange called whenever `state` has changed */
  constructor(connector: Connector, onChange: () => void) {
    this.#connector = connector;
    this.#onChange = onChange;
  }

  get state(): CrossingState {
    return { wish: this.#wish, attempt: this.#attempt, returning: this.#returning };
  }

  /** Keeps up with the consult: what was asked for comes about, or does not. */
  follow(consult: ConsultView): void {
    const before = this.#consult;
    this.#consult = consult;
    const { patientAt, shift } = consult;
    const wasOver = before !== null && before.patientAt !== 'tv';
    if (patientAt !== 'tv') {
      this.#wish = null;
      this.#attempt = 'none';
    } else if (shift !== null && shift.to !== 'tv') {
      this.#attempt = 'under-way';
    } else if (before?.shift != null && before.shift.to !== 'tv' && this.#attempt !== 'none') {
      this.#attempt = 'failed';
      this.#wish ??= before.shift.to === 'both' ? 'split' : 'move';
    }
    if (patientAt === 'tv' && wasOver) this.#endReturn();
  }

  wish(use: CallUse): void {
    this.#wish = use;
    this.#attempt = 'none';
    this.#onChange();
  }

  /** The call stays where it is. */
  stay(): void {
    const wasUnderWay = this.#attempt === 'under-way';
    this.#wish = null;
    this.#attempt = 'none';
    this.#onChange();
    if (wasUnderWay)
      void this.#ask(() => this.#connector.request('deflection.abandon', this.#ofConsult()));
  }

  async start(media: MobileMedia): Promise<void> {
    const use = this.#wish;
    if (use === null || this.#attempt === 'under-way') return;
    this.#attempt = 'under-way';
    this.#onChange();
    const failure = await this.#ask(async () => {
      await this.#connector.request('deflection.begin', { ...this.#ofConsult(), use, media });
    });
    if (failure === null || this.#wish !== use) return;
    this.#attempt = 'failed';
    this.#onChange();
  }

  openReturn(): void {
    if (this.#returning === null) this.chooseReturn('type');
  }

  /** Takes the TV's digits, or gets some to type there. */
  chooseReturn(way: Returning['way']): void {
    this.#endReturn();
    this.#show({ way, code: null, problem: null, triesLeft: null, busy: false });
    if (way === 'show') void this.#fetchCode();
  }

  closeReturn(): void {
    this.#endReturn();
    this.#onChange();
  }

  async typeReturn(code: string): Promise<void> {
    const returning = this.#returning;
    if (returning === null || returning.busy) return;
    this.#show({ ...returning, problem: null, busy: true });
    const failure = await this.#ask(async () => {
      await this.#connector.request('deflection.return', { ...this.#ofConsult(), code });
    });
    if (this.#returning === null) return;
    const problem = failure && problemOf(failure);
    this.#show({ ...this.#returning, problem, triesLeft: triesLeftOf(failure), busy: false });
  }

  close(): void {
    this.#endReturn();
    this.#consult = null;
  }

  async #fetchCode(): Promise<void> {
    let renewInMs = leastShownMs;
    const failure = await this.#ask(async () => {
      const { code, expiresAt } = await this.#connector.request(
        'deflection.openReturn',
        this.#ofConsult(),
      );
      if (this.#returning?.way !== 'show') return;
      this.#show({ ...this.#returning, code });
      renewInMs = Math.max(leastShownMs, Date.parse(expiresAt) - Date.now() - renewBeforeMs);
    });
    if (this.#returning?.way !== 'show') return;
    const problem = failure && problemOf(failure);
    if (problem !== null) this.#show({ ...this.#returning, problem });
    if (problem !== 'too-often') {
      this.#timer = setTimeout(() => void this.#fetchCode(), renewInMs);
    }
  }

  #ofConsult(): { readonly consultId: string } {
    if (this.#consult === null) throw new RequestError('left', 'The consult is over.');
    return { consultId: this.#consult.id };
  }

  /** @returns what went wrong, if anything */
  async #ask(run: () => Promise<unknown>): Promise<RequestError | null> {
    try {
      await run();
      return null;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return error;
    }
  }

  #show(returning: Returning): void {
    this.#returning = returning;
    this.#onChange();
  }

  #endReturn(): void {
    clearTimeout(this.#timer);
    this.#returning = null;
  }
}

function triesLeftOf(failure: RequestError | null): number | null {
  const triesLeft = failure?.details?.['triesLeft'];
  return typeof triesLeft === 'number' ? triesLeft : null;
}

function problemOf({ code }: RequestError): NonNullable<Returning['problem']> {
  switch (code) {
    case 'phone_code_void':
    case 'phone_code_used':
    case 'code_unknown':
      return 'wrong';
    case 'too_many_tries':
    case 'rate_limited':
      return 'too-often';
    default:
      return 'failed';
  }
}
