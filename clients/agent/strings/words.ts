import type {
  AgentPresence,
  ConsultStateName,
  DeviceRef,
  GuestRelation,
  MediaDeviceState,
  PathPolicy,
  PathState,
  RequestPriority,
  Role,
  TrialOutcome,
} from '../../../src/protocol/index.ts';

/* Names of things, as the agent app says them everywhere. Patients' names go into pages only, never into titles. */

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
  'direct-proven': 'the direct connection was tried, and is as good',
  'direct-not-connected': 'a direct connection could not be made',
  'direct-failed': 'the direct connection failed',
  'relay-failed': 'the relay’s connection failed',
  'relay-restarted': 'the relay was restarted',
  'endpoint-rejoined': 'one side came back',
  'chosen-by-agent': 'chosen here',
  returned: 'the patient is back in the waiting room',
  transferred: 'the call was transferred',
  'guest-joined': 'a guest joined',
  'phone-joined': 'the patient’s phone joined',
};

type TrialReason = Exclude<TrialOutcome, 'proven'>;

const trialReasons: Record<TrialReason, string> = {
  'not-connected': 'TV and browser do not reach each other directly',
  slower: 'the direct connection is slower',
  lossy: 'the direct connection loses more',
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

const stateNames: Record<ConsultStateName, string> = {
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
  trialReason: (reason: TrialReason) => trialReasons[reason],
  pathReason: (reason: PathState['reason']) => pathReasons[reason],
  deviceState: (state: MediaDeviceState) => deviceStates[state],
  consultState: (state: ConsultStateName) => stateNames[state],
  priority: (priority: RequestPriority) => priorityNames[priority],
  relation: (relation: GuestRelation) => relationNames[relation],
  presence: (presence: AgentPresence) => presenceNames[presence],
  found: (there: boolean) => (there ? 'found' : 'not found'),
  platform: (platform: string) => platformNames[platform] ?? platform,
  /** A device's name: its model, else what it runs on. */
  device: ({ model, platform }: Pick<DeviceRef, 'model' | 'platform'>) =>
    isKnown(model) ? model : words.platform(platform),
};
