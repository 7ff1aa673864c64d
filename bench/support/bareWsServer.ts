import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * What an idle socket costs without Housecall: a `ws` server that sends the same heartbeat at the
 * same beat and reads the answers, and does nothing else.
 */
const heartbeat = JSON.stringify({ jsonrpc: '2.0', method: 'session.heartbeat' });
const sockets = new Set<WebSocket>();
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('message', () => {});
  socket.on('close', () => sockets.delete(socket));
});
setInterval(() => {
  for (const socket of sockets) socket.send(heartbeat);
}, 4_000);
http.listen(0, '127.0.0.1', () => {
  const address = http.address();
  if (address !== null && typeof address === 'object') console.log(`listening on ${address.port}`);
});
process.on('SIGTERM', () => process.exit(0));
