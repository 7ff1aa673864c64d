import {
  type CloseName,
  closeCodes,
  type NotificationParams,
  Refusal,
  type RequestId,
  type ServerNotificationName,
} from '../protocol/index.ts';
import { FrameBudget } from './frameBudget.ts';
import { errorFrame, notificationFrame, parseFrame, resultFrame } from './frames.ts';
import type { SignalingLimits } from './limits.ts';
import type { Session } from './session.ts';

/** What carries the frames: a WebSocket, seen through an adapter. */
export interface Wire {
  /** Bytes handed over that the endpoint has not taken yet. */
  readonly bufferedAmount: number;
  send(frame: string): void;
  /** Begins the closing handshake. */
  close(code: number, reason: string): void;
  /** Drops the socket at once. */
  terminate(): void;
}

/** One request on its way through. */
export interface Call {
  readonly connection: Connection;
  readonly method: string;
  readonly params: unknown;
  /** Set by a handler: runs as soon as the reply, a result or an error, has been handed over. */
  afterReply?: () => void;
}

/** Where a socket comes from, by its upgrade request. */
export interface ConnectionOrigin {
  readonly address: string;
  /** At most 512 characters. */
  readonly userAgent: string;
  readonly cookieHeader: string | undefined;
}

/** What all connections share. */
export interface ConnectionHost {
  readonly limits: SignalingLimits;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
  /** Answers a request. @throws Refusal, or anything else where the server failed */
  answer(call: Call): Promise<unknown>;
  /** Turns whatever was thrown into what the endpoint is told, and logs it. */
  explain(error: unknown, connection: Connection, method: string): Refusal;
  /** Told once, when the session is open. */
  opened(connection: Connection): void;
  /** Told once, when the connection is over, whoever ended it. */
  ended(connection: Connection, close: CloseName | 'by-endpoint'): void;
}

/** `opening`: until `session.open` is answered; it has a session while the answer is made. */
type Phase =
  | { readonly name: 'opening'; readonly session: Session | undefined }
  | { readonly name: 'open'; readonly session: Session }
  | { readonly name: 'closing'; readonly session: undefined };

const opening: Phase = { name: 'opening', session: undefined };
const closing: Phase = { name: 'closing', session: undefined };

/**
 * One socket's side of the protocol, without the socket. It holds no timer and allocates what it
 * needs for requests only when there are any: thousands of idle TVs are the common case.
 */
export class Connection {
  /** The cookies of the upgrade request, until the session is open. */
  cookieHeader: string | undefined;
  /** The network address, for the limit on sockets that are not open, and to tell of a phone. */
  readonly address: string;
  /** What the browser calls itself; empty where it does not tell. */
  readonly userAgent: string;
  readonly startedAt: number;
  /** When a frame last came in. */
  heardAt: number;
  /** When a heartbeat last went out. */
  beatAt: number;

  readonly #host: ConnectionHost;
  readonly #wire: Wire;
  readonly #budget: FrameBudget;
  #phase: Phase = opening;
  #lanes: Map<string, Promise<void>> | null = null;
  #inFlight = 0;
  #refusing = false;

  constructor(
    host: ConnectionHost,
    wire: Wire,
    { address, userAgent, cookieHeader }: ConnectionOrigin,
  ) {
    this.#host = host;
    this.#wire = wire;
    this.address = address;
    this.userAgent = userAgent;
    this.cookieHeader = cookieHeader;
    this.startedAt = host.monotonicMs();
    this.heardAt = this.startedAt;
    this.beatAt = this.startedAt;
    this.#budget = new FrameBudget(host.limits.frames, this.startedAt);
  }

  get phase(): Phase['name'] {
    return this.#phase.name;
  }

  /** The session that is open on this socket, or about to be. */
  get session(): Session | undefined {
    return this.#phase.session;
  }

  /** Ties the socket to the session that is being opened, so that losing it is noticed. */
  attach(session: Session | undefined): void {
    if (this.#phase.name === 'opening') this.#phase = { name: 'opening', session };
  }

  /** @returns whether the attached session is open now; not so if the socket is closing */
  open(): boolean {
    if (this.#phase.name !== 'opening' || !this.#phase.session) return false;
    this.#phase = { name: 'open', session: this.#phase.session };
    this.cookieHeader = undefined;
    this.#host.opened(this);
    return true;
  }

  /** Takes one text frame. */
  receive(text: string): void {
    if (this.#phase.name === 'closing') return;
    this.heardAt = this.#host.monotonicMs();
    const verdict = this.#budget.spend(this.#host.limits.frames, this.heardAt);
    if (verdict === 'flood') {
      this.close('tooManyRequests');
      return;
    }
    const frame = parseFrame(text);
    if (frame.type === 'garbage') {
      this.close('badFrame');
    } else if (frame.type === 'notification' && frame.method === 'session.alive') {
      return;
    } else if (verdict === 'refused' || this.#inFlight >= this.#host.limits.inFlight) {
      if (frame.type === 'request') this.#limit(frame.id, frame.method);
      else this.#limit(frame.type === 'invalid' ? frame.id : null, 'invalid');
    } else if (frame.type === 'invalid') {
      this.#refuse(frame.id, new Refusal('invalid_request'), 'invalid');
    } else if (frame.type === 'notification') {
      const message = 'A request needs an id; the only notification is session.alive.';
      this.#refuse(null, new Refusal('invalid_request', message), 'invalid');
    } else {
      this.#refusing = false;
      this.#enqueue(frame.id, frame.method, frame.params);
    }
  }

  /** Takes one binary frame; the protocol has none. */
  receiveBinary(): void {
    this.close('badFrame');
  }

  /** The socket is gone. */
  wireClosed(): void {
    this.#end('by-endpoint');
  }

  notify<N extends ServerNotificationName>(name: N, params: NotificationParams<N>): void {
    this.send(notificationFrame(name, params));
  }

  /** Sends a frame, unless the socket is closing. An endpoint that does not read is dropped. */
  send(frame: string): void {
    if (this.#phase.name === 'closing') return;
    this.#wire.send(frame);
    if (this.#wire.bufferedAmount > this.#host.limits.sendBufferBytes) this.drop('notReading');
  }

  /** Closes with a handshake, so that the endpoint learns the code. */
  close(name: CloseName): void {
    if (this.#phase.name === 'closing') return;
    this.#end(name);
    this.#wire.close(closeCodes[name].code, closeCodes[name].reason);
  }

  /** Closes without waiting for an endpoint that would not answer. */
  drop(name: CloseName): void {
    this.close(name);
    this.terminate();
  }

  /** Ends a session that its endpoint left for good. */
  closeNormally(): void {
    if (this.#phase.name === 'closing') return;
    this.#end('by-endpoint');
    this.#wire.close(1000, 'the session is closed');
  }

  terminate(): void {
    this.#wire.terminate();
  }

  #end(close: CloseName | 'by-endpoint'): void {
    if (this.#phase.name === 'closing') return;
    this.#host.ended(this, close);
    this.#phase = closing;
    this.cookieHeader = undefined;
  }

  /**
   * Requests of one noun (`consult.…`, `relay.…`) are answered in their order; those of different
   * nouns do not wait for each other, so that a slow relay never holds up hanging up.
   */
  #enqueue(id: RequestId, method: string, params: unknown): void {
    this.#lanes ??= new Map();
    const lanes = this.#lanes;
    const lane = method.slice(0, method.indexOf('.'));
    this.#inFlight += 1;
    const before = lanes.get(lane);
    const work =
      before !== undefined
        ? before.then(() => this.#answer(id, method, params))
        : this.#answer(id, method, params);
    lanes.set(lane, work);
    void work.then(() => {
      this.#inFlight -= 1;
      if (lanes.get(lane) === work) lanes.delete(lane);
      if (lanes.size === 0 && this.#lanes === lanes) this.#lanes = null;
    });
  }

  /** Never rejects: whatever happens becomes the reply. */
  async #answer(id: RequestId, method: string, params: unknown): Promise<void> {
    const call: Call = { connection: this, method, params };
    let reply: string;
    try {
      reply = resultFrame(id, await this.#host.answer(call));
    } catch (error) {
      reply = errorFrame(id, this.#host.explain(error, this, method));
    }
    this.send(reply);
    call.afterReply?.();
  }

  #refuse(id: RequestId | null, refusal: Refusal, method: string): void {
    this.send(errorFrame(id, this.#host.explain(refusal, this, method)));
  }

  /** Every frame over the limit is answered, but only the first of a row is worth a log line. */
  #limit(id: RequestId | null, method: string): void {
    const refusal = new Refusal('rate_limited');
    if (this.#refusing) {
      this.send(errorFrame(id, refusal));
      return;
    }
    this.#refusing = true;
    this.#refuse(id, refusal, method);
  }
}
