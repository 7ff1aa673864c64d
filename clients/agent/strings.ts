import type {
  AgentPresence,
  DeviceRef,
  GuestRelation,
  MediaDeviceState,
  MediaDevicesState,
  Outcome,
  PathPolicy,
  PathState,
  RequestPriority,
  Role,
} from '../../src/protocol/index.ts';
import type { CallPhase, ConsultRecord } from '../connector/index.ts';
import type { ApiErrorCode } from './clinicApi.ts';

/* Every sentence of the agent app. Patients' names go into pages only, never into titles. */

export const product = 'Housecall';

const roleNames: Record<Role, string> = {
  physician: 'Physician',
  staff: 'Staff',
  admin: 'Administrator',
};
const policyNames: Record<PathPolicy, string> = {
  auto: 'Automatic',
  direct: 'Direct',
  relay: 'Relay',
};
const pathNames: Record<PathState['kind'], string> = { direct: 'Direct', relay: 'Relay' };
const pathReasons: Record<PathState['reason'], string> = {
  policy: 'by the clinic’s rule',
  'direct-not-connected': 'a direct connection could not be made',
  'direct-failed': 'the direct connection failed',
  'relay-failed': 'the relay’s connection failed',
  'relay-restarted': 'the relay was restarted',
  'endpoint-rejoined': 'one side came back',
  'chosen-by-agent': 'chosen here',
  returned: 'the patient is back in the waiting room',
  transferred: 'the call was transferred',
  'guest-joined': 'a guest joined',
};
const deviceStates: Record<MediaDeviceState, string> = {
  on: 'on',
  off: 'switched off',
  missing: 'not found',
  refused: 'not allowed',
  'in-use': 'used by another program',
  unplugged: 'unplugged',
  unknown: 'not known yet',
};
const stateNames: Record<ConsultRecord['consult']['state'], string> = {
  requested: 'Requested',
  guided: 'Guided',
  queued: 'Waiting',
  offered: 'Ringing',
  calling: 'Calling',
  accepted: 'Connecting',
  active: 'In call',
  ended: 'Ended',
  cancelled: 'Cancelled',
  expired: 'Not answered',
};
const priorityNames: Record<RequestPriority, string> = {
  routine: 'Routine',
  urgent: 'Urgent',
  stat: 'At once',
};
const relationNames: Record<GuestRelation, string> = {
  interpreter: 'interpreter',
  family: 'family',
  physician: 'physician',
  other: 'guest',
};
const presenceNames: Record<AgentPresence, string> = {
  available: 'Available',
  busy: 'In a consult',
  away: 'Away',
  'do-not-disturb': 'Do not disturb',
  offline: 'Offline',
};
const platformNames: Record<string, string> = {
  tizen: 'Samsung Tizen',
  webos: 'LG webOS',
  android: 'Android TV',
  browser: 'Web browser',
};

/** Devices that do not tell their model register as this. */
export const isKnown = (model: string): boolean => model !== 'unknown';

export const words = {
  role: (role: Role) => roleNames[role],
  policy: (policy: PathPolicy) => policyNames[policy],
  path: (kind: PathState['kind']) => pathNames[kind],
  pathReason: (reason: PathState['reason']) => pathReasons[reason],
  deviceState: (state: MediaDeviceState) => deviceStates[state],
  consultState: (state: ConsultRecord['consult']['state']) => stateNames[state],
  priority: (priority: RequestPriority) => priorityNames[priority],
  relation: (relation: GuestRelation) => relationNames[relation],
  presence: (presence: AgentPresence) => presenceNames[presence],
  fault: (code: string) => code.replace(/-/g, ' '),
  found: (there: boolean) => (there ? 'found' : 'not found'),
  platform: (platform: string) => platformNames[platform] ?? platform,
  /** A device's name: its model, else what it runs on. */
  device: ({ model, platform }: Pick<DeviceRef, 'model' | 'platform'>) =>
    isKnown(model) ? model : words.platform(platform),
};

export const signIn = {
  heading: 'Sign in',
  lead: 'For physicians and staff of the clinic.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  busy: 'Signing in…',
  expired: 'You were signed out. Please sign in again.',
  notSignedOut:
    'The server could not be reached to sign you out. Close the browser if others use it.',
};

export const shell = {
  consults: 'Consults',
  pair: 'Pair a TV',
  patients: 'Patients and TVs',
  people: 'Colleagues',
  main: 'Main',
  signOut: 'Sign out',
  waiting: 'Waiting',
  nobody: 'Nobody is waiting.',
  laterInCall: 'Patients who ask now wait until you are free.',
  skip: 'Skip to content',
  ringing: 'ringing',
  queued: 'no physician free',
  inCall: 'in a call',
  decline: 'Decline',
  declineNamed: (patient: string) => `Decline ${patient}`,
  busyHint: 'End this call to answer.',
  waitedLabel: 'waiting for ',
};

export const connection = {
  idle: 'Not connected',
  connecting: 'Connecting…',
  open: 'Connected',
  reconnecting: 'Reconnecting…',
  closed: 'Disconnected',
  reconnectingLong: 'Reconnecting… The server does not answer. Calls come back by themselves.',
  replaced: 'This session goes on in another window.',
  closedLong: 'The server closed the connection.',
  again: 'Connect again',
};

export const readiness = {
  heading: 'This browser',
  sound: 'Ring tone',
  soundOn: 'On',
  soundOff: 'The browser holds sound back until you click.',
  turnOn: 'Turn on',
  notifications: 'Desktop notifications',
  allowed: 'On',
  blocked: 'Blocked. Allow them in the browser’s settings.',
  ask: 'Allow',
  notAsked: 'Off',
  unsupported: 'This browser has none.',
  camera: 'Open my camera while it rings',
  cameraHint: 'The picture then starts at once. The patient sees you only after you accept.',
};

export const consults = {
  emptyPhysician: 'Nobody is waiting',
  emptyPhysicianLead: 'When a patient asks for a consult on the TV, it rings here.',
  waitingHeading: 'Who is waiting',
  staffLead: 'Physicians answer; this list is for your information.',
  noneWaiting: 'No patient is waiting for a consult.',
  patient: 'Patient',
  since: 'Since',
  state: 'State',
  physician: 'Physician',
  tv: 'TV',
  noPhysician: 'none free',
  earlier: 'Earlier',
  show: 'Show',
  showNamed: (patient: string) => `Show the consult of ${patient}`,
  dismiss: 'Dismiss',
  dismissNamed: (patient: string) => `Dismiss the consult of ${patient}`,
  titleRinging: (count: number) =>
    count === 1 ? '● Incoming consult' : `● ${count} incoming consults`,
  titleIncoming: 'Incoming consults',
  notificationTitle: 'Incoming consult',
  notificationBody: 'A patient asks for a consult. Open Housecall to answer.',
};

export const incoming = {
  heading: 'asks for a consult',
  fromTv: 'The patient chose it on the TV.',
  accept: 'Accept',
  accepting: 'Accepting…',
  decline: 'Decline',
  waitingFor: 'Waiting',
  ringsFor: 'Rings for another',
  alsoAsked: 'Also asked',
  onlyYou: 'nobody else',
  language: 'Language',
  tv: 'TV',
  devices: 'On the TV',
  devicesSentence: ({ camera, microphone }: MediaDevicesState) =>
    camera === 'unknown' && microphone === 'unknown'
      ? 'camera and microphone not opened yet'
      : `camera ${deviceStates[camera]}, microphone ${deviceStates[microphone]}`,
  you: 'You',
  youHint: 'The patient does not see you before you accept.',
  cameraClosed: 'Your camera opens when you accept.',
  cameraOpening: 'Opening your camera…',
  ownPicture: 'Your own picture',
};

export const call = {
  remote: (patient: string) => `Picture of ${patient}`,
  self: 'Your own picture',
  mute: 'Mute',
  cameraOff: 'Camera off',
  end: 'End call',
  ending: 'Ending…',
  path: 'Path',
  pathChoice: 'Choose the path',
  soundHeld: 'The browser holds the sound back.',
  soundOn: 'Turn the sound on',
  tvAbsent: 'The TV lost its connection. Waiting for it to come back…',
  noPicture: (why: string) => `No picture: the TV’s camera is ${why}.`,
  nothing: (camera: string, microphone: string) =>
    camera === microphone
      ? `No picture and no sound: the TV’s camera and microphone are ${camera}.`
      : `No picture and no sound: the TV’s camera is ${camera}, its microphone ${microphone}.`,
  noSound: (why: string) => `No sound: the TV’s microphone is ${why}.`,
  ownCamera: (why: string) => `Your camera is ${why}.`,
  ownMicrophone: (why: string) => `Your microphone is ${why}.`,
  phase: {
    waiting: 'Connecting…',
    prepared: 'Connecting…',
    connecting: 'Connecting…',
    connected: 'Connected',
    reconnecting: 'Reconnecting…',
    closed: 'Over',
  } satisfies Record<CallPhase, string>,
  elsewhere: 'This call is open in another window.',
  elsewhereLead: 'You can take it over in this one; it then stops there.',
  interrupted: 'This call was interrupted here.',
  returning: 'Returning to the call…',
  takeOver: 'Continue here',
  returnTo: 'Return to call',
};

export const ended = {
  lasted: 'Lasted',
  notStarted: 'It did not come to a call.',
  done: 'Done',
};

/** What became of a consult, told to a person of the clinic. */
export function outcomeSentence(outcome: Outcome, mine: boolean): string {
  switch (outcome) {
    case 'ended-by-patient':
      return 'The patient ended the call.';
    case 'ended-by-agent':
      return mine ? 'You ended the call.' : 'The clinic ended the call.';
    case 'solved':
      return 'It was solved.';
    case 'cancelled-by-agent':
      return mine ? 'You stopped calling.' : 'The clinic stopped calling.';
    case 'declined-by-patient':
      return 'The patient declined the call.';
    case 'patient-did-not-answer':
      return 'Nobody answered at the TV.';
    case 'callback-asked':
      return 'The patient asks to be called back.';
    case 'given-up':
      return 'The patient left the tasks unfinished.';
    case 'cancelled-by-patient':
      return 'The patient cancelled the request.';
    case 'tv-lost':
      return 'The TV lost its connection and did not come back.';
    case 'agent-lost':
      return 'The clinic’s browser lost its connection and did not come back.';
    case 'nobody-came':
      return 'Nobody answered in time.';
    case 'all-declined':
      return 'Everybody who may answer declined.';
    case 'device-unpaired':
      return 'The TV was unpaired, which ended the consult.';
  }
}

/** Why it stopped ringing here. */
export function leftSentence(record: ConsultRecord): string | null {
  const { consult, left } = record;
  if (left === 'accepted-elsewhere') {
    return consult.agent ? `${consult.agent.name} answered.` : 'Somebody else answered.';
  }
  if (consult.outcome) return outcomeSentence(consult.outcome, false);
  return left === null ? null : 'It is no longer waiting for you.';
}

export const deviceCard = {
  heading: 'The patient’s TV',
  model: 'Model',
  display: 'Display',
  platform: 'Platform',
  engine: 'Engine',
  camera: 'Camera',
  microphone: 'Microphone',
  plays: 'Plays',
  sends: 'Sends',
  dataChannel: 'Data channel',
  address: 'Address',
  hardware: 'Hardware id',
  yes: 'yes',
  no: 'no',
  noneFound: 'none found',
  network: 'Network',
  presence: 'Connection',
  present: 'online',
  absent: 'lost',
  appHidden: 'The app is not on the screen.',
};

export const diagnostics = {
  heading: 'Diagnostics',
  lead: 'last minute, from the TV',
  none: 'No samples yet. The TV sends one per second once media flows.',
  noValue: '–',
  roundTrip: 'Round trip',
  jitter: 'Jitter',
  loss: 'Packets lost',
  sends: 'TV sends',
  receives: 'TV receives',
  framesSent: 'Frames sent',
  framesReceived: 'Frames received',
  resolution: 'Resolution sent',
  freezes: 'Freezes',
  sound: 'Sound level',
  unit: { ms: 'ms', percent: '%', megabits: 'Mbit/s', perSecond: '/s', lines: '', count: '' },
};

export const timeline = { heading: 'Timeline', empty: 'Nothing has happened yet.' };

export const pair = {
  heading: 'Pair a TV',
  lead: 'The TV shows a code of eight letters. Enter it here.',
  code: 'Code on the TV',
  foreign: 'Codes have consonants only. Please compare with the TV.',
  looking: 'Looking for the TV…',
  again: 'Try again',
  found: 'This TV is waiting',
  foundHint: 'Compare it with the TV in front of the patient before you confirm.',
  hintPatient: 'Name typed on the TV',
  hintPhysician: 'Physician wanted',
  known: (name: string) => `This TV belonged to ${name} before.`,
  since: (time: string) => `since ${time}`,
  patient: 'Patient',
  patientHint: 'Type a name to find a patient or to add a new one.',
  existing: (devices: number) =>
    devices === 0
      ? 'Patient of this clinic.'
      : devices === 1
        ? 'Patient of this clinic, has one TV already.'
        : `Patient of this clinic, has ${devices} TVs already.`,
  ambiguous: 'There are several patients of this name. Choose one from the list.',
  created: 'A new patient will be added.',
  createOption: (name: string) => `Add “${name}” as a new patient`,
  optionDevices: (devices: number) =>
    devices === 0 ? 'no TV' : devices === 1 ? 'one TV' : `${devices} TVs`,
  physicians: 'Physicians whom the patient may ask',
  physiciansHint: 'All of them ring. The TV names the one first whom you tick first.',
  noPhysicians: 'No physicians in this clinic yet.',
  you: 'you',
  confirm: 'Confirm and pair',
  confirming: 'Pairing…',
  refuse: 'Refuse this TV',
  done: (name: string) => `The TV of ${name} is paired.`,
  doneLead: 'Within a few seconds it asks the patient whether to start a consult.',
  refused: 'The TV was refused.',
  refusedLead: 'Its screen says so and offers a new code.',
  another: 'Pair another TV',
};

export const patients = {
  heading: 'Patients and TVs',
  search: 'Find a patient',
  count: (shown: number, all: number) =>
    shown === all ? `${all} ${all === 1 ? 'patient' : 'patients'}` : `${shown} of ${all} patients`,
  none: 'No patients yet. Pair a TV to add the first.',
  noneFound: 'No patient of that name.',
  loading: 'Loading…',
  patient: 'Patient',
  tvs: 'TVs',
  physicians: 'Physicians',
  noTv: 'No TV paired',
  paired: (date: string) => `paired ${date}`,
  noPhysicians: 'None linked',
  name: 'Add to my patients',
  unname: 'Remove from mine',
  unnameNamed: (patient: string) => `Remove from mine: ${patient}`,
  nameNamed: (patient: string) => `Add to my patients: ${patient}`,
  careLink: 'Care link',
  oneSided: 'The patient has not named you yet.',
  unpair: 'Unpair',
  unpairNamed: (model: string, patient: string) => `Unpair ${model} of ${patient}`,
  unpairHeading: 'Unpair this TV?',
  unpairLead: (model: string, patient: string) =>
    `The TV of ${patient} (${model}) will show a new code at once. A call on it ends.`,
  unpairConfirm: 'Unpair',
  cancel: 'Cancel',
  again: 'Try again',
};

export const people = {
  heading: 'Colleagues',
  lead: 'People of the clinic who can sign in.',
  loading: 'Loading…',
  name: 'Name',
  role: 'Role',
  again: 'Try again',
};

export const start = {
  loading: 'Loading…',
  again: 'Try again',
};

/** What went wrong, and what to do, for a failed request. */
export function errorSentence(code: ApiErrorCode, retryAfterMs?: number): string {
  switch (code) {
    case 'unreachable':
    case 'not-connected':
    case 'disconnected':
      return 'The server cannot be reached. Please check the network and try again.';
    case 'wrong_credentials':
      return 'E-mail or password is wrong.';
    case 'rate_limited':
      return retryAfterMs === undefined
        ? 'Too many attempts. Please wait a moment.'
        : `Too many attempts. Please try again in ${waitPhrase(retryAfterMs)}.`;
    case 'unauthenticated':
      return 'You are signed out. Please sign in again.';
    case 'forbidden':
      return 'Your role does not allow this.';
    case 'code_unknown':
      return 'No TV is waiting with this code. It may have run out; the TV then shows a new one.';
    case 'code_used':
      return 'This code was confirmed or refused already.';
    case 'already_accepted':
      return 'Another physician was faster.';
    case 'agent_busy':
      return 'You are in another consult. End it first, also in other windows.';
    case 'wrong_state':
      return 'This consult is no longer waiting.';
    case 'not_found':
      return 'It is not there any more.';
    case 'conflict':
      return 'Somebody else changed it at the same time. Please try again.';
    case 'shutting_down':
    case 'store_unavailable':
      return 'The server cannot do this right now. Please try again in a moment.';
    case 'invalid_params':
    case 'invalid_request':
      return 'The server did not accept this entry. Please check it.';
    default:
      return 'Something went wrong on the server. Please try again.';
  }
}

function waitPhrase(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return seconds === 1 ? 'one second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
