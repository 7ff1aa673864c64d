import { PeerServer } from 'peer';

/** PeerJS's own signaling server, on a free port of the loopback. */
PeerServer({ host: '127.0.0.1', port: 0 }, (server) => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  console.log(`listening on ${address.port}`);
});
