import { finalStates, type TvIdentity } from '../../../src/protocol/index.ts';
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

export interface TvAppOptions {
  readonly pairing: DevicePairing;
  readonly connector: Connector;
  /** A UUIDv7. */
  readonly newId: () => string;
  /** Loads the app anew. */
  readonly restart: () => void;
  /** Goes to the TV's own screen. */
  readonly leaveApp: () => void;
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

  constructor(options: TvAppOptions) {
    this.#options = options;
    this.actions = {
      ask: () => void this.#ask(),
      stayQuiet: () => this.#rest(true),
      showPrompt: () => this.#rest(false),
      cancel: () => void this.#leave('consult.cancel'),
      hangUp: () => void this.#leave('consult.end'),
      setMicrophoneOn: (on) => this.#current?.setMicrophoneOn(on),
      setCameraOn: (on) => this.#current?.setCameraOn(on),
      pairAnew: () => this.#pairAnew(),
      restart: options.restart,
      leaveApp: options.leaveApp,
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
      this.#show();
    });
    connector.consults.subscribe((records) => this.#consultsChanged(records));
    pairing.start();
    this.#paired();
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
        void this.#rejoin(id);
      }
    }
    this.#show();
  }

  async #ask(): Promise<void> {
    this.#rest(false);
    const consult = this.#begin(this.#options.newId());
    try {
      await consult.ask();
    } catch (error) {
      this.#failed(consult, error);
    }
  }

  async #rejoin(consultId: string): Promise<void> {
    // Taken up again once the session is open.
    if (this.#options.connector.connection.value.name !== 'open') return;
    const consult = this.#begin(consultId);
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

  #begin(consultId: string): PatientConsult {
    const consult = new PatientConsult({
      connector: this.#options.connector,
      newId: this.#options.newId,
      consultId,
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
    this.#show();
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
