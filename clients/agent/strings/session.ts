import type { PresenceSetting } from '../../../src/protocol/index.ts';

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
  clinic: 'Clinic',
  playbook: 'Playbook',
  integrations: 'Integrations',
  main: 'Main',
  signOut: 'Sign out',
  waiting: 'Waiting',
  nobody: 'Nobody is waiting.',
  laterInCall: 'Patients who ask now wait until you are free.',
  skip: 'Skip to content',
  ringing: 'ringing',
  requested: 'just asked',
  guided: 'with the playbook',
  queued: 'nobody is free',
  unattended: 'nobody is there',
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

export const start = {
  loading: 'Loading…',
  again: 'Try again',
};

export const presence = {
  label: 'My presence',
  settings: {
    available: 'Available',
    away: 'Away',
    'do-not-disturb': 'Do not disturb',
  } satisfies Record<PresenceSetting, string>,
  /** What the server makes of it, where that is not what was chosen. */
  busy: 'In a consult: nothing rings.',
  away: 'Shown as away: nobody was at this screen, or a ring was not answered.',
  colleagues: 'Colleagues',
  nobodyElse: 'No colleagues yet.',
};
