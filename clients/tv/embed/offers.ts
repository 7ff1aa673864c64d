import {
  consultNeedCodes,
  type Fault,
  type FaultWatch,
  type NoticedFault,
} from '../../connector/index.ts';
import type { TvApp } from '../model/tvApp.ts';
import {
  afterConsult,
  afterNo,
  forgetGone,
  nothingAnswered,
  offerOf,
  quietAfterNoMs,
} from './helpOffers.ts';

/** Has the app ask about what is noticed, as often as the patient's answers allow. */
export class Offers {
  readonly #watch: FaultWatch;
  readonly #app: TvApp;
  readonly #asksAbout: (fault: Fault) => boolean;
  readonly #unsubscribe: () => void;
  #answers = nothingAnswered;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(watch: FaultWatch, app: TvApp, asksAbout: (fault: Fault) => boolean = () => true) {
    this.#watch = watch;
    this.#app = app;
    this.#asksAbout = asksAbout;
    this.#unsubscribe = watch.faults.subscribe((faults) => {
      this.#answers = forgetGone(this.#answers, faults);
      this.#offer();
    });
  }

  /** The patient said no. */
  declined(): void {
    this.#answers = afterNo(this.#answers, this.#asked(), Date.now());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#offer(), quietAfterNoMs);
    this.#offer();
  }

  /** The patient was attended to, or thought better of it. */
  attended(): void {
    this.#answers = afterConsult(this.#answers, this.#asked());
    this.#offer();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#unsubscribe();
  }

  #offer(): void {
    const found = offerOf(this.#answers, this.#asked(), Date.now());
    this.#app.offerHelp(
      found === undefined ? null : { code: found.fault.code, event: found.event },
    );
  }

  /** A missing camera is no reason to be asked: it is looked for when a consult is wanted. */
  #asked(): readonly NoticedFault[] {
    return this.#watch.faults.value.filter(
      ({ fault }) => !consultNeedCodes.includes(fault.code) && this.#asksAbout(fault),
    );
  }
}
