import type { CallerPage } from './callerPage.ts';
import * as screen from './callerScreen.ts';
import { type JanusEvent, JanusSignaling } from './janusSignaling.ts';
import { Moment } from './moment.ts';

/* One endpoint of a call by Janus's plugin `videocall`, in the order of Janus's own demo of it. */

let signaling: JanusSignaling | undefined;
let connection: RTCPeerConnection | undefined;
let maxBitrate = 0;
let ringing = new Moment();
let over = new Moment();

export const signOn: CallerPage['signOn'] = async (url, name) => {
  const registered = new Moment();
  signaling = await JanusSignaling.open(url, (told) => {
    if (told.event === 'registered') registered.reach();
    else void onEvent(told);
  });
  await signaling.send({ request: 'register', username: name });
  await registered.come;
};

export const openCamera: CallerPage['openCamera'] = async (maxBitrateBps) => {
  maxBitrate = maxBitrateBps;
  await screen.openCamera();
};

export const call: CallerPage['call'] = async (name) => {
  over = new Moment();
  connection = newConnection();
  addCamera(connection);
  await connection.setLocalDescription();
  await signaling?.send({ request: 'call', username: name }, connection.localDescription?.toJSON());
};

export const ring: CallerPage['ring'] = () => ringing.come;

export const hangUp: CallerPage['hangUp'] = async () => {
  await signaling?.send({ request: 'hangup' });
  await over.come;
};

export const received: CallerPage['received'] = async () =>
  screen.sumUp(await connection?.getStats());

async function onEvent({ event, jsep }: JanusEvent): Promise<void> {
  switch (event) {
    case 'incomingcall': {
      over = new Moment();
      if (jsep === undefined) throw new Error('a call without an offer');
      screen.onAccept(() => accept(jsep));
      ringing.reach();
      return;
    }
    case 'accepted':
      if (jsep !== undefined) await connection?.setRemoteDescription(jsep);
      return;
    case 'hangup':
      connection?.close();
      connection = undefined;
      screen.closeScreen();
      ringing = new Moment();
      over.reach();
  }
}

async function accept(offer: RTCSessionDescriptionInit): Promise<void> {
  connection = newConnection();
  await connection.setRemoteDescription(offer);
  addCamera(connection);
  await connection.setLocalDescription();
  await signaling?.send({ request: 'accept' }, connection.localDescription?.toJSON());
}

function newConnection(): RTCPeerConnection {
  const made = new RTCPeerConnection();
  made.addEventListener('icecandidate', ({ candidate }) => void signaling?.trickle(candidate));
  made.addEventListener('track', ({ streams: [stream] }) => screen.show(stream ?? null));
  return made;
}

function addCamera(to: RTCPeerConnection): void {
  const camera = screen.openedCamera();
  for (const track of camera.getTracks()) to.addTrack(track, camera);
  screen.preferVp8(to);
  void screen.limitBitrate(to, maxBitrate);
}
