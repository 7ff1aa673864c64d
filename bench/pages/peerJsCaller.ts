import { type MediaConnection, Peer } from 'peerjs';
import type { CallerPage } from './callerPage.ts';
import * as screen from './callerScreen.ts';
import { Moment } from './moment.ts';

/* One endpoint of a call by PeerJS, in the order of PeerJS's own guide. */

let peer: Peer | undefined;
let current: MediaConnection | undefined;
let ringing = new Moment();
let over = new Moment();

export const signOn: CallerPage['signOn'] = async (url, name) => {
  const { hostname, port } = new URL(url);
  // No STUN and TURN servers of others: both pages are on one machine.
  const opened = new Peer(name, { host: hostname, port: Number(port), config: { iceServers: [] } });
  peer = opened;
  opened.on('call', (incoming) => {
    follow(incoming);
    screen.onAccept(async () => incoming.answer(screen.openedCamera()));
    ringing.reach();
  });
  await new Promise<void>((resolve, reject) => {
    opened.on('open', () => resolve());
    opened.on('error', reject);
  });
};

export const openCamera: CallerPage['openCamera'] = screen.openCamera;

export const call: CallerPage['call'] = async (name) => {
  const outgoing = peer?.call(name, screen.openedCamera());
  if (outgoing === undefined) throw new Error('not signed on');
  follow(outgoing);
};

export const ring: CallerPage['ring'] = () => ringing.come;

export const hangUp: CallerPage['hangUp'] = async () => {
  current?.close();
  await over.come;
};

export const received: CallerPage['received'] = async () =>
  screen.sumUp(await current?.peerConnection?.getStats());

function follow(connection: MediaConnection): void {
  current = connection;
  over = new Moment();
  connection.on('stream', screen.show);
  connection.on('close', () => {
    screen.closeScreen();
    ringing = new Moment();
    over.reach();
  });
}
