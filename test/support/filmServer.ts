import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import { withPicturesUntil } from './webm.ts';

const filmFile = new URL('../../clients/tv/public/film.webm', import.meta.url);

/** How the film is served from now on. */
export type Serving =
  | { readonly name: 'well' }
  /** The film stops coming after so many of its bytes; the connection stays open. */
  | { readonly name: 'stops'; readonly afterBytes: number }
  /** From so many bytes on, what comes is noise. */
  | { readonly name: 'corrupt'; readonly fromByte: number }
  /** The sound goes on, the pictures end. */
  | { readonly name: 'frozen'; readonly fromMs: number }
  | { readonly name: 'fails'; readonly status: number };

/** Which of the film's tracks has the pictures. */
const videoTrack = 1;

interface Held {
  readonly response: ServerResponse;
  /** Of the film's bytes, what it has been sent up to. */
  sentTo: number;
}

/**
 * The server of a TV service, which can fail in the middle of a film. What else is asked goes to
 * the server behind it, sockets included, as through a reverse proxy; or is an empty page.
 */
export class FilmServer {
  readonly url: string;
  readonly #server: Server;
  readonly #behind: URL | undefined;
  readonly #film: Buffer;
  readonly #held = new Set<Held>();
  readonly #sockets = new Set<Socket>();
  #serving: Serving = { name: 'well' };

  private constructor(server: Server, port: number, film: Buffer, behind: URL | undefined) {
    this.#server = server;
    this.#film = film;
    this.#behind = behind;
    this.url = `http://localhost:${port}`;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('request', (incoming, response) => this.#answer(incoming, response));
    server.on('upgrade', (incoming, socket, head) => this.#upgrade(incoming, socket, head));
  }

  /** @param behind the server that answers everything but the film */
  static async start(behind?: string): Promise<FilmServer> {
    const server = createServer().listen(0, 'localhost');
    const [film] = await Promise.all([readFile(filmFile), once(server, 'listening')]);
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    return new FilmServer(
      server,
      address.port,
      film,
      behind === undefined ? undefined : new URL(behind),
    );
  }

  get filmBytes(): number {
    return this.#film.length;
  }

  /** What is held comes on as it is served now. */
  serve(serving: Serving): void {
    this.#serving = serving;
    for (const held of this.#held) this.#send(held);
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  #answer(incoming: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(incoming.url ?? '/', this.url);
    if (pathname.endsWith('/film.webm')) this.#answerFilm(incoming, response);
    else if (this.#behind === undefined) {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><html lang="en"><title>service</title><body></body></html>');
    } else this.#pass(incoming, response, this.#behind);
  }

  #answerFilm(incoming: IncomingMessage, response: ServerResponse): void {
    const total = this.#film.length;
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-type', 'video/webm');
    response.setHeader('accept-ranges', 'bytes');
    if (this.#serving.name === 'fails') {
      response.writeHead(this.#serving.status).end();
      return;
    }
    const range = /^bytes=(\d+)-/.exec(incoming.headers.range ?? '');
    const from = Number(range?.[1] ?? 0);
    response.setHeader('content-length', total - from);
    if (range !== null) response.setHeader('content-range', `bytes ${from}-${total - 1}/${total}`);
    response.writeHead(range === null ? 200 : 206);
    if (incoming.method === 'HEAD') {
      response.end();
      return;
    }
    const held: Held = { response, sentTo: from };
    this.#held.add(held);
    response.on('close', () => this.#held.delete(held));
    this.#send(held);
  }

  #send(held: Held): void {
    const serving = this.#serving;
    const end = serving.name === 'stops' ? serving.afterBytes : this.#film.length;
    if (end <= held.sentTo) return;
    const film =
      serving.name === 'frozen'
        ? withPicturesUntil(this.#film, serving.fromMs, videoTrack)
        : this.#film;
    const part = Buffer.from(film.subarray(held.sentTo, end));
    if (serving.name === 'corrupt') {
      for (let at = Math.max(0, serving.fromByte - held.sentTo); at < part.length; at++) {
        part[at] = (at * 89 + 7) % 256;
      }
    }
    held.sentTo = end;
    if (end === this.#film.length) held.response.end(part);
    else held.response.write(part);
  }

  #pass(incoming: IncomingMessage, response: ServerResponse, behind: URL): void {
    const { method = 'GET', headers, url: path = '/' } = incoming;
    const onward = request(behind, { path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  }

  #upgrade(incoming: IncomingMessage, socket: NodeJS.WritableStream, head: Buffer): void {
    const client = incoming.socket;
    if (this.#behind === undefined) {
      client.destroy();
      return;
    }
    const onward = connect(Number(this.#behind.port), this.#behind.hostname);
    const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
    for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
      lines.push(`${incoming.rawHeaders[at]}: ${incoming.rawHeaders[at + 1]}`);
    }
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    onward.pipe(socket);
    client.pipe(onward);
    onward.on('error', () => client.destroy());
    onward.on('close', () => client.destroy());
    client.on('error', () => onward.destroy());
    client.on('close', () => onward.destroy());
  }
}
