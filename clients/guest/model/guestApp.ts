import { finalStates, type GuestIdentity } from '../../../src/protocol/index.ts';
import { type Connector, type Observable, RequestError, Settable } from '../../connector/index.ts';
import { OwnSide } from './ownSide.ts';
import type { Actions, Screen } from './screen.ts';
import { type Situation, type Step, screenOf } from './screenOf.ts';

/** The page behind the screens: opens the session, and takes the guest's choices. */
export class GuestApp {
  readonly actions: Actions;
  readonly #connector: Connector;
  readonly #came: Situation['came'];
  readonly #screen = new Settable<Screen>({ name: 'opening' });
  readonly #side: OwnSide;
  #identity: GuestIdentity | null = null;
  #step: Step = 'lobby';
  #failed = false;
  #isOut = false;

  constructor(connector: Connector, came: Situation['came']) {
    this.#connector = connector;
    this.#came = came;
    this.#side = new OwnSide(connector, () => this.#show());
    const side = this.#side;
    this.actions = {
      openMedia: () => void side.openMedia(),
      join: () => void this.#join(),
      leave: () => void this.#leave(),
      setMicrophoneOn: (on) => side.setMicrophoneOn(on),
      setCameraOn: (on) => side.setCameraOn(on),
      turnCamera: () => side.turnCamera(),
      useHere: () => location.reload(),
    };
  }

  get screen(): Observable<Screen> {
    return this.#screen;
  }

  start(): void {
    const connector = this.#connector;
    connector.identity.subscribe((identity) => {
      if (identity?.kind === 'guest') this.#identity = identity;
    });
    connector.connection.subscribe(() => this.#show());
    connector.connection.subscribe(({ name }) => {
      if (name === 'open') this.#arrive();
    });
    connector.consults.subscribe(() => this.#show());
    if (this.#came === 'by-link' || this.#came === 'by-reload') connector.start();
    this.#show();
  }

  /** The session is open. Who was in the consult before the page was loaded anew is so again. */
  #arrive(): void {
    const identity = this.#identity;
    if (identity === null || this.#step !== 'lobby') return;
    const consult = this.#record(identity)?.consult;
    const before = consult?.guests.find(({ id }) => id === identity.guestId);
    if (before === undefined || before.presence === 'vacant') {
      void this.#side.openMediaIfAllowed();
    } else {
      void this.#enter(() => this.#side.rejoin(identity, before.devices));
    }
  }

  async #join(): Promise<void> {
    const identity = this.#identity;
    if (identity !== null) await this.#enter(() => this.#side.join(identity));
  }

  async #enter(join: () => Promise<void>): Promise<void> {
    if (this.#step !== 'lobby') return;
    this.#step = 'inside';
    this.#failed = false;
    this.#show();
    try {
      await join();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (this.#step !== 'inside') return;
      this.#step = 'lobby';
      this.#failed = true;
      this.#show();
    }
  }

  /** Camera and microphone close at once, whatever the server does. */
  async #leave(): Promise<void> {
    const consultId = this.#identity?.consultId;
    if (consultId === undefined || this.#step !== 'inside') return;
    this.#step = 'left';
    this.#show();
    try {
      await this.#connector.request('consult.leave', { consultId });
    } catch (error) {
      // The guest was out already, which is what was wanted.
      if (!(error instanceof RequestError)) throw error;
    }
    await this.#connector.leave();
  }

  #record(identity: GuestIdentity) {
    return this.#connector.consult(identity.consultId);
  }

  #show(): void {
    const identity = this.#identity;
    const record = identity === null ? undefined : this.#record(identity);
    const { own, phase, company } = this.#side;
    const isOver =
      record !== undefined && (record.left !== null || finalStates.has(record.consult.state));
    const connection = this.#connector.connection.value;
    this.#screen.set(
      screenOf({
        came: this.#came,
        connection,
        identity,
        record,
        step: this.#step,
        failed: this.#failed,
        own,
        phase,
        company,
      }),
    );
    if (isOver || this.#step === 'left' || connection.name === 'closed') this.#close(isOver);
  }

  /** Nothing more is sent. A session whose consult is over has nothing more to do. */
  #close(isOver: boolean): void {
    if (this.#isOut) return;
    this.#isOut = true;
    this.#side.close();
    if (isOver && this.#step !== 'left') void this.#connector.leave();
  }
}
