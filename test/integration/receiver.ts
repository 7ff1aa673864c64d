import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** A request as a clinic's other system got it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How the other system answers a request. */
export type Answering = (response: ServerResponse, received: Received) => void;

/** Answers with a status and headers. */
export function answering(status: number, headers: Record<string, string> = {}): Answering {
  return (response) => response.writeHead(status, headers).end();
}

/** Takes the request and never answers. */
export const hanging: Answering = () => {};

/** A clinic's other system: an HTTP server on a port of its own. */
export class Receiver {
  readonly received: Received[] = [];
  answer: Answering = answering(204);
  readonly #server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString('utf8');
    const received = { path: request.url ?? '', headers: request.headers, body };
    this.received.push(received);
    this.#told.resolve();
    this.#told = Promise.withResolvers<void>();
    this.answer(response, received);
  });
  #told = Promise.withResolvers<void>();

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('There is no TCP port.');
    return address.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  /** Resolves when so many requests have come in all. */
  async have(count: number): Promise<void> {
    while (this.received.length < count) await this.#told.promise;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

/** What was sent, verified as a receiver does. @throws where the signature is wrong */
export function verified(received: Received, secret: string): unknown {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(received.headers)) {
    if (typeof value === 'string') headers[name] = value;
  }
  return new Webhook(secret).verify(received.body, headers);
}
