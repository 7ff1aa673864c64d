import { z } from 'zod';
import {
  type CloseName,
  closeCodes,
  type ErrorCode,
  errorCodes,
  type MethodName,
  methods,
  type ParamsInput,
  type Result,
  replyFrame,
  requestFrame,
} from '../../src/protocol/index.ts';
import { RequestError } from './requestError.ts';

// zod's compiled validators need `unsafe-eval`, which the apps' Content-Security-Policy forbids.
z.config({ jitless: true });

/** Without a frame for so long, the other side is taken for gone; a heartbeat comes every 4 s. */
const silenceLimitMs = 9_000;
/** How long the end of a socket may take that the server closes. */
const closingLimitMs = 2_000;

const inboundFrame = z.union([requestFrame, replyFrame]);

interface Pending {
  resolve(result: unknown): void;
  reject(error: RequestError): void;
}

export interface ChannelListener {
  onOpen(): void;
  onNotification(name: string, params: unknown): void;
  /** Called once. `reason` is `undefined` where it was not the server that closed the socket. */
  onClosed(reason: CloseName | undefined): void;
}

/** One socket: JSON-RPC requests with their replies, notifications, and a watch over silence. */
export class Channel {
  readonly #socket: WebSocket;
  readonly #listener: ChannelListener;
  readonly #pending = new Map<number, Pending>();
  readonly #watchdog: ReturnType<typeof setInterval>;
  #lastId = 0;
  #lastHeardAt = Date.now();
  #framesHeard = 0;
  #closed = false;

  constructor(socket: WebSocket, listener: ChannelListener) {
    this.#socket = socket;
    this.#listener = listener;
    this.#watchdog = setInterval(() => this.checkSilence(), 1_000);
    socket.addEventListener('open', () => {
      if (this.#closed) return;
      this.#lastHeardAt = Date.now();
      listener.onOpen();
    });
    socket.addEventListener('message', (event) => this.#receive(event.data));
    socket.addEventListener('close', (event) => this.#finish(closeNameOf(event.code)));
  }

  /** Gives the socket up if nothing has come for too long, as after the machine slept. */
  checkSilence(): void {
    if (Date.now() - this.#lastHeardAt > silenceLimitMs) this.close('heartbeatMissed');
  }

  /** Tells if nothing comes within so long, while an answer is on its way. */
  expectFrame(limitMs: number, onNothing: () => void): void {
    const before = this.#framesHeard;
    setTimeout(() => {
      if (!this.#closed && !this.isClosing && this.#framesHeard === before) onNothing();
    }, limitMs);
  }

  /** The server closes the socket; why, is known once it is closed. */
  get isClosing(): boolean {
    return !this.#closed && this.#socket.readyState === 2;
  }

  /** How many frames have come. */
  get framesHeard(): number {
    return this.#framesHeard;
  }

  /** @throws RequestError */
  async request<M extends MethodName>(method: M, params: ParamsInput<M>): Promise<Result<M>> {
    if (this.#closed || this.#socket.readyState !== 1) {
      await this.#toldWhy();
      throw new RequestError('not-connected', 'There is no connection to the server.');
    }
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    return readResult(method, await answer);
  }

  /** Sends a notification; where the socket is gone there is nobody to miss it. */
  notify(method: 'session.alive'): void {
    if (this.#closed || this.#socket.readyState !== 1) return;
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', method, params: {} }));
  }

  /** Closes the socket from this side, telling the server why; the listener hears at once. */
  close(reason?: CloseName): void {
    if (this.#closed) return;
    if (reason === undefined) this.#socket.close(1000);
    else this.#socket.close(closeCodes[reason].code, closeCodes[reason].reason);
    this.#finish(undefined);
  }

  /** Until the server has said why it closes the socket, or does not get to it. */
  async #toldWhy(): Promise<void> {
    if (this.isClosing) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, closingLimitMs);
        this.#socket.addEventListener('close', () => {
          clearTimeout(limit);
          resolve();
        });
      });
    }
    this.close();
  }

  #receive(data: unknown): void {
    if (this.#closed) return;
    this.#lastHeardAt = Date.now();
    this.#framesHeard += 1;
    const frame = readFrame(data);
    if (frame === undefined) {
      // Something was lost: a new socket replays it.
      this.close('badFrame');
    } else if ('method' in frame) {
      this.#listener.onNotification(frame.method, frame.params ?? {});
    } else {
      this.#settle(frame);
    }
  }

  #settle(frame: z.infer<typeof replyFrame>): void {
    const pending = typeof frame.id === 'number' ? this.#pending.get(frame.id) : undefined;
    if (pending === undefined || typeof frame.id !== 'number') return;
    this.#pending.delete(frame.id);
    if ('error' in frame) {
      const { code, details } = frame.error.data;
      pending.reject(new RequestError(knownCode(code), frame.error.message, details));
    } else {
      pending.resolve(frame.result);
    }
  }

  #finish(reason: CloseName | undefined): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#watchdog);
    for (const pending of this.#pending.values()) {
      pending.reject(
        new RequestError('disconnected', 'The connection was lost before the answer came.'),
      );
    }
    this.#pending.clear();
    this.#listener.onClosed(reason);
  }
}

/** Checks an answer against the contract. @throws RequestError `unreadable-answer` */
export function readResult<M extends MethodName>(method: M, raw: unknown): Result<M> {
  const schema: z.ZodType = methods[method].result;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    throw new RequestError(
      'unreadable-answer',
      `The server's answer to ${method} is not what the contract says: ${parsed.error.message}`,
    );
  }
  return parsed.data as Result<M>;
}

function readFrame(data: unknown): z.infer<typeof inboundFrame> | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return inboundFrame.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function isCloseName(name: string): name is CloseName {
  return name in closeCodes;
}

function closeNameOf(code: number): CloseName | undefined {
  return Object.keys(closeCodes)
    .filter(isCloseName)
    .find((name) => closeCodes[name].code === code);
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorCodes;
}

function knownCode(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'internal_error';
}
