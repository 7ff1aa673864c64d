import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Logger } from '../log.ts';
import { subprotocol } from '../protocol/index.ts';
import type { Connection, Wire } from './connection.ts';

/** Where the WebSocket is, on the server's own origin. */
const path = '/signaling';

/** How long a closing handshake may take before the socket is dropped. */
const closeTimeoutMs = 2_000;

export interface SocketsOptions {
  readonly server: Server | HttpsServer;
  readonly maxFrameBytes: number;
  /** @returns the HTTP status to refuse with, or `undefined` where the upgrade may go on */
  refusal(request: IncomingMessage): number | undefined;
  connect(wire: Wire, request: IncomingMessage): Connection;
  readonly log: Logger;
}

/**
 * Ties the core to WebSockets (RFC 6455) on a server's `upgrade` event.
 * @returns a function that takes no new sockets from then on, and waits until all are gone
 */
export function attachSockets(options: SocketsOptions): () => Promise<void> {
  const { server, log } = options;
  let count = 0;
  let stopping = false;
  let whenGone = () => {};
  const settings = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: options.maxFrameBytes,
    // Known to ws since 8.19 and not to its types yet.
    closeTimeout: closeTimeoutMs,
    handleProtocols: () => subprotocol,
  };
  const sockets = new WebSocketServer(settings);
  const ended = () => {
    count -= 1;
    if (count === 0) whenGone();
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const status = stopping ? 503 : (statusOf(request) ?? options.refusal(request));
    if (status !== undefined) {
      log.info({ status }, 'upgrade refused');
      refuse(socket, status);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      count += 1;
      listen(webSocket, options.connect(webSocket, request), log, ended);
    });
  };
  server.on('upgrade', onUpgrade);
  return async () => {
    stopping = true;
    if (count > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      whenGone = resolve;
      await promise;
    }
    server.off('upgrade', onUpgrade);
  };
}

/** Made outside the upgrade's scope: a closure there would keep its request in memory. */
function listen(socket: WebSocket, connection: Connection, log: Logger, onEnd: () => void): void {
  socket.on('message', (data, isBinary) => {
    if (isBinary) connection.receiveBinary();
    else connection.receive(textOf(data));
  });
  // A frame that is too large or against RFC 6455; ws closes the socket with 1009, 1002 or 1007.
  socket.on('error', (error) => {
    log.info({ err: error, sessionId: connection.session?.sessionId }, 'socket failed');
  });
  socket.on('close', () => {
    connection.wireClosed();
    onEnd();
  });
}

/** ws hands over one Buffer for a message, as its `binaryType` is `nodebuffer`. */
function textOf(data: RawData): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8');
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data).toString();
}

function statusOf(request: IncomingMessage): number | undefined {
  if (request.url?.split('?', 1)[0] !== path) return 404;
  const offered = request.headers['sec-websocket-protocol']?.split(',') ?? [];
  return offered.some((name) => name.trim() === subprotocol) ? undefined : 400;
}

function refuse(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => socket.destroy(),
  );
}
