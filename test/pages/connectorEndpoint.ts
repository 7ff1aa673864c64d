import { v7 as newId } from 'uuid';
import {
  Call,
  Connector,
  describeEngine,
  detectDevice,
  LocalMedia,
  probeCapabilities,
} from '../../clients/connector/index.ts';
import type { EndpointPage } from '../connector/support/endpointPage.ts';
import { careRequest } from '../support/serviceRequests.ts';

/* One endpoint as an app would be: a connector, a camera, a call and a screen for it. */

const media = new LocalMedia();
const peerConnections = new Set<RTCPeerConnection>();
const NativePeerConnection = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends NativePeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    peerConnections.add(this);
  }

  override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    if (!forgetsCandidates) await super.addIceCandidate(candidate ?? undefined);
  }
};

let forgetsCandidates = false;
let connector: Connector | undefined;
let call: Call | undefined;
let consultId = '';
let phases: string[] = [];

export const openMedia: EndpointPage['openMedia'] = async () => {
  await media.open();
  return media.devices.value;
};

export const closeMedia: EndpointPage['closeMedia'] = () => {
  media.close();
};

export const setCameraOn: EndpointPage['setCameraOn'] = (on) => {
  media.setCameraOn(on);
};

export const devices: EndpointPage['devices'] = () => media.devices.value;

export const selfTracks: EndpointPage['selfTracks'] = () =>
  media.stream.value?.getTracks().map((track) => track.kind) ?? [];

export const pullOutCamera: EndpointPage['pullOutCamera'] = () => {
  const track = media.stream.value?.getVideoTracks()[0];
  track?.stop();
  track?.dispatchEvent(new Event('ended'));
  return media.devices.value;
};

export const forgetCandidates: EndpointPage['forgetCandidates'] = () => {
  forgetsCandidates = true;
};

export const engine: EndpointPage['engine'] = async () => ({
  handler: detectDevice(),
  description: describeEngine(),
  capabilities: await probeCapabilities(),
});

export const signIn: EndpointPage['signIn'] = async (email, password) => {
  const response = await fetch('/api/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  return response.ok;
};

export const start: EndpointPage['start'] = (endpoint, token) => {
  connector = new Connector({
    url: `${location.origin.replace('http', 'ws')}/signaling`,
    endpoint,
    token: () => token,
  });
  connector.consults.subscribe((records) => {
    // An agent that rings prepares its call, as the apps do.
    const last = records[records.length - 1];
    if (endpoint === 'agent' && last !== undefined && last.consult.id !== consultId) {
      follow(last.consult.id, 'agent');
    }
  });
  connector.start();
};

export const ask: EndpointPage['ask'] = async () => {
  const id = newId();
  const asked = theConnector().request('consult.request', {
    consultId: id,
    serviceRequest: careRequest,
  });
  follow(id, 'tv');
  await asked;
};

export const accept: EndpointPage['accept'] = async () => {
  await theConnector().request('consult.accept', { consultId });
};

export const end: EndpointPage['end'] = async () => {
  await theConnector().request('consult.end', { consultId });
};

export const setPolicy: EndpointPage['setPolicy'] = async (policy) => {
  await theConnector().request('consult.setPolicy', { consultId, policy });
};

export const forgetPhases: EndpointPage['forgetPhases'] = () => {
  phases = call === undefined ? [] : [call.phase.value];
};

export const report: EndpointPage['report'] = async () => {
  const open = [...peerConnections].filter((each) => each.connectionState !== 'closed');
  let framesDecoded = 0;
  for (const connection of open) {
    (await connection.getStats()).forEach((entry) => {
      if (entry.type === 'inbound-rtp' && entry.kind === 'video') {
        framesDecoded += entry.framesDecoded ?? 0;
      }
    });
  }
  const samples = call?.samples.value ?? [];
  return {
    connection: connector?.connection.value.name ?? 'none',
    consult: connector?.consult(consultId)?.consult ?? null,
    phase: call?.phase.value ?? null,
    samples: [...samples],
    phases: [...phases],
    openConnections: open.length,
    framesDecoded,
  };
};

function theConnector(): Connector {
  if (connector === undefined) throw new Error('not started');
  return connector;
}

function follow(id: string, place: 'tv' | 'agent'): void {
  call?.close();
  consultId = id;
  call = new Call({ connector: theConnector(), consultId, place, media });
  const screen = document.querySelector('video') ?? newScreen();
  const show = (stream: MediaStream | null) => {
    screen.srcObject = stream;
  };
  show(call.remoteStream.value);
  call.remoteStream.subscribe(show);
  call.phase.subscribe((phase) => phases.push(phase));
}

function newScreen(): HTMLVideoElement {
  const screen = document.createElement('video');
  screen.dataset['testid'] = 'remote-video';
  screen.autoplay = true;
  screen.playsInline = true;
  document.body.append(screen);
  return screen;
}
