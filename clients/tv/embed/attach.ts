import { v7 as newId } from 'uuid';
import {
  Connector,
  DevicePairing,
  type Fault,
  FaultWatch,
  type Timings,
} from '../../connector/index.ts';
import { ContextSource } from '../model/requestContext.ts';
import type { Screen } from '../model/screen.ts';
import { checksOf } from '../model/taskChecks.ts';
import { TvApp, type TvAppOptions } from '../model/tvApp.ts';
import { describeDevice } from '../platform/registration.ts';
import styles from './embed.css?inline';
import { loadFont } from './font.ts';
import { momentOf, type ServiceState } from './moment.ts';
import { Offers } from './offers.ts';
import { coversPage, Overlay } from './overlay.tsx';
import { holdFor, PlayerHold } from './playerHold.ts';

/** Where the script was loaded from; a module is told by its page. */
const scriptOrigin =
  document.currentScript instanceof HTMLScriptElement
    ? new URL(document.currentScript.src).origin
    : location.origin;

export interface AttachOptions {
  /** What plays the service's films; a service whose player comes later tells by `setPlayer`. */
  readonly player?: HTMLVideoElement | null;
  readonly service: {
    readonly name: string;
    readonly version?: string;
    /** Answers `HEAD` where the service is well; the page's own address unless told. */
    readonly url?: string;
  };
  /** Housecall's origin, such as `https://consult.clinic.example`; the script's unless told. */
  readonly server?: string;
  /** The account with the service, if the patient has one. */
  readonly account?: string;
  /** Whether to ask about a fault; about every one unless told. */
  readonly asksAbout?: (fault: Fault) => boolean;
  /** How long faults must be there, and be away, where the service knows better. */
  readonly timings?: Timings;
  /** The app covers the service, or has given the screen and the keys back. */
  readonly onShow?: () => void;
  readonly onHide?: () => void;
}

export interface Attached {
  /** The patient wants their doctor. */
  ask(): void;
  /** Shows the app: the pairing, or the question whether to call. */
  open(): void;
  /** What changed in the service; what is not told stays as it was. */
  setService(state: ServiceState): void;
  setPlayer(player: HTMLVideoElement | null): void;
  /** Takes everything away again. */
  close(): void;
}

/** Attaches Housecall to a TV service: it watches, and shows itself when it is needed. */
export function attach(options: AttachOptions): Attached {
  const server = options.server ?? scriptOrigin;
  const context = new ContextSource();
  let state: ServiceState = {};
  let player = options.player ?? null;

  const watch = new FaultWatch({
    player,
    serviceUrl: options.service.url ?? location.href.replace(/#.*/, ''),
    clinicUrl: `${server}/api/health`,
    newId,
    onEvent: (event) => app.report(event),
    ...(options.timings === undefined ? {} : { timings: options.timings }),
  });
  const { app, connector } = tvApp(server, {
    describe: () =>
      context.describe({
        ...momentOf(options.service, state, player),
        ...(options.account === undefined ? {} : { account: options.account }),
        events: watch.events,
      }),
    checks: checksOf(watch, () => player !== null),
    overlay: { onHelpDeclined: () => offers.declined() },
  });
  const offers = new Offers(watch, app, options.asksAbout);
  const overlay = new Overlay(styles, app.actions);
  const hold = new PlayerHold();

  let shown: Screen = { name: 'hidden' };
  app.screen.subscribe((screen) => {
    const before = shown;
    shown = screen;
    overlay.show(screen);
    const wanted = holdFor(screen);
    if (wanted !== 'as-before') hold.set(wanted, player);
    if (!coversPage(before) && coversPage(screen)) options.onShow?.();
    if (coversPage(before) && !coversPage(screen)) {
      if (before.name !== 'help') offers.attended();
      options.onHide?.();
    }
  });
  loadFont();
  app.start();

  let isClosed = false;
  return {
    ask() {
      void watch.lookForConsult().then(() => isClosed || app.askFor({ kind: 'care' }));
    },
    open: () => app.open(),
    setService(change) {
      state = { ...state, ...change };
    },
    setPlayer(next) {
      player = next;
      watch.watchPlayer(next);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      offers.close();
      watch.close();
      app.close();
      void connector.leave();
      overlay.close();
      hold.set('none', null);
    },
  };
}

/** The app with its pairing and its session, as `main.tsx` has them. */
function tvApp(server: string, options: Pick<TvAppOptions, 'describe' | 'checks' | 'overlay'>) {
  const pairing = new DevicePairing({
    baseUrl: server,
    registration: () => describeDevice(localStorage, newId),
    storage: localStorage,
  });
  const connector = new Connector({
    url: `${server.replace(/^http/, 'ws')}/signaling`,
    endpoint: 'tv',
    token: () => pairing.token,
    onTokenRotated: (token) => pairing.keepToken(token),
  });
  const app = new TvApp({
    ...options,
    pairing,
    connector,
    newId,
    // The page is not ours to load anew.
    restart: () => connector.start(),
    leaveApp: () => undefined,
  });
  return { app, connector };
}
