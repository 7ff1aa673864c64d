/** How often a session says that it is alive, in milliseconds; Janus gives up after 60 s. */
const keepAliveMs = 25_000;

interface JanusReply {
  readonly janus: string;
  readonly transaction?: string;
  readonly data?: { readonly id?: number };
  readonly error?: { readonly reason?: string };
}

/** An offer or an answer, as browsers have it too. */
export interface Description {
  readonly type: 'offer' | 'answer' | 'pranswer' | 'rollback';
  readonly sdp?: string;
}

/** What a plugin tells: its own words, and an offer or an answer where one goes with them. */
export interface JanusEvent {
  readonly event: string;
  readonly jsep: Description | undefined;
}

/**
 * The least of Janus's WebSocket API (https://janus.conf.meetecho.com/docs/rest.html) that a call
 * by the plugin `videocall` needs.
 */
export class JanusSignaling {
  readonly #socket: WebSocket;
  readonly #replies = new Map<string, (reply: JanusReply) => void>();
  readonly #onEvent: (event: JanusEvent) => void;
  #session: number | undefined;
  #handle: number | undefined;
  #lastTransaction = 0;

  private constructor(socket: WebSocket, onEvent: (event: JanusEvent) => void) {
    this.#socket = socket;
    this.#onEvent = onEvent;
    socket.addEventListener('message', ({ data }) => this.#onMessage(String(data)));
  }

  static async open(url: string, onEvent: (event: JanusEvent) => void): Promise<JanusSignaling> {
    const socket = new WebSocket(url, 'janus-protocol');
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error(`no Janus at ${url}`)));
    });
    const signaling = new JanusSignaling(socket, onEvent);
    signaling.#session = (await signaling.#ask({ janus: 'create' })).data?.id;
    const plugin = 'janus.plugin.videocall';
    signaling.#handle = (await signaling.#ask({ janus: 'attach', plugin })).data?.id;
    setInterval(() => void signaling.#ask({ janus: 'keepalive' }), keepAliveMs);
    return signaling;
  }

  /** Sends a request to the plugin; what comes of it is an event. */
  async send(body: object, jsep?: Description): Promise<void> {
    await this.#ask({ janus: 'message', body, ...(jsep && { jsep }) });
  }

  /** @param candidate `null` where there are no more */
  async trickle(candidate: { toJSON(): object } | null): Promise<void> {
    await this.#ask({ janus: 'trickle', candidate: candidate?.toJSON() ?? { completed: true } });
  }

  #ask(request: object): Promise<JanusReply> {
    this.#lastTransaction += 1;
    const transaction = String(this.#lastTransaction);
    const addressed = {
      ...request,
      transaction,
      ...(this.#session !== undefined && { session_id: this.#session }),
      ...(this.#handle !== undefined && { handle_id: this.#handle }),
    };
    return new Promise((resolve, reject) => {
      this.#replies.set(transaction, (reply) => {
        if (reply.janus === 'error') reject(new Error(`Janus: ${reply.error?.reason}`));
        else resolve(reply);
      });
      this.#socket.send(JSON.stringify(addressed));
    });
  }

  #onMessage(text: string): void {
    const message = JSON.parse(text);
    if (message.janus === 'event') {
      const { result, error } = message.plugindata.data;
      if (error !== undefined) throw new Error(`Janus: ${error}`);
      this.#onEvent({ event: result.event, jsep: message.jsep });
      return;
    }
    this.#replies.get(message.transaction)?.(message);
    this.#replies.delete(message.transaction);
  }
}
