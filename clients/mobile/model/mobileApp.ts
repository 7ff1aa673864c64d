import type { ConsultView, MobileIdentity, MobilePlace } from '../../../src/protocol/index.ts';
import { type Connector, type Observable, RequestError, Settable } from '../../connector/index.ts';
import { Asks } from './asks.ts';
import { Conversation } from './conversation.ts';
import { Crossing } from './crossing.ts';
import { OwnSide } from './ownSide.ts';
import type { Actions, Screen, Tab } from './screen.ts';
import { type Situation, screenOf } from './screenOf.ts';

export interface MobileAppOptions {
  readonly connector: Connector;
  readonly came: Situation['came'];
  /** With which code the connector is to open the session. */
  readonly onCode: (code: string) => void;
}

/** What there is of one consult while this phone is linked with it. */
interface Linked {
  readonly identity: MobileIdentity;
  readonly asks: Asks;
  /** `null` until the phone was let in. */
  conversation: Conversation | null;
}

/** Screens after which there is nothing more to do here, and nothing to remember. */
const farewells: ReadonlySet<Screen['name']> = new Set(['ended', 'left', 'out', 'gone']);

/** The page behind the screens: opens the session, and takes the patient's choices. */
export class MobileApp {
  readonly actions: Actions;
  readonly #options: MobileAppOptions;
  readonly #screen = new Settable<Screen>({ name: 'opening' });
  readonly #side: OwnSide;
  readonly #crossing: Crossing;
  #came: Situation['came'];
  #linked: Linked | null = null;
  #tab: Tab = 'chat';
  #joining = false;
  /** Whether the call, or a part of it, is on this phone. */
  #isHere = false;
  #hasLeft = false;
  #isOut = false;

  constructor(options: MobileAppOptions) {
    this.#options = options;
    this.#came = options.came;
    const show = () => this.#show();
    const side = new OwnSide(options.connector, show);
    const crossing = new Crossing(options.connector, show);
    this.#side = side;
    this.#crossing = crossing;
    const conversation = () => this.#linked?.conversation;
    this.actions = {
      enterCode: (code) => this.#enterCode(code),
      prove: (answer) => void this.#linked?.asks.prove(answer),
      openTab: (tab) => this.#openTab(tab),
      write: (text) => conversation()?.write(text),
      say: () => conversation()?.say(),
      sendPhoto: (file) => void conversation()?.sendPhoto(file),
      sendAgain: (id) => conversation()?.sendAgain(id),
      discard: (id) => conversation()?.discard(id),
      loadAgain: (id) => conversation()?.loadAgain(id),
      answerTask: (taskId, answer) => void this.#linked?.asks.answerTask(taskId, answer),
      wish: (use) => {
        crossing.wish(use);
        void side.openMediaIfAllowed();
      },
      stay: () => {
        side.release();
        crossing.stay();
      },
      openMedia: () => void side.openMedia(),
      setMedia: (media) => side.want(media),
      start: () => void crossing.start(side.wanted),
      setMicrophoneOn: (on) => side.setMicrophoneOn(on),
      setCameraOn: (on) => side.setCameraOn(on),
      turnCamera: () => side.turnCamera(),
      openReturn: () => crossing.openReturn(),
      chooseReturn: (way) => crossing.chooseReturn(way),
      closeReturn: () => crossing.closeReturn(),
      typeReturn: (code) => void crossing.typeReturn(code),
      giveNumber: (number) => void this.#linked?.asks.giveNumber(number),
      hangUp: () => void this.#hangUp(),
      leave: () => void this.#leave(),
      useHere: () => location.reload(),
      startAgain: () => location.reload(),
    };
  }

  get screen(): Observable<Screen> {
    return this.#screen;
  }

  start(): void {
    const { connector } = this.#options;
    connector.identity.subscribe((identity) => {
      if (identity?.kind === 'mobile') this.#link(identity);
    });
    connector.connection.subscribe(() => this.#follow());
    connector.consults.subscribe(() => this.#follow());
    if (this.#came === 'by-code' || this.#came === 'by-reload') connector.start();
    this.#show();
  }

  #enterCode(code: string): void {
    this.#came = 'by-code';
    this.#options.onCode(code);
    this.#options.connector.start();
    this.#show();
  }

  #link(identity: MobileIdentity): void {
    if (this.#linked?.identity.mobileId === identity.mobileId) return;
    const asks = new Asks(this.#options.connector, identity.consultId, () => this.#show());
    this.#linked = { identity, asks, conversation: null };
  }

  #follow(): void {
    const linked = this.#linked;
    const { connector } = this.#options;
    if (linked !== null && !this.#isOut) {
      const { consultId, mobileId } = linked.identity;
      if (connector.connection.value.name === 'open') void this.#takePlace(consultId);
      const consult = connector.consult(consultId)?.consult;
      if (consult?.mobile?.id === mobileId) this.#followConsult(linked, consult, consult.mobile);
    }
    this.#show();
  }

  async #takePlace(consultId: string): Promise<void> {
    const { connector } = this.#options;
    if (this.#joining || connector.holdsPlace(consultId)) return;
    this.#joining = true;
    try {
      await connector.request('consult.join', { consultId });
    } catch (error) {
      // It is over, or the connection is: either is told in other ways.
      if (!(error instanceof RequestError)) throw error;
    }
    this.#joining = false;
    this.#follow();
  }

  #followConsult(linked: Linked, consult: ConsultView, mobile: MobilePlace): void {
    if (!mobile.admitted || !this.#options.connector.holdsPlace(consult.id)) return;
    if (linked.conversation === null) this.#admitted(linked, consult, mobile);
    const wasHere = this.#isHere;
    this.#isHere = consult.patientAt !== 'tv';
    this.#crossing.follow(consult);
    if (wasHere && !this.#isHere) {
      this.#side.release();
      this.#tab = 'chat';
    } else if (!wasHere && this.#isHere) {
      this.#tab = 'call';
    }
  }

  /** Let in just now, or here again after a reload. */
  #admitted(linked: Linked, consult: ConsultView, mobile: MobilePlace): void {
    linked.conversation = new Conversation(this.#options.connector, consult.id, () => this.#show());
    const { patientAt, shift } = consult;
    if (patientAt !== 'tv' || (shift !== null && shift.to !== 'tv')) {
      this.#side.reopen(mobile.media ?? 'video', mobile.devices);
    } else if (mobile.use !== 'add' && this.#came === 'by-code') {
      this.#crossing.wish(mobile.use);
    }
    this.#side.follow(consult);
  }

  #openTab(tab: Tab): void {
    this.#tab = tab;
    this.#show();
  }

  async #hangUp(): Promise<void> {
    await this.#goodbye('consult.end');
  }

  async #leave(): Promise<void> {
    this.#hasLeft = true;
    await this.#goodbye('deflection.leave');
    await this.#options.connector.leave();
  }

  /** Camera and microphone close at once, whatever the server does. */
  async #goodbye(method: 'consult.end' | 'deflection.leave'): Promise<void> {
    const consultId = this.#linked?.identity.consultId;
    if (consultId === undefined) return;
    this.#side.close();
    this.#show();
    try {
      await this.#options.connector.request(method, { consultId });
    } catch (error) {
      // It was over already, which is what was wanted.
      if (!(error instanceof RequestError)) throw error;
    }
  }

  #show(): void {
    if (this.#isOut) return;
    const { connector } = this.#options;
    const linked = this.#linked;
    const conversation = linked?.conversation ?? null;
    if (this.#screen.value.name === 'consult' && this.#tab === 'chat') conversation?.markRead();
    const { own, wanted, phase, company } = this.#side;
    const screen = screenOf({
      came: this.#came,
      connection: connector.connection.value,
      identity: linked?.identity ?? null,
      record: linked === null ? undefined : connector.consult(linked.identity.consultId),
      hasLeft: this.#hasLeft,
      tab: this.#tab,
      crossing: this.#crossing.state,
      asks: linked?.asks.state ?? noAsks,
      own,
      media: wanted,
      phase,
      company,
      talk: conversation?.talk ?? noTalk,
    });
    this.#screen.set(screen);
    if (farewells.has(screen.name)) this.#forget();
  }

  /** Nothing of the consult stays: not in memory, not in the tab's storage. */
  #forget(): void {
    this.#isOut = true;
    const { connector } = this.#options;
    const linked = this.#linked;
    this.#linked = null;
    this.#side.close();
    this.#crossing.close();
    linked?.conversation?.close();
    if (this.#hasLeft) return;
    void connector.leave().then(() => {
      if (linked !== null) connector.dismiss(linked.identity.consultId);
    });
  }
}

const noAsks: Situation['asks'] = {
  check: 'none',
  triesLeft: null,
  number: { problem: null, busy: false },
  answering: new Set(),
};
const noTalk: Situation['talk'] = { entries: [], unread: 0, draft: '', photo: 'none' };
