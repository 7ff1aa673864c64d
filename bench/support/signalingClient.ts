import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import {
  type MethodName,
  methods,
  type NotificationParams,
  type ParamsInput,
  type Result,
  replyFrame,
  type ServerNotificationName,
  serverNotifications,
  subprotocol,
} from '../../src/protocol/index.ts';

const notificationFrame = z.object({ method: z.string(), params: z.unknown() });
const alive = JSON.stringify({ jsonrpc: '2.0', method: 'session.alive' });

/** The least that an endpoint must do, so that thousands fit into one process. */
export class SignalingClient {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, (frame: unknown) => void>();
  readonly #handlers = new Map<string, (params: unknown) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#onMessage(String(data)));
  }

  static async connect(
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SignalingClient> {
    for (;;) {
      const socket = new WebSocket(url, subprotocol, { headers, perMessageDeflate: false });
      const client = new SignalingClient(socket);
      try {
        await once(socket, 'open');
        return client;
      } catch (error) {
        // All come from one address, faster than its limit on new sockets: wait as a TV would.
        if (!(error instanceof Error) || !error.message.includes('429')) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }

  /** @throws Error with the refusal's code */
  async request<M extends MethodName>(method: M, params: ParamsInput<M>): Promise<Result<M>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = new Promise<unknown>((resolve) => this.#pending.set(id, resolve));
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    const frame = replyFrame.parse(await reply);
    if ('error' in frame) throw new Error(`${method}: ${frame.error.data.code}`);
    const schema: z.ZodType = methods[method].result;
    return schema.parse(frame.result) as Result<M>;
  }

  /** One handler a notification. */
  on<N extends ServerNotificationName>(
    name: N,
    handler: (params: NotificationParams<N>) => void,
  ): void {
    const schema: z.ZodType = serverNotifications[name].params;
    this.#handlers.set(name, (params) => handler(schema.parse(params) as NotificationParams<N>));
  }

  close(): void {
    this.#socket.close();
  }

  #onMessage(text: string): void {
    if (text.includes('"session.heartbeat"')) {
      this.#socket.send(alive);
      return;
    }
    const frame: unknown = JSON.parse(text);
    const reply = z.object({ id: z.number() }).safeParse(frame);
    if (reply.success) {
      this.#pending.get(reply.data.id)?.(frame);
      this.#pending.delete(reply.data.id);
      return;
    }
    const notification = notificationFrame.safeParse(frame);
    if (notification.success) {
      this.#handlers.get(notification.data.method)?.(notification.data.params);
    }
  }
}
