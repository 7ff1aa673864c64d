import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The network between an endpoint and a server: a TCP proxy that can be cut or go deaf. */
export class Line {
  readonly #server: Server;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  readonly #lost = new WeakSet<Socket>();
  #upstreamPort: number;
  #isCut = false;
  #endsAfterMs = 0;
  #swallowsAnswers = false;
  #connections = 0;

  private constructor(server: Server, port: number, upstreamPort: number) {
    this.#server = server;
    this.#port = port;
    this.#upstreamPort = upstreamPort;
    server.on('connection', (socket) => this.#join(socket));
  }

  static async to(upstreamUrl: string): Promise<Line> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    return new Line(server, address.port, Number(new URL(upstreamUrl).port));
  }

  get signalingUrl(): string {
    return `ws://127.0.0.1:${this.#port}/signaling`;
  }

  /** How many connections were made over the line. */
  get connections(): number {
    return this.#connections;
  }

  /** Drops what is connected, and refuses what comes until `mend`. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Requests still arrive; nothing comes back, and nobody is told. */
  swallowAnswers(): void {
    this.#swallowsAnswers = true;
  }

  /** What is connected leads nowhere any more, either way, and nobody is told; what comes later does. */
  loseConnections(): void {
    for (const socket of this.#sockets) this.#lost.add(socket);
  }

  /** What the server ends is ended at the endpoint only so much later. */
  endLate(ms: number): void {
    this.#endsAfterMs = ms;
  }

  mend(): void {
    this.#isCut = false;
    this.#swallowsAnswers = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(socket: Socket): void {
    if (this.#isCut) {
      socket.destroy();
      return;
    }
    this.#connections += 1;
    const upstream = connect(this.#upstreamPort, '127.0.0.1');
    const pairs: Array<[Socket, Socket]> = [
      [socket, upstream],
      [upstream, socket],
    ];
    for (const [from, to] of pairs) {
      this.#sockets.add(from);
      from.on('data', (data) => {
        const isSwallowed = from === upstream && this.#swallowsAnswers;
        if (!isSwallowed && !this.#lost.has(from)) to.write(data);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        if (from === upstream) setTimeout(() => to.destroy(), this.#endsAfterMs);
        else to.destroy();
      });
    }
  }
}
