import type { GuestRelation, PatientAt } from '../../../src/protocol/index.ts';
import type { CallPhase } from '../../connector/index.ts';

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
  absent: {
    tv: 'The TV lost its connection. Waiting for it to come back…',
    mobile: 'The phone lost its connection. It is waited for, up to two minutes…',
  },
  gone: 'The phone is gone. The TV asks the patient whether to go on there.',
  noPicture: (device: string, why: string) => `No picture: the ${device}’s camera is ${why}.`,
  nothing: (device: string, camera: string, microphone: string) =>
    camera === microphone
      ? `No picture and no sound: the ${device}’s camera and microphone are ${camera}.`
      : `No picture and no sound: the ${device}’s camera is ${camera}, its microphone ${microphone}.`,
  noSound: (device: string, why: string) => `No sound: the ${device}’s microphone is ${why}.`,
  soundOnly: 'On the phone with sound alone',
  devices: { tv: 'TV', mobile: 'phone' },
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
  lead: { tv: 'last minute, from the TV', mobile: 'last minute, from the phone' },
  none: 'No samples yet. One comes each second once media flows.',
  noValue: '–',
  roundTrip: 'Round trip',
  jitter: 'Jitter',
  loss: 'Packets lost',
  sends: 'Sent',
  receives: 'Received',
  framesSent: 'Frames sent',
  framesReceived: 'Frames received',
  resolution: 'Resolution sent',
  resolutionReceived: 'Resolution received',
  decodeTime: 'Decoding a frame',
  framesDropped: 'Frames dropped',
  freezes: 'Freezes',
  sound: 'Sound level',
  unit: { ms: 'ms', percent: '%', megabits: 'Mbit/s', perSecond: '/s', lines: '', count: '' },
};

/** Why the patient sees the physician's picture smaller than it is sent. */
export const pictureNotes = {
  tv: {
    size: 'The TV shows your picture small: the small one is sent.',
    unseen: 'The TV does not show your picture now: the small one is sent.',
    decoder: 'The TV cannot decode your large picture in time: the small one is sent.',
    line: 'The line to the TV carries only your small picture.',
  },
  mobile: {
    size: 'The phone shows your picture small: the small one is sent.',
    unseen: 'The phone does not show your picture now: the small one is sent.',
    decoder: 'The phone cannot decode your large picture in time: the small one is sent.',
    line: 'The line to the phone carries only your small picture.',
  },
} as const;

export const timeline = { heading: 'Timeline', empty: 'Nothing has happened yet.' };

export const transfer = {
  open: 'Transfer',
  heading: 'Transfer to a colleague',
  lead: 'The call goes on until your colleague accepts. The patient is told.',
  to: 'To whom',
  nobody: 'No colleague is there to take over.',
  note: 'Note for your colleague',
  noteHint: 'Only your colleague reads it.',
  send: 'Ask to take over',
  sending: 'Asking…',
  cancel: 'Cancel',
  waiting: (name: string) => `Rings at ${name}`,
  withdraw: 'Take back',
  declined: (name: string) => `${name} declined the transfer.`,
  'no-answer': (name: string) => `${name} did not answer.`,
};

export const returning = {
  open: 'Waiting room',
  heading: 'Send back to the waiting room?',
  lead: (patient: string) =>
    `${patient} keeps the place in the queue. It rings at your colleagues, and not at you.`,
  confirm: 'Send back',
  cancel: 'Cancel',
};

export const guests = {
  open: 'Invite',
  tab: 'People',
  heading: 'Invite a guest',
  lead: 'The link works once. Whoever opens it joins this call from a browser.',
  name: 'Name',
  relation: 'Takes part as',
  relations: {
    interpreter: 'Interpreter',
    family: 'Family',
    physician: 'Physician',
    other: 'Another guest',
  } satisfies Record<GuestRelation, string>,
  send: 'Make the link',
  sending: 'Making the link…',
  cancel: 'Cancel',
  linkHeading: (name: string) => `The link for ${name}`,
  link: 'Link',
  copy: 'Copy',
  copied: 'Copied',
  expires: (time: string) => `Good until ${time}, for one person. It is not shown again.`,
  close: 'Close',
  list: 'In this consult',
  you: 'you',
  patientAt: {
    tv: 'patient, on the TV',
    both: 'patient, on TV and phone',
    mobile: 'patient, on the phone',
  } satisfies Record<PatientAt, string>,
  phone: 'the patient’s phone',
  phoneBeside: 'beside the call',
  camera: (state: string) => `camera ${state}`,
  microphone: (state: string) => `microphone ${state}`,
  presences: { vacant: 'invited', present: 'here', absent: 'connection lost' },
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
};

export const grid = {
  label: 'Pictures of the call',
  pin: 'Pin',
  unpin: 'Unpin',
  pinNamed: (name: string) => `Pin ${name}`,
  speaking: 'speaks',
  noPicture: 'No picture',
};

export const tabs = { label: 'About this consult', tv: 'TV' };

export const verdict = {
  heading: 'The connection',
  nothing: 'Nothing stood out.',
};
