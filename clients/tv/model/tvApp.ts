import {
  type ConsultKind,
  finalStates,
  type ServiceRequest,
  type TvIdentity,
} from '../../../src/protocol/index.ts';
import {
  type Connector,
  type ConsultRecord,
  type DevicePairing,
  type Observable,
  RequestError,
  type RequestErrorCode,
  Settable,
} from '../../connector/index.ts';
import { PatientConsult } from './patientConsult.ts';
import type { Actions, Screen } from './screen.ts';
import { screenOf } from './screenOf.ts';
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
  /** Loads the app anew. */
  readonly restart: () => void;
  /** Goes to the TV's own screen. */
  readonly leaveApp: () => void;
}

interface OverlayOptions {
  /** The patient said no to help. */
  readonly onHelpDeclined: () => void;
}

/** The app behind the screens: pairs the TV, keeps it connected, and takes the patient's choices. */
export class TvApp {
  readonly actions: Actions;
  readonly #options: TvAppOptions;
  readonly #screen = new Settable<Screen>({ name: 'starting' });
  readonly #leftIds = new Set<string>();
  #identity: TvIdentity | null = null;
  #unpaired = false;
  #quiet = false;
  #refused: RequestErrorCode | null = null;
  #current: PatientConsult | null = null;
  /** What was asked for last. */
  #wish: Wish = { kind: 'care' };
  /** What could not be asked for yet: the TV is not paired, or does not know its clinic. */
  #pending: ServiceRequest | null = null;
  #isOpened = false;
  #help: HelpOffer | null = null;

  constructor(options: TvAppOptions) {
    this.#options = options;
    this.actions = {
      ask: () => this.askFor({ kind: 'care' }),
      askAgain: () => this.askFor(this.#wish),
      acceptHelp: () => this.#acceptHelp(),
      declineHelp: () => this.#declineHelp(),
      stayQuiet: () => this.#rest(true),
      showPrompt: () => this.#rest(false),
      cancel: () => void this.#leave('consult.cancel'),
      hangUp: () => void this.#leave('consult.end'),
      setMicrophoneOn: (on) => this.#current?.setMicrophoneOn(on),
      setCameraOn: (on) => this.#current?.setCameraOn(on),
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
    connector.consults.subscribe((records) => this.#consultsChanged(records));
    // Over a service no code is asked for before somebody wants one.
    if (this.#options.overlay === undefined || pairing.token !== undefined) pairing.start();
    this.#paired();
  }

  /** Asks for a consult; once the TV is paired and connected, if it is not. */
  askFor(wish: Wish): void {
    const { pairing, connector, describe, newId } = this.#options;
    const { name } = this.#screen.value;
    // What is under way goes on: a second press of a service's button is no second consult.
    if (name === 'permission' || name === 'waiting' || name === 'call') return;
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

  /** Lets go of camera and microphone, and shows nothing more. */
  close(): void {
    this.#options.pairing.stop();
    this.#forgetCurrent();
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
      this.#forgetCurrent();
      this.#unpaired = connection.reason === 'unpaired' || connection.reason === 'unauthenticated';
    } else if (connection.name === 'open') {
      // A consult that could not be joined before can be now.
      this.#consultsChanged(this.#options.connector.consults.value);
    }
    this.#show();
  }

  #consultsChanged(records: readonly ConsultRecord[]): void {
    for (const record of records) {
      const { id } = record.consult;
      if (id === this.#current?.id) {
        if (isOver(record)) this.#current.close();
      } else if (isOver(record)) {
        this.#options.connector.dismiss(id);
      } else if (this.#current === null && !this.#leftIds.has(id)) {
        void this.#rejoin(id, record.consult.serviceRequest.kind);
      }
    }
    this.#show();
  }

  async #ask(request: ServiceRequest): Promise<void> {
    this.#pending = null;
    this.#quiet = false;
    this.#forgetCurrent();
    const consult = this.#begin(this.#options.newId(), request.kind);
    try {
      await consult.ask(request);
    } catch (error) {
      this.#failed(consult, error);
    }
  }

  async #rejoin(consultId: string, kind: ConsultKind): Promise<void> {
    // Taken up again once the session is open.
    if (this.#options.connector.connection.value.name !== 'open') return;
    const consult = this.#begin(consultId, kind);
    try {
      await consult.rejoin();
    } catch (error) {
      consult.close();
      if (this.#current === consult) this.#current = null;
      // A connection that was lost again comes back, and so does this; other refusals are final.
      if (!wasDisconnected(error)) this.#leftIds.add(consultId);
      this.#show();
    }
  }

  #begin(consultId: string, kind: ConsultKind): PatientConsult {
    const consult = new PatientConsult({
      connector: this.#options.connector,
      consultId,
      kind,
      onChange: () => this.#show(),
    });
    this.#current = consult;
    this.#refused = null;
    return consult;
  }

  #failed(consult: PatientConsult, error: unknown): void {
    consult.close();
    if (this.#current !== consult) return;
    this.#current = null;
    this.#refused = error instanceof RequestError ? error.code : 'internal_error';
    this.#show();
  }

  async #leave(how: 'consult.cancel' | 'consult.end'): Promise<void> {
    const consult = this.#current;
    if (consult === null) return;
    const nothingSent = consult.side.step === 'permission';
    this.#leftIds.add(consult.id);
    try {
      await consult.leave(how);
    } catch (error) {
      // It was over already, which is what was wanted.
      if (!(error instanceof RequestError)) throw error;
    }
    if (nothingSent && this.#current === consult) this.#rest(true);
  }

  /** Nothing is asked and nothing is open: the question, or the quiet screen. */
  #rest(quiet: boolean): void {
    this.#quiet = quiet;
    this.#refused = null;
    this.#forgetCurrent();
    // Over a service the quiet screen is the service's own.
    if (quiet && this.#options.overlay !== undefined) this.hide();
    else this.#show();
  }

  #forgetCurrent(): void {
    const consult = this.#current;
    if (consult === null) return;
    this.#current = null;
    consult.close();
    this.#options.connector.dismiss(consult.id);
  }

  #pairAnew(): void {
    this.#unpaired = false;
    this.#identity = null;
    this.#quiet = false;
    this.#options.pairing.forget();
    this.#show();
  }

  #show(): void {
    const { pairing, connector } = this.#options;
    const own = this.#current?.side ?? null;
    this.#screen.set(
      screenOf({
        pairing: pairing.state.value,
        unpaired: this.#unpaired,
        connection: connector.connection.value,
        identity: this.#identity,
        quiet: this.#quiet,
        refused: this.#refused,
        own,
        record: own === null ? undefined : connector.consult(own.consultId),
        overlay:
          this.#options.overlay === undefined
            ? null
            : { opened: this.#isOpened, help: this.#help?.code ?? null },
      }),
    );
  }
}

function isOver(record: ConsultRecord): boolean {
  return record.left !== null || finalStates.has(record.consult.state);
}

function wasDisconnected(error: unknown): boolean {
  return (
    error instanceof RequestError &&
    (error.code === 'disconnected' || error.code === 'not-connected')
  );
}
