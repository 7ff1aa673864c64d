import { once } from 'node:events';
import { v7 as newId } from 'uuid';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import {
  type ConsultUpdate,
  consultUpdate,
  type MethodName,
  methods,
  type NotificationParams,
  type ParamsInput,
  type Result,
  replyFrame,
  requestFrame,
  type ServerNotificationName,
  serverNotifications,
  subprotocol,
} from '../../../src/protocol/index.ts';
import { careRequest } from '../../support/serviceRequests.ts';

const timeoutMs = 5_000;

type Frame = z.infer<typeof frame>;
const frame = z.union([requestFrame, replyFrame]);

/** A hand-made endpoint: a bare WebSocket that can do everything wrong. */
export class Endpoint {
  readonly socket: WebSocket;
  /** Every frame that came, in order, heartbeats aside. */
  readonly frames: Frame[] = [];
  /** Settles when the socket is closed, with the code. */
  readonly closed: Promise<number>;
  /** Whether heartbeats are answered. */
  alive = true;
  sessionId = '';
  resumeToken = '';
  #closeCode: number | undefined;
  #lastId = 0;
  readonly #pending = new Map<
    unknown,
    { resolve(reply: z.infer<typeof replyFrame>): void; reject(error: Error): void }
  >();
  readonly #watchers = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => this.#receive(data.toString()));
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.on('close', (code) => {
        this.#closeCode = code;
        resolve(code);
        for (const { reject } of this.#pending.values()) reject(new Error(`closed with ${code}`));
        this.#wake();
      });
    });
  }

  static async connect(
    url: string,
    headers: Record<string, string> = {},
    protocols: string[] = [subprotocol],
  ): Promise<Endpoint> {
    const socket = new WebSocket(url, protocols, { headers });
    const endpoint = new Endpoint(socket);
    await once(socket, 'open');
    return endpoint;
  }

  /** Opens the session and keeps what it takes to resume it. */
  async open(params: ParamsInput<'session.open'>): Promise<Result<'session.open'>> {
    const result = await this.request('session.open', params);
    this.sessionId = result.sessionId;
    this.resumeToken = result.resumeToken;
    return result;
  }

  get resume(): { sessionId: string; resumeToken: string } {
    return { sessionId: this.sessionId, resumeToken: this.resumeToken };
  }

  send(text: string): void {
    this.socket.send(text);
  }

  /** Sends a request, whatever it is, and returns its reply's result or code. */
  async attempt(method: string, params: unknown): Promise<{ result?: unknown; code?: string }> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    const { promise, resolve, reject } = Promise.withResolvers<z.infer<typeof replyFrame>>();
    this.#pending.set(id, { resolve, reject });
    const reply = await promise;
    return 'error' in reply ? { code: reply.error.data.code } : { result: reply.result };
  }

  /** Sends a request, checks its result against the contract, and returns it. */
  async request<M extends MethodName>(method: M, params: ParamsInput<M>): Promise<Result<M>> {
    const { result, code } = await this.attempt(method, params);
    if (code !== undefined) throw new Error(`${method} was refused: ${code}`);
    const parsed = methods[method].result.parse(result);
    // Nothing beyond the contract leaves the server.
    expect(parsed).toEqual(result);
    return parsed as Result<M>;
  }

  /** The patient's yes. */
  ask(consultId = newId()): Promise<ConsultUpdate> {
    return this.request('consult.request', { consultId, serviceRequest: careRequest });
  }

  async reply(id: number | string | null): Promise<z.infer<typeof replyFrame>> {
    return await this.until(() =>
      this.frames.find((found) => !('method' in found) && found.id === id),
    ).then((found) => replyFrame.parse(found));
  }

  /** All notifications of a name that came so far, checked against the contract. */
  told<N extends ServerNotificationName>(name: N): NotificationParams<N>[] {
    return this.frames
      .filter((found) => 'method' in found && found.method === name)
      .map((found) => {
        const params = 'method' in found ? found.params : undefined;
        return serverNotifications[name].params.parse(params) as NotificationParams<N>;
      });
  }

  /** Waits for a notification, come already or yet to come. */
  async hears<N extends ServerNotificationName>(
    name: N,
    which: (params: NotificationParams<N>) => boolean = () => true,
  ): Promise<NotificationParams<N>> {
    return await this.until(() => this.told(name).find(which));
  }

  /** Waits until a consult that this endpoint is told of is in a state. */
  async sees(consultId: string, state: string): Promise<ConsultUpdate> {
    return await this.hears(
      'consult.changed',
      ({ consult }) => consult.id === consultId && consult.state === state,
    );
  }

  /** Waits until a consult rings at this person. */
  async rings(consultId: string, personId: string): Promise<ConsultUpdate> {
    return await this.hears(
      'consult.changed',
      ({ consult }) =>
        consult.id === consultId && consult.offeredTo.some(({ id }) => id === personId),
    );
  }

  /** Every event of a consult that came, in replies and notifications, in the order of arrival. */
  eventsOf(consultId: string): number[] {
    const updates = this.frames.flatMap((found): ConsultUpdate[] => {
      if ('error' in found) return [];
      const body = 'method' in found ? found.params : found.result;
      const single = consultUpdate.safeParse(body);
      if (single.success) return [single.data];
      const opened = z.object({ consults: z.array(consultUpdate) }).safeParse(body);
      return opened.success ? opened.data.consults : [];
    });
    return updates
      .filter((update) => update.consult.id === consultId)
      .flatMap((update) => update.events.map((event) => event.seq));
  }

  /** Waits until a question about what came has an answer. @throws Error when the socket closes */
  async until<T>(question: () => T | undefined): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const look = () => {
      const answer = question();
      if (answer !== undefined) resolve(answer);
      else if (this.#closeCode !== undefined) reject(new Error(`closed with ${this.#closeCode}`));
    };
    const timer = setTimeout(() => {
      const last = JSON.stringify(this.frames.slice(-3)).slice(0, 1_500);
      reject(new Error(`nothing came that answers ${question}; last: ${last}`));
    }, timeoutMs);
    this.#watchers.add(look);
    try {
      look();
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#watchers.delete(look);
    }
  }

  /** Drops the socket as a pulled plug would, but for the operating system's goodbye. */
  terminate(): void {
    this.socket.terminate();
  }

  #receive(text: string): void {
    const received = frame.parse(JSON.parse(text));
    if ('method' in received && received.method === 'session.heartbeat') {
      if (this.alive) this.send('{"jsonrpc":"2.0","method":"session.alive"}');
      return;
    }
    this.frames.push(received);
    if (!('method' in received)) {
      this.#pending.get(received.id)?.resolve(received);
      this.#pending.delete(received.id);
    }
    this.#wake();
  }

  #wake(): void {
    for (const look of [...this.#watchers]) look();
  }
}
