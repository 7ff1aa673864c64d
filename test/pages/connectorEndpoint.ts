import { v7 as newId } from 'uuid';
import {
  Call,
  type CallOptions,
  Connector,
  describeEngine,
  detectDevice,
  LocalMedia,
  probeCapabilities,
  type Remote,
  type Timings,
} from '../../clients/connector/index.ts';
import type { EndpointPage } from '../connector/support/endpointPage.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { Arrivals } from './arrivals.ts';
import { Screen } from './screen.ts';
import { ShownVideo } from './shownVideo.ts';
import { SlowMachine } from './slowMachine.ts';
import { Stage } from './stage.ts';

/* One endpoint as an app would be: a connector, a camera, a call and a screen for it. */

const media = new LocalMedia();
const peerConnections = new Set<RTCPeerConnection>();
const arrivals = new Arrivals();
const machine = new SlowMachine();

/** What a window makes connections with, so that all of them are known here. */
function watched(Native: typeof RTCPeerConnection): typeof RTCPeerConnection {
  return class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      peerConnections.add(this);
    }

    override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
      if (!forgetsCandidates) await super.addIceCandidate(candidate ?? undefined);
    }
  };
}

/** Puts a window's connections into the tests' hands. */
function handle(own: typeof globalThis): void {
  machine.handle(own);
  own.RTCPeerConnection = watched(own.RTCPeerConnection);
  const { replaceTrack } = own.RTCRtpSender.prototype;
  own.RTCRtpSender.prototype.replaceTrack = function (this: RTCRtpSender, track) {
    return Reflect.apply(replaceTrack, this, [holdsBack ? null : track]);
  };
  const { send } = own.RTCDataChannel.prototype;
  Object.defineProperty(own.RTCDataChannel.prototype, 'send', {
    value(this: RTCDataChannel, data: string) {
      if (!losesFrames) Reflect.apply(send, this, [data]);
    },
  });
}

handle(globalThis);
// A path that takes another's place makes its connections in a frame of its own.
const windowOfFrame = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
const handled = new WeakSet<object>();
Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
  get(this: HTMLIFrameElement) {
    const own: typeof globalThis | null = windowOfFrame?.get?.call(this);
    if (own !== null && !handled.has(own)) {
      handled.add(own);
      handle(own);
    }
    return own;
  },
});

let forgetsCandidates = false;
let losesFrames = false;
let refusesDevices = false;
let holdsBack = false;
let timings: Timings | undefined;
let stage: Stage | undefined;
let connector: Connector | undefined;
let call: Call | undefined;
let consultId = '';
let phases: string[] = [];
let events: string[] = [];
const screens = new Map<MediaStream, Screen>();
const shownVideo = new ShownVideo();

export const openMedia: EndpointPage['openMedia'] = async () => {
  await media.open();
  return media.devices.value;
};

export const useCamera: EndpointPage['useCamera'] = async (used) => {
  await media.useCamera(used);
  return media.devices.value;
};

export const closeMedia: EndpointPage['closeMedia'] = () => {
  media.close();
};

export const setCameraOn: EndpointPage['setCameraOn'] = (on) => {
  media.setCameraOn(on);
};

export const setMicrophoneOn: EndpointPage['setMicrophoneOn'] = (on) => {
  media.setMicrophoneOn(on);
};

export const refuseDevices: EndpointPage['refuseDevices'] = (refuses) => {
  refusesDevices = refuses;
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

export const withhold: EndpointPage['withhold'] = (isWithheld) => {
  for (const track of media.stream.value?.getTracks() ?? []) {
    Object.defineProperty(track, 'muted', { value: isWithheld, configurable: true });
    track.dispatchEvent(new Event(isWithheld ? 'mute' : 'unmute'));
  }
};

export const returnToPage: EndpointPage['returnToPage'] = () => {
  document.dispatchEvent(new Event('visibilitychange'));
};

export const changeNetwork: EndpointPage['changeNetwork'] = () => {
  for (const connection of peerConnections) connection.close();
  dispatchEvent(new Event('online'));
};

export const forgetCandidates: EndpointPage['forgetCandidates'] = () => {
  forgetsCandidates = true;
};

export const becomePhone: EndpointPage['becomePhone'] = () => {
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wished) => {
    const cameras = (await mediaDevices.enumerateDevices()).filter(
      ({ kind }) => kind === 'videoinput',
    );
    const video = typeof wished?.video === 'object' ? wished.video : undefined;
    const facing = JSON.stringify(video?.facingMode).includes('environment')
      ? 'environment'
      : 'user';
    const camera = cameras[facing === 'user' ? 0 : 1];
    const stream = await getUserMedia({
      ...wished,
      ...(video && camera ? { video: { ...video, deviceId: { exact: camera.deviceId } } } : {}),
    });
    for (const track of stream.getVideoTracks()) {
      const settings = track.getSettings.bind(track);
      track.getSettings = () => ({ ...settings(), facingMode: facing });
    }
    return stream;
  };
};

if ('mediaDevices' in navigator) {
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (wished) => {
    if (refusesDevices) throw new DOMException('in use', 'NotReadableError');
    return await getUserMedia(wished);
  };
}

export const turnCamera: EndpointPage['turnCamera'] = () => media.turnCamera();

export const camera: EndpointPage['camera'] = () => ({
  facing: media.facing.value,
  label: media.stream.value?.getVideoTracks()[0]?.label ?? null,
});

export const holdBack: EndpointPage['holdBack'] = () => {
  holdsBack = true;
  for (const connection of peerConnections) {
    for (const sender of connection.getSenders()) void sender.replaceTrack(null);
  }
};

export const beLate: EndpointPage['beLate'] = (late) => {
  machine.be(late);
};

export const loseChannel: EndpointPage['loseChannel'] = () => {
  losesFrames = true;
};

export const goOnStage: EndpointPage['goOnStage'] = () => {
  stage = new Stage();
  stage.open();
};

export const play: EndpointPage['play'] = ({ picture, voice, echo }) => {
  if (stage === undefined) throw new Error('not on stage');
  if (picture !== undefined) stage.picture = picture;
  if (voice !== undefined) stage.setVoice(voice === 'speaks');
  const heard = call?.remoteStream.value ?? null;
  if (echo === true && heard !== null) stage.echo(heard);
};

export const setTimings: EndpointPage['setTimings'] = (given) => {
  timings = given;
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

export const start: EndpointPage['start'] = (endpoint, token, claim) => {
  connector = new Connector({
    url: `${location.origin.replace('http', 'ws')}/signaling`,
    endpoint,
    token: () => token,
    claim: () => claim,
  });
  connector.consults.subscribe((records) => {
    // An agent that rings prepares its call, as the apps do.
    const last = records[records.length - 1];
    if (endpoint === 'agent' && last !== undefined && last.consult.id !== consultId) {
      follow(last.consult.id, { place: 'agent' });
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
  follow(id, { place: 'tv' });
  await asked;
};

export const accept: EndpointPage['accept'] = async () => {
  await theConnector().request('consult.accept', { consultId });
};

export const decline: EndpointPage['decline'] = async () => {
  await theConnector().request('consult.decline', { consultId });
};

export const join: EndpointPage['join'] = (place) => joinAs({ place });

export const joinAsGuest: EndpointPage['joinAsGuest'] = (guestId) =>
  joinAs({ place: 'guest', guestId });

async function joinAs(seat: Seat): Promise<void> {
  const last = theConnector().consults.value.at(-1);
  if (last === undefined) throw new Error('no consult');
  await theConnector().request('consult.join', { consultId: last.consult.id });
  follow(last.consult.id, seat);
}

export const invite: EndpointPage['invite'] = async (name) => {
  const { token } = await theConnector().request('consult.invite', {
    consultId,
    name,
    relation: 'interpreter',
  });
  return token;
};

export const removeGuest: EndpointPage['removeGuest'] = async (guestId) => {
  await theConnector().request('consult.removeGuest', { consultId, guestId });
};

export const end: EndpointPage['end'] = async () => {
  await theConnector().request('consult.end', { consultId });
};

export const openCode: EndpointPage['openCode'] = async (use) => {
  const { code } = await theConnector().request('deflection.openCode', { consultId, use });
  return code;
};

export const admit: EndpointPage['admit'] = async () => {
  const mobileId = theConnector().consult(consultId)?.consult.mobile?.id;
  if (mobileId === undefined) throw new Error('no phone');
  await theConnector().request('deflection.admit', { consultId, mobileId });
};

export const takeCall: EndpointPage['takeCall'] = async (use) => {
  await theConnector().request('deflection.begin', { consultId, use, media: 'video' });
};

export const openReturn: EndpointPage['openReturn'] = async () => {
  const { code } = await theConnector().request('deflection.openReturn', { consultId });
  return code;
};

export const takeBack: EndpointPage['takeBack'] = async (code) => {
  await theConnector().request('deflection.return', { consultId, code });
};

export const setPolicy: EndpointPage['setPolicy'] = async (policy) => {
  await theConnector().request('consult.setPolicy', { consultId, policy });
};

export const forgetPhases: EndpointPage['forgetPhases'] = () => {
  phases = call === undefined ? [] : [call.phase.value];
};

export const lookAnew: EndpointPage['lookAnew'] = () => {
  for (const screen of screens.values()) screen.lookAnew();
  shownVideo.lookAnew();
};

export const shown: EndpointPage['shown'] = () => shownVideo.report;

export const sendEvent: EndpointPage['sendEvent'] = (event) => call?.sendEvent(event) ?? false;

export const arrived: EndpointPage['arrived'] = () => {
  arrivals.lookAt(peerConnections);
  return arrivals.report;
};

/** Of a connection whose frame is taken away meanwhile, an engine never tells any. */
function statsOf(connection: RTCPeerConnection): Promise<RTCStatsReport | undefined> {
  const gone = new Promise<undefined>((resolve) => setTimeout(resolve, 1_000));
  return Promise.race([connection.getStats(), gone]);
}

export const energySent: EndpointPage['energySent'] = async () => {
  let energy = 0;
  for (const connection of peerConnections) {
    (await statsOf(connection))?.forEach((entry) => {
      if (entry.type === 'media-source') energy += entry.totalAudioEnergy ?? 0;
    });
  }
  return energy;
};

export const layersSent: EndpointPage['layersSent'] = async () => {
  const frames: Record<string, number> = {};
  for (const connection of peerConnections) {
    (await statsOf(connection))?.forEach((entry) => {
      if (entry.type === 'outbound-rtp' && entry.rid) frames[entry.rid] = entry.framesSent ?? 0;
    });
  }
  return frames;
};

export const report: EndpointPage['report'] = async () => {
  const open = [...peerConnections].filter((each) => each.connectionState !== 'closed');
  let framesDecoded = 0;
  let framesSent = 0;
  for (const connection of open) {
    (await statsOf(connection))?.forEach((entry) => {
      if (entry.type === 'inbound-rtp' && entry.kind === 'video') {
        framesDecoded += entry.framesDecoded ?? 0;
      }
      if (entry.type === 'outbound-rtp' && entry.kind === 'video') {
        framesSent += entry.framesSent ?? 0;
      }
    });
  }
  const remotes = call?.remotes.value ?? [];
  const samples = call?.samples.value ?? [];
  return {
    connection: connector?.connection.value.name ?? 'none',
    consult: connector?.consult(consultId)?.consult ?? null,
    phase: call?.phase.value ?? null,
    samples: [...samples],
    phases: [...phases],
    remotes: remotes.map(({ place, stream }) => ({
      place,
      tracks: stream.getTracks().map(({ kind }) => kind),
      frames: screens.get(stream)?.frames ?? 0,
      longestGapMs: screens.get(stream)?.longestGapMs ?? 0,
    })),
    counterpart: remotes.find(({ stream }) => stream === call?.remoteStream.value)?.place ?? null,
    speaker: call?.speaker.value ?? null,
    events: [...events],
    faults: (call?.faults.value ?? []).map(({ place, fault, event }) => ({
      id: event.id,
      place,
      code: fault.code,
      direction: String(fault.evidence['direction']?.value),
    })),
    timeline: connector?.consult(consultId)?.timeline ?? [],
    openConnections: open.length,
    framesSent,
    framesDecoded,
  };
};

function theConnector(): Connector {
  if (connector === undefined) throw new Error('not started');
  return connector;
}

type Seat = { place: 'tv' | 'agent' | 'mobile' } | { place: 'guest'; guestId: string };

function follow(id: string, seat: Seat): void {
  call?.close();
  consultId = id;
  events = [];
  const options: CallOptions = {
    connector: theConnector(),
    consultId,
    media,
    ...(timings && { timings }),
    ...seat,
  };
  call = new Call(options);
  call.onEvent(({ id, type }) => {
    // What the machine that runs the tests makes go wrong is not theirs.
    if (!type.startsWith('fault-')) events.push(id);
  });
  const watch = (remotes: readonly Remote[]) => {
    for (const { stream } of remotes) {
      if (!screens.has(stream)) screens.set(stream, new Screen(stream));
    }
  };
  watch(call.remotes.value);
  call.remotes.subscribe(watch);
  // A phone plays once the call is on it alone.
  const show = () => {
    const { patientAt } = connector?.consult(consultId)?.consult ?? {};
    const muted = seat.place === 'mobile' && patientAt !== 'mobile';
    shownVideo.show(call?.remoteStream.value ?? null, muted);
  };
  show();
  call.remoteStream.subscribe(show);
  theConnector().consults.subscribe(show);
  call.phase.subscribe((phase) => phases.push(phase));
}
