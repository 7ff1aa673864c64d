import { v7 as newId } from 'uuid';
import {
  type CloseName,
  type ConsultUpdate,
  closeCodes,
  consultUpdate,
  type ErrorCode,
  type Identity,
  type MethodName,
  type NotificationParams,
  type ParamsInput,
  type Result,
  type ServerNotificationName,
  subprotocol,
} from '../../src/protocol/index.ts';
import { retryDelayMs } from './backoff.ts';
import { Channel, readResult } from './channel.ts';
import { ConsultBook, type ConsultRecord } from './consultBook.ts';
import { NotificationHandlers } from './notificationHandlers.ts';
import { type Observable, Settable } from './observable.ts';
import { RequestError } from './requestError.ts';
import { finalRefusal, repeatable, takesPlace } from './requestTraits.ts';
import { onWakeUp, type WakeUp } from './wakeUps.ts';

/** How the session with the server is. Times are milliseconds since the epoch. */
export type ConnectionState =
  | { readonly name: 'idle' }
  | { readonly name: 'connecting' }
  | { readonly name: 'open' }
  | { readonly name: 'reconnecting'; readonly attempt: number; readonly since: number }
  | {
      readonly name: 'closed';
      readonly reason: CloseName | 'left';
      /** With what `session.open` was refused, where that is why: `phone_code_used` and such. */
      readonly code?: ErrorCode;
    };

/** What brings a session back. Whoever has it is this endpoint: keep it as a secret. */
export interface ResumeData {
  readonly sessionId: string;
  readonly resumeToken: string;
}

/** Where a page keeps the session over a reload. Without it, a page loaded anew is a new session. */
export interface ResumeStore {
  read(): ResumeData | undefined;
  /** @param resume `undefined` once there is nothing to come back to */
  write(resume: ResumeData | undefined): void;
}

export interface ConnectorOptions {
  /** `wss://…/signaling` */
  readonly url: string;
  readonly endpoint: 'tv' | 'agent' | 'guest' | 'mobile';
  /**
   * The device's access token, the token of a guest's link, or the code that links a phone; read
   * anew at each connect. An agent needs none.
   */
  readonly token?: () => string | undefined;
  /**
   * A phone's own secret, made when it reads its code and the same at each connect: by it a code
   * whose answer was lost works again for this phone.
   */
  readonly claim?: () => string | undefined;
  /** Keep the new token: the old one becomes void once the new one is used. */
  readonly onTokenRotated?: (token: string) => void;
  readonly resume?: ResumeStore;
  /** Another WebSocket implementation than the engine's. */
  readonly WebSocket?: new (
    url: string,
    protocol: string,
  ) => WebSocket;
}

/** How long an answer may take where the way to the server is in doubt. */
const probeLimitMs = 1_500;
/** After so long without one, another socket is tried beside the one in doubt. */
const besideAfterMs = 250;
/** A session open for so long counts as a success; the next drop is retried quickly again. */
const steadyMs = 5_000;

/** Told with each open, so that the server can tell a page that comes back from one that is new. */
const newPage = () => ({ id: newId(), hadSession: false });

/** One endpoint's session with Housecall. It outlives its sockets. */
export class Connector {
  readonly #options: ConnectorOptions;
  readonly #connection = new Settable<ConnectionState>({ name: 'idle' });
  readonly #identity = new Settable<Identity | null>(null);
  readonly #book = new ConsultBook();
  readonly #handlers = new NotificationHandlers();
  readonly #fillingGaps = new Set<string>();
  /** Consults in which this session has taken a place. */
  readonly #held = new Set<string>();
  #channel: Channel | null = null;
  /** The channel of which it was last looked whether it still leads to the server. */
  #doubted: Channel | undefined;
  #resume: ResumeData | undefined;
  #page = newPage();
  #attempt = 0;
  #droppedAt = 0;
  #openedAt = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #stopWakeUps: (() => void) | undefined;

  constructor(options: ConnectorOptions) {
    this.#options = options;
    this.#handlers.add('session.heartbeat', () => this.#channel?.notify('session.alive'));
    this.#handlers.add('session.identity', ({ identity }) => this.#identity.set(identity));
    this.#handlers.add('consult.changed', (update) => this.#learn([update]));
    this.#handlers.add('consult.left', ({ consultId, reason, outcome }) =>
      this.#book.leave(consultId, reason, outcome),
    );
  }

  get connection(): Observable<ConnectionState> {
    return this.#connection;
  }

  /** Who this endpoint is; `null` before the first open and after the session is closed. */
  get identity(): Observable<Identity | null> {
    return this.#identity;
  }

  /** Newest last. Those that are over stay until dismissed. */
  get consults(): Observable<readonly ConsultRecord[]> {
    return this.#book.records;
  }

  consult(consultId: string): ConsultRecord | undefined {
    return this.#book.find(consultId);
  }

  /** Whether this session holds a place in the consult, rather than only sees it. */
  holdsPlace(consultId: string): boolean {
    return this.#held.has(consultId);
  }

  /** Takes a consult that is over, or left, off the list. An open one stays. */
  dismiss(consultId: string): void {
    this.#book.dismiss(consultId);
  }

  /** Opens the session and keeps it open. After `closed` it begins a new one. */
  start(): void {
    const state = this.#connection.value.name;
    if (state !== 'idle' && state !== 'closed') return;
    this.#book.clear();
    this.#held.clear();
    this.#attempt = 0;
    this.#page = newPage();
    this.#resume = this.#options.resume?.read();
    this.#stopWakeUps = onWakeUp((reason) => this.#wake(reason));
    this.#connection.set({ name: 'connecting' });
    this.#connect();
  }

  /** Ends the session for good. Consults in which it takes part are over for this endpoint. */
  async leave(): Promise<void> {
    const channel = this.#channel;
    if (channel !== null && this.#connection.value.name === 'open') {
      // Where the server cannot be told, it finds out by the missing heartbeats.
      await channel.request('session.close', {}).catch(() => undefined);
    }
    this.#close('left');
  }

  /**
   * Asks the server for something. Requests that a person made and that can be repeated without
   * harm (`consult.request`, `.cancel`, `.decline`, `.end`, `chat.say`) wait for a lost connection
   * to come back; all others are rejected with `disconnected` or `not-connected`.
   *
   * @throws RequestError
   */
  async request<M extends MethodName>(method: M, params: ParamsInput<M>): Promise<Result<M>> {
    try {
      const result = repeatable.has(method)
        ? await this.#requestUntilAnswered(method, params)
        : await this.#openChannel().request(method, params);
      if (takesPlace.has(method)) {
        const update = consultUpdate.parse(result);
        this.#held.add(update.consult.id);
        this.#learn([update]);
      }
      return result;
    } catch (error) {
      if (error instanceof RequestError && error.code === 'not_joined' && 'consultId' in params) {
        // Another session of the same person or device has taken it over.
        this.#held.delete(params.consultId);
        this.#book.touch();
      }
      throw error;
    }
  }

  /**
   * Looks whether the socket still leads to the server, and gives it up where it does not, or where
   * another one does sooner: an engine keeps one whose network is gone until the heartbeat is missed.
   */
  probe(consultId: string): void {
    const channel = this.#channel;
    const record = this.consult(consultId);
    if (channel === null || record === undefined) return;
    if (this.#connection.value.name !== 'open') return;
    this.#doubted = channel;
    channel.expectFrame(probeLimitMs, () => channel.close('heartbeatMissed'));
    channel.expectFrame(besideAfterMs, () => this.#connectBeside(channel));
    void this.#fillGap(consultId, record.consult.lastSeq);
  }

  /** @returns the way to stop listening */
  onNotification<N extends ServerNotificationName>(
    name: N,
    handler: (params: NotificationParams<N>) => void,
  ): () => void {
    return this.#handlers.add(name, handler);
  }

  #openChannel(): Channel {
    if (this.#channel === null || this.#connection.value.name !== 'open') {
      throw new RequestError('not-connected', 'There is no connection to the server.');
    }
    return this.#channel;
  }

  async #requestUntilAnswered<M extends MethodName>(
    method: M,
    params: ParamsInput<M>,
  ): Promise<Result<M>> {
    for (let sentBefore = false; ; ) {
      const channel = await this.#whenOpen();
      try {
        return await channel.request(method, params);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        if (error.code === 'disconnected') sentBefore = true;
        else if (error.code === 'wrong_state' && sentBefore && method !== 'consult.request') {
          // The first one was done, only its answer was lost.
          return readResult(method, {});
        } else if (error.code !== 'not-connected') throw error;
      }
    }
  }

  #whenOpen(): Promise<Channel> {
    return new Promise((resolve, reject) => {
      let unsubscribe: () => void = () => undefined;
      const check = (state: ConnectionState) => {
        if (state.name === 'open' && this.#channel !== null) {
          resolve(this.#channel);
        } else if (state.name === 'closed') {
          reject(new RequestError('left', 'The session is closed.'));
        } else if (state.name === 'idle') {
          reject(new RequestError('not-connected', 'The connector has not been started.'));
        } else return;
        unsubscribe();
      };
      unsubscribe = this.#connection.subscribe(check);
      check(this.#connection.value);
    });
  }

  #connect(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.#channel = this.#makeChannel((channel) => void this.#open(channel));
  }

  /** Where a socket opens while nothing is heard on the one in doubt, the session goes over to it. */
  #connectBeside(doubted: Channel): void {
    if (this.#channel !== doubted) return;
    const heardBefore = doubted.framesHeard;
    this.#makeChannel((channel) => {
      const isAnswered = doubted.framesHeard > heardBefore || doubted.isClosing;
      if (this.#channel !== doubted || isAnswered) {
        channel.close();
        return;
      }
      this.#channel = channel;
      doubted.close('heartbeatMissed');
      this.#droppedAt = Date.now();
      this.#connection.set({ name: 'reconnecting', attempt: 1, since: this.#droppedAt });
      void this.#open(channel);
    });
  }

  #makeChannel(onOpen: (channel: Channel) => void): Channel {
    const WebSocketClass = this.#options.WebSocket ?? WebSocket;
    const channel = new Channel(new WebSocketClass(this.#options.url, subprotocol), {
      onOpen: () => onOpen(channel),
      onNotification: (name, params) => {
        // What cannot be read was lost: a new socket replays it.
        if (!this.#handlers.dispatch(name, params)) channel.close('badFrame');
      },
      onClosed: (reason) => this.#dropped(channel, reason),
    });
    return channel;
  }

  async #open(channel: Channel): Promise<void> {
    const token = this.#options.token?.();
    const claim = this.#options.claim?.();
    try {
      const session = await channel.request('session.open', {
        endpoint: this.#options.endpoint,
        ...(token === undefined ? {} : { token }),
        ...(claim === undefined ? {} : { claim }),
        ...(this.#resume === undefined ? {} : { resume: this.#resume }),
        page: this.#page,
        cursors: this.#book.cursors(),
      });
      if (this.#channel !== channel) return;
      this.#page = { ...this.#page, hadSession: true };
      this.#resume = { sessionId: session.sessionId, resumeToken: session.resumeToken };
      this.#options.resume?.write(this.#resume);
      if (session.rotatedToken !== undefined) this.#options.onTokenRotated?.(session.rotatedToken);
      if (!session.resumed) this.#held.clear();
      this.#openedAt = Date.now();
      this.#identity.set(session.identity);
      this.#book.leaveOthers(session.consults.map((update) => update.consult.id));
      this.#learn(session.consults);
      this.#connection.set({ name: 'open' });
      this.#fillGaps();
    } catch (error) {
      if (this.#channel !== channel) return;
      const refusal = error instanceof RequestError ? finalRefusal(error.code) : undefined;
      if (refusal !== undefined) this.#close('unauthenticated', refusal);
      else channel.close();
    }
  }

  #dropped(channel: Channel, reason: CloseName | undefined): void {
    if (this.#channel !== channel) return;
    this.#channel = null;
    if (reason !== undefined && !closeCodes[reason].reconnect) {
      this.#close(reason);
      return;
    }
    const wasOpen = this.#connection.value.name === 'open';
    if (wasOpen && Date.now() - this.#openedAt > steadyMs) this.#attempt = 0;
    if (wasOpen || this.#attempt === 0) this.#droppedAt = Date.now();
    this.#attempt += 1;
    // Where it is this side's network that is another, no crowd comes back at the same moment.
    const isAlone = channel === this.#doubted && wasOpen;
    const delayMs = isAlone ? 0 : retryDelayMs(this.#attempt, Math.random);
    this.#retryTimer = setTimeout(() => this.#connect(), delayMs);
    this.#connection.set({
      name: 'reconnecting',
      attempt: this.#attempt,
      since: this.#droppedAt,
    });
  }

  #wake(reason: WakeUp): void {
    // A socket of the network before would be silent for seconds until it is given up.
    if (reason === 'network') this.#channel?.close();
    else this.#channel?.checkSilence();
    if (this.#retryTimer !== undefined) this.#connect();
  }

  #close(reason: CloseName | 'left', code?: ErrorCode): void {
    if (this.#connection.value.name === 'closed') return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.#stopWakeUps?.();
    this.#resume = undefined;
    // Where another window has taken the session over, it is still there to be taken back.
    if (reason !== 'replaced') this.#options.resume?.write(undefined);
    const channel = this.#channel;
    this.#channel = null;
    this.#identity.set(null);
    this.#connection.set({ name: 'closed', reason, ...(code && { code }) });
    channel?.close();
  }

  #learn(updates: readonly ConsultUpdate[]): void {
    this.#book.apply(updates);
    this.#fillGaps();
  }

  #fillGaps(): void {
    if (this.#connection.value.name !== 'open') return;
    for (const { consultId, after } of this.#book.gaps()) void this.#fillGap(consultId, after);
  }

  async #fillGap(consultId: string, after: number): Promise<void> {
    if (this.#fillingGaps.has(consultId)) return;
    this.#fillingGaps.add(consultId);
    try {
      const { events } = await this.request('consult.timeline', { consultId, after });
      this.#book.addEvents(consultId, events);
    } catch (error) {
      // The next change, or the next open, tries again.
      if (!(error instanceof RequestError)) throw error;
    } finally {
      this.#fillingGaps.delete(consultId);
    }
  }
}
