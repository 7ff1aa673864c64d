import type { MediaDevicesState, Outcome } from '../../../src/protocol/index.ts';
import type {
  CallScreen,
  Counterparts,
  EndedScreen,
  Screen,
  WaitingScreen,
} from '../model/screen.ts';

/** The streams that a gallery screen may show. */
export interface Streams {
  readonly patient: MediaStream;
  readonly physician: MediaStream;
}

const people: Counterparts = {
  clinic: 'Medical Practice at the Lake',
  patient: 'Maria',
  physicians: ['Dr. Rossi'],
};
const longNames = {
  clinic: 'Medical Practice for Internal Medicine and Geriatrics at the Lake',
  patient: 'Maximiliane-Theodora von Hohenstein-Wartenberg',
  physicians: ['Dr. Konstantin-Alexander von Hohenstein-Wartenberg'],
} as const;
const both: MediaDevicesState = { camera: 'on', microphone: 'on' };

/** Every screen of the app with what it shows on a real day, by a name for pages and tests. */
export function sampleScreens(streams: Streams): Readonly<Record<string, Screen>> {
  const waiting: WaitingScreen = {
    ...people,
    name: 'waiting',
    kind: 'care',
    offline: false,
    state: 'offered',
    selfStream: streams.patient,
    devices: both,
  };
  const call: CallScreen = {
    name: 'call',
    kind: 'care',
    state: 'active',
    phase: 'connected',
    physician: 'Dr. Rossi',
    remoteStream: streams.physician,
    selfStream: streams.patient,
    devices: both,
    physicianDevices: both,
    physicianPresent: true,
    quality: 'good',
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
    quiet: { ...people, name: 'quiet' },
    permission: { ...people, name: 'permission' },
    'waiting-requested': {
      ...waiting,
      state: 'requested',
      selfStream: null,
      devices: { camera: 'unknown', microphone: 'unknown' },
    },
    'waiting-queued': { ...waiting, state: 'queued' },
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
    ...endings(),
    ...refusals(),
    unreachable: { name: 'unreachable', clinic: people.clinic },
    unpaired: { name: 'unpaired' },
    elsewhere: { name: 'elsewhere' },
  };
}

function endings(): Record<string, EndedScreen> {
  const states: Record<Outcome, EndedScreen['state']> = {
    'ended-by-patient': 'ended',
    'ended-by-agent': 'ended',
    solved: 'ended',
    'cancelled-by-agent': 'cancelled',
    'declined-by-patient': 'cancelled',
    'patient-did-not-answer': 'expired',
    'callback-asked': 'cancelled',
    'given-up': 'expired',
    'cancelled-by-patient': 'cancelled',
    'tv-lost': 'ended',
    'agent-lost': 'ended',
    'nobody-came': 'expired',
    'all-declined': 'expired',
    'device-unpaired': 'ended',
  };
  const screens: Record<string, EndedScreen> = {};
  for (const outcome of Object.keys(states) as Outcome[]) {
    const physician = states[outcome] === 'ended' ? 'Dr. Rossi' : null;
    screens[`ended-${outcome}`] = {
      ...people,
      name: 'ended',
      state: states[outcome],
      outcome,
      physician,
    };
  }
  return screens;
}

function refusals(): Record<string, Screen> {
  const screens: Record<string, Screen> = {};
  const codes = [
    'nobody_linked',
    'device_busy',
    'store_unavailable',
    'shutting_down',
    'rate_limited',
    'invalid_params',
  ] as const;
  for (const code of codes) screens[`refused-${code}`] = { ...people, name: 'refused', code };
  return screens;
}
