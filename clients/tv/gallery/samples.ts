import type { MediaDevicesState } from '../../../src/protocol/index.ts';
import type { CallScreen, WaitingScreen } from '../model/consultScreens.ts';
import type { Screen } from '../model/screen.ts';
import { callSamples } from './callSamples.ts';
import { endings, refusals } from './endSamples.ts';
import { people, phoneThere, reception } from './people.ts';
import { phoneSamples } from './phoneSamples.ts';
import { guidedSamples, ringingSamples } from './taskSamples.ts';

/** What a gallery screen may show of people and things. */
interface Pictures {
  readonly patient: MediaStream;
  readonly physician: MediaStream;
  readonly interpreter: MediaStream;
  readonly photo: HTMLCanvasElement;
}

const longNames = {
  clinic: 'Medical Practice for Internal Medicine and Geriatrics at the Lake',
  patient: 'Maximiliane-Theodora von Hohenstein-Wartenberg',
  physicians: ['Dr. Konstantin-Alexander von Hohenstein-Wartenberg'],
} as const;
const both: MediaDevicesState = { camera: 'on', microphone: 'on' };

/** Every screen of the app with what it shows on a real day, by a name for pages and tests. */
export function sampleScreens(pictures: Pictures): Readonly<Record<string, Screen>> {
  const waiting: WaitingScreen = {
    ...people,
    name: 'waiting',
    kind: 'care',
    offline: false,
    state: 'offered',
    place: null,
    estimatedWaitMs: null,
    attended: true,
    reception,
    returnedBy: null,
    selfStream: pictures.patient,
    devices: both,
    phone: phoneThere,
  };
  const call: CallScreen = {
    name: 'call',
    kind: 'care',
    state: 'active',
    phase: 'connected',
    physician: 'Dr. Rossi',
    remoteStream: pictures.physician,
    guests: [],
    speaker: null,
    transferTo: null,
    news: null,
    guidance: null,
    selfStream: pictures.patient,
    devices: both,
    physicianDevices: both,
    physicianPresent: true,
    quality: 'good',
    phone: phoneThere,
  };
  return {
    'help-stalled': { name: 'help', code: 'playback-stalled' },
    'help-network': { name: 'help', code: 'network-down' },
    starting: { name: 'starting' },
    'pairing-requesting': { name: 'pairing', pairing: { name: 'requesting' } },
    pairing: {
      name: 'pairing',
      pairing: {
        name: 'showing',
        userCode: 'WDJB-MJHT',
        verificationUri: 'https://consult.lake-clinic.example/agent/pair',
        verificationUriComplete:
          'https://consult.lake-clinic.example/agent/pair?user_code=WDJB-MJHT',
        expiresAt: Date.now() + 600_000,
      },
    },
    'pairing-denied': { name: 'pairing', pairing: { name: 'denied' } },
    'pairing-unreachable': {
      name: 'pairing',
      pairing: { name: 'unreachable', retryAt: Date.now() + 5_000 },
    },
    prompt: { ...people, name: 'prompt' },
    'prompt-many-physicians': {
      ...people,
      name: 'prompt',
      physicians: ['Dr. Rossi', 'Dr. Featherstonehaugh-Cholmondeley', 'Dr. Bianchi'],
    },
    'prompt-long-names': { ...longNames, name: 'prompt' },
    quiet: { ...people, name: 'quiet', answersItself: null },
    'quiet-answers-itself': { ...people, name: 'quiet', answersItself: true },
    'quiet-rings': { ...people, name: 'quiet', answersItself: false },
    permission: { ...people, name: 'permission' },
    'waiting-requested': {
      ...waiting,
      state: 'requested',
      selfStream: null,
      devices: { camera: 'unknown', microphone: 'unknown' },
    },
    'waiting-queued': { ...waiting, state: 'queued' },
    'waiting-next': { ...waiting, state: 'queued', place: 1, estimatedWaitMs: 70_000 },
    'waiting-third': { ...waiting, state: 'queued', place: 3, estimatedWaitMs: 290_000 },
    'waiting-nobody': { ...waiting, state: 'queued', attended: false },
    'waiting-nobody-support': {
      ...waiting,
      kind: 'support',
      state: 'queued',
      attended: false,
      reception: { openingHours: '', emergency: '' },
    },
    'waiting-returned': { ...waiting, state: 'queued', place: 1, returnedBy: 'Dr. Rossi' },
    'waiting-support-queued': {
      ...waiting,
      kind: 'support',
      state: 'queued',
      place: 2,
      estimatedWaitMs: 240_000,
    },
    'waiting-offered': waiting,
    'waiting-long-names': { ...waiting, ...longNames },
    'waiting-offline': { ...waiting, state: 'requested', offline: true },
    'waiting-support': {
      ...waiting,
      kind: 'support',
      selfStream: null,
      devices: { camera: 'off', microphone: 'off' },
    },
    'waiting-no-camera': {
      ...waiting,
      selfStream: null,
      devices: { camera: 'missing', microphone: 'in-use' },
    },
    'call-connecting': {
      ...call,
      state: 'accepted',
      phase: 'connecting',
      remoteStream: null,
      quality: 'unknown',
    },
    call,
    'call-muted': { ...call, devices: { camera: 'on', microphone: 'off' } },
    'call-camera-off': { ...call, devices: { camera: 'off', microphone: 'on' } },
    'call-unplugged': {
      ...call,
      devices: { camera: 'unplugged', microphone: 'missing' },
      selfStream: null,
      quality: 'poor',
    },
    'call-physician-no-camera': {
      ...call,
      remoteStream: null,
      physicianDevices: { camera: 'missing', microphone: 'on' },
    },
    'call-physician-no-sound': {
      ...call,
      physicianDevices: { camera: 'on', microphone: 'off' },
    },
    'call-physician-off': {
      ...call,
      remoteStream: null,
      physicianDevices: { camera: 'off', microphone: 'off' },
    },
    'call-long-name': {
      ...call,
      physician: longNames.physicians[0],
      devices: { camera: 'on', microphone: 'off' },
    },
    'call-physician-away': { ...call, physicianPresent: false },
    'call-reconnecting': { ...call, phase: 'reconnecting', quality: 'poor' },
    ...callSamples(call, pictures.interpreter),
    ...guidedSamples(),
    ...phoneSamples({ call, waiting, photo: pictures.photo }),
    ...ringingSamples(),
    ...endings(),
    ...refusals(),
    unreachable: { name: 'unreachable', clinic: people.clinic },
    unpaired: { name: 'unpaired' },
    elsewhere: { name: 'elsewhere' },
  };
}
