import type { DeviceEvent, ServiceRequest, TvIdentity } from '../../../src/protocol/index.ts';
import {
  type Connector,
  type DevicePairing,
  type Observable,
  RequestError,
  type RequestErrorCode,
  Settable,
} from '../../connector/index.ts';
import { Aside } from './aside.ts';
import { CurrentConsult } from './currentConsult.ts';
import type { Actions, Screen } from './screen.ts';
import { screenOf } from './screenOf.ts';
import type { TaskChecks } from './taskChecks.ts';
import { type HelpOffer, requestFor, type Wish } from './wish.ts';

export interface TvAppOptions {
  readonly pairing: DevicePairing;
  readonly connector: Connector;
  /** A UUIDv7. */
  readonly newId: () => string;
  /** What a request tells of this moment, while this screen of the app is shown. */
  readonly describe: (screen: Screen) => ServiceRequest['context'];
  /** Where the app lies over a TV service; else it has the screen to itself. */
  readonly overlay?: OverlayOptions;
  /** What the device can see for itself. */
  readonly checks: TaskChecks;
  /** Loads the app anew. */
  readonly restart: () => void;
  /** Goes to the TV's own screen. */
  readonly leaveApp: () => void;
}

interface OverlayOptions {
  /** The patient said no to help. */
  readonly onHelpDeclined: () => void;
}

/** Screens of a consult that is under way. */
const underWay: ReadonlySet<Screen['name']> = new Set<Screen['name']>([
  'permission',
  'waiting',
  'guided',
  'ringing',
  'call',
  'on-phone',
]);

/** The app behind the screens: pairs the TV, keeps it connected, and takes the patient's choices. */
export class TvApp {
  readonly actions: Actions;
  readonly #options: TvAppOptions;
  readonly #screen = new Settable<Screen>({ name: 'starting' });
  readonly #current: CurrentConsult;
  #identity: TvIdentity | null = null;
  #unpaired = false;
  #quiet = false;
  #refused: RequestErrorCode | null = null;
  /** What was asked for last. */
  #wish: Wish = { kind: 'care' };
  /** What could not be asked for yet: the TV is not paired, or does not know its clinic. */
  #pending: ServiceRequest | null = null;
  #isOpened = false;
  #help: HelpOffer | null = null;
  readonly #aside = new Aside(() => this.#show());
  #wasOnPhone = false;

  constructor(options: TvAppOptions) {
    this.#options = options;
    const { connector, checks, newId } = options;
    this.#current = new CurrentConsult({
      connector,
      checks,
      newId,
      onChange: () => this.#show(),
      onBegin: (kind) => {
        this.#refused = null;
        if (this.#wish.kind !== kind) this.#wish = { kind };
      },
      onRefused: (code) => {
        this.#refused = code;
        this.#show();
      },
    });
    this.actions = {
      ask: () => this.askFor({ kind: 'care' }),
      askAgain: () => this.askFor(this.#wish),
      acceptHelp: () => this.#acceptHelp(),
      declineHelp: () => this.#declineHelp(),
      stayQuiet: () => this.#rest(true),
      showPrompt: () => this.#rest(false),
      cancel: () => void this.#leave('consult.cancel'),
      hangUp: () => void this.#leave('consult.end'),
      acceptCall: () => void this.#current.accept(),
      declineCall: () => void this.#leave('consult.decline'),
      askCallback: () => void this.#current.askCallback(),
      answerTask: (answer) => this.#current.consult?.guide.answer(answer),
      goOn: () => this.#current.consult?.guide.goOn(),
      stepAside: () => this.#aside.begin(),
      setAnswersItself: (on) => void this.#setAnswersItself(on),
      setMicrophoneOn: (on) => this.#current.consult?.setMicrophoneOn(on),
      setCameraOn: (on) => this.#current.consult?.setCameraOn(on),
      phone: (command) => this.#current.consult?.phone(command),
      pairAnew: () => this.#pairAnew(),
      restart: options.restart,
      leaveApp: () => (options.overlay === undefined ? options.leaveApp() : this.hide()),
    };
  }

  get screen(): Observable<Screen> {
    return this.#screen;
  }

  start(): void {
    const { pairing, connector } = this.#options;
    pairing.state.subscribe(() => this.#paired());
    connector.connection.subscribe(() => this.#connectionChanged());
    connector.identity.subscribe((identity) => {
      if (identity?.kind === 'tv') this.#identity = identity;
      if (identity !== null && this.#pending !== null) void this.#ask(this.#pending);
      this.#show();
    });
    this.#current.start();
    // Over a service no code is asked for before somebody wants one.
    if (this.#options.overlay === undefined || pairing.token !== undefined) pairing.start();
    this.#paired();
  }

  /** Asks for a consult; once the TV is paired and connected, if it is not. */
  askFor(wish: Wish): void {
    const { pairing, connector, describe, newId } = this.#options;
    const { name } = this.#screen.value;
    // What is under way goes on: a second press of a service's button is no second consult.
    if (underWay.has(name) || this.#aside.isOn) return;
    if (name === 'on-phone-badge') {
      this.open();
      return;
    }
    this.#wish = wish;
    // Told of the screen on which it was asked, before it changes.
    const request = requestFor(wish, describe(this.#screen.value), newId);
    const canAsk =
      this.#identity !== null &&
      pairing.state.value.name === 'paired' &&
      connector.connection.value.name !== 'closed';
    if (canAsk) {
      this.#isOpened = true;
      void this.#ask(request);
    } else {
      this.#pending = request;
      this.open();
    }
  }

  /** Shows the app over the service: its question, or the pairing. */
  open(): void {
    const { pairing, connector } = this.#options;
    if (pairing.token === undefined) {
      if (!this.#isOpened) pairing.start();
    } else if (connector.connection.value.name === 'closed' && !this.#unpaired) {
      connector.start();
    }
    this.#isOpened = true;
    this.#quiet = false;
    this.#show();
  }

  /** Gives the screen back to the service. A consult goes on, and shows. */
  hide(): void {
    this.#isOpened = false;
    this.#pending = null;
    this.#refused = null;
    if (this.#options.pairing.token === undefined) this.#options.pairing.stop();
    this.#show();
  }

  /** Asks the patient whether they need help with a fault, or no more. */
  offerHelp(offer: HelpOffer | null): void {
    this.#help = offer;
    this.#show();
  }

  /** Something was noticed on this TV: whoever helps just now is told. */
  report(event: DeviceEvent): void {
    this.#current.report(event);
  }

  /** Lets go of camera and microphone, and shows nothing more. */
  close(): void {
    this.#options.pairing.stop();
    this.#current.forget();
    this.#help = null;
    this.hide();
  }

  #acceptHelp(): void {
    const help = this.#help;
    if (help === null) return;
    this.#help = null;
    this.askFor({ kind: 'support', event: help.event });
  }

  #declineHelp(): void {
    this.#help = null;
    this.#show();
    this.#options.overlay?.onHelpDeclined();
  }

  #paired(): void {
    if (this.#options.pairing.state.value.name === 'paired') this.#options.connector.start();
    this.#show();
  }

  #connectionChanged(): void {
    const connection = this.#options.connector.connection.value;
    if (connection.name === 'closed') {
      this.#current.forget();
      this.#unpaired = connection.reason === 'unpaired' || connection.reason === 'unauthenticated';
    } else if (connection.name === 'open') {
      // A consult that could not be joined before can be now.
      this.#current.follow();
    }
    this.#show();
  }

  async #ask(request: ServiceRequest): Promise<void> {
    this.#pending = null;
    this.#quiet = false;
    await this.#current.ask(request);
  }

  async #leave(how: 'consult.cancel' | 'consult.end' | 'consult.decline'): Promise<void> {
    if (await this.#current.leave(how)) this.#rest(true);
  }

  /** Nothing is asked and nothing is open: the question, or the quiet screen. */
  #rest(quiet: boolean): void {
    this.#quiet = quiet;
    this.#refused = null;
    this.#current.forget();
    // Over a service the quiet screen is the service's own.
    if (quiet && this.#options.overlay !== undefined) this.hide();
    else this.#show();
  }

  async #setAnswersItself(on: boolean): Promise<void> {
    try {
      await this.#options.connector.request('device.setAnswersItself', { answersItself: on });
    } catch (error) {
      // The screen goes on showing what the clinic knows.
      if (!(error instanceof RequestError)) throw error;
    }
  }

  #pairAnew(): void {
    this.#unpaired = false;
    this.#identity = null;
    this.#quiet = false;
    this.#options.pairing.forget();
    this.#show();
  }

  #show(): void {
    const { pairing, connector, overlay } = this.#options;
    const own = this.#current.consult?.side ?? null;
    // Whatever is new to tell brings the app back from the service.
    if (own?.guidance?.phase !== 'open') this.#aside.end();
    // With the call on the phone the service has the screen again, until somebody wants the app.
    const isOnPhone = this.#current.record?.consult.patientAt === 'mobile';
    if (isOnPhone && !this.#wasOnPhone) this.#isOpened = false;
    this.#wasOnPhone = isOnPhone;
    this.#screen.set(
      screenOf({
        pairing: pairing.state.value,
        unpaired: this.#unpaired,
        connection: connector.connection.value,
        identity: this.#identity,
        quiet: this.#quiet,
        refused: this.#refused,
        own,
        record: this.#current.record,
        place: this.#current.place,
        overlay:
          overlay === undefined
            ? null
            : {
                opened: this.#isOpened,
                help: this.#help?.code ?? null,
                isAside: this.#aside.isOn,
              },
      }),
    );
  }
}
