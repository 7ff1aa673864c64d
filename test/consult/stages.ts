import type { Command, CommandOf, RequestCommand } from '../../src/consult/commands.ts';
import type { Consult, Seat } from '../../src/consult/state.ts';
import { type Clock, defaultTiming } from '../../src/consult/timing.ts';
import { transition } from '../../src/consult/transition.ts';
import type {
  MobileMedia,
  PathPolicy,
  PatientAt,
  TimelineEvent,
} from '../../src/protocol/index.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { ada, ben, clinic, device, homeTv, idOf, person } from './people.ts';

const start = Date.parse('2026-03-02T09:00:00.000Z');

/** The clock this many milliseconds after the request. */
export function at(ms: number): Clock {
  return { now: new Date(start + ms), timing: defaultTiming };
}

export function timeAt(ms: number): string {
  return new Date(start + ms).toISOString();
}

export function requestCommand(policy: PathPolicy): Command {
  return requestedBy(policy);
}

function requestedBy(policy: PathPolicy): RequestCommand {
  return {
    type: 'request',
    consultId: idOf('consult'),
    clinicId: clinic.id,
    patient: { id: idOf('patient'), name: 'Patient' },
    device: device(idOf('home TV device')),
    by: 'patient',
    serviceRequest: careRequest,
    priority: 'routine',
    policy,
    answerers: { preferred: [], team: [person('Ada'), person('Ben')], staff: [] },
    answersItself: false,
    sessionId: homeTv.sessionId,
  };
}

export const match: Command = {
  type: 'match',
  rings: [person('Ada'), person('Ben')],
  attended: true,
};

export function callCommand(policy: PathPolicy): Command {
  const { answerers } = requestedBy(policy);
  return {
    ...requestedBy(policy),
    type: 'call',
    answerers,
    person: person('Ada'),
    agentSessionId: ada.sessionId,
    callbackOf: null,
  };
}

/** Findings and two tasks, of which the second solves it. */
export const diagnosis: CommandOf<'diagnose'> = {
  type: 'diagnose',
  by: 'system',
  diagnostic: {
    id: idOf('diagnostic'),
    source: { type: 'playbook', playbookId: idOf('playbook'), version: 1, rule: 'router' },
    findings: [{ en: 'The internet is away.' }],
    tasks: [
      { id: idOf('look'), text: { en: 'Look at the box.' }, concludes: false },
      { id: idOf('restart'), text: { en: 'Restart the box.' }, concludes: true },
    ],
  },
};
export const adaAccepts: Command = {
  type: 'accept',
  person: person('Ada'),
  sessionId: ada.sessionId,
};
export const benAccepts: Command = {
  type: 'accept',
  person: person('Ben'),
  sessionId: ben.sessionId,
};

/** A phone that a patient has linked. */
export const phone = {
  id: idOf('phone'),
  model: 'iPhone',
  browser: 'Safari 18',
  address: '192.0.2.7',
  nearTv: true,
  way: 'qr',
  use: 'move',
} as const;

export function connected(seat: Seat, epoch = 1): Command {
  return { type: 'media-connected', seat, epoch };
}

export function failed(seat: Seat, epoch = 1): Command {
  return { type: 'media-failed', seat, epoch, detail: 'no candidate pair' };
}

/** Commands that lead from a request, or from a call, into each state. */
const ways = {
  requested: [],
  guided: [diagnosis],
  queued: [{ type: 'match', rings: [], attended: true }],
  offered: [match],
  accepted: [match, adaAccepts],
  active: [match, adaAccepts, connected('tv'), connected('agent')],
  calling: [],
  ended: [match, adaAccepts, { type: 'end', seat: 'tv' }],
  cancelled: [{ type: 'cancel', seat: 'tv' }],
  expired: [
    match,
    { type: 'decline', person: person('Ada') },
    { type: 'decline', person: person('Ben') },
  ],
} as const satisfies Record<string, readonly Command[]>;

export type Stage = keyof typeof ways;
export const stages = Object.keys(ways).filter((name): name is Stage => name in ways);

const linked: readonly Command[] = [
  ...ways.active,
  { type: 'link-mobile', mobile: phone, check: null },
  { type: 'join-mobile', mobileId: phone.id, sessionId: idOf('phone session') },
];
const admitted: readonly Command[] = [...linked, { type: 'admit-mobile', mobileId: phone.id }];

/** The call begins to go over to there. */
export function begun(to: PatientAt, media: MobileMedia | null = 'video'): Command {
  return { type: 'begin-shift', to, media };
}

/** The agent's screen shows the patient there. */
export function confirmed(to: PatientAt): Command {
  return { type: 'confirm-shift', to };
}

/** Commands that lead an active consult on the relay to where its phone stands. */
export const phoneWays = {
  linked,
  admitted,
  'on the way to the phone': [...admitted, begun('mobile')],
  'on both': [...admitted, begun('both'), confirmed('both')],
  'on the phone': [...admitted, begun('mobile'), confirmed('mobile')],
  'on the way back': [...admitted, begun('mobile'), confirmed('mobile'), begun('tv', null)],
  adrift: [
    ...admitted,
    begun('mobile'),
    confirmed('mobile'),
    { type: 'remove-mobile', mobileId: phone.id, reason: 'left' },
  ],
} as const satisfies Record<string, readonly Command[]>;

export type PhoneStage = keyof typeof phoneWays;
export const phoneStages = Object.keys(phoneWays).filter(
  (name): name is PhoneStage => name in phoneWays,
);

/** An active consult whose patient has come so far with their phone. */
export function consultWithPhone(stage: PhoneStage): Consult {
  return applied(undefined, [requestCommand('relay'), ...phoneWays[stage]]).consult;
}

/** A consult that has come as far as this state, by the moment of its request. */
export function consultIn(stage: Stage, policy: PathPolicy = 'auto'): Consult {
  const first = stage === 'calling' ? callCommand(policy) : requestCommand(policy);
  return applied(undefined, [first, ...ways[stage]]).consult;
}

/** Applies commands one after the other, none of which may be refused. */
export function applied(
  consult: Consult | undefined,
  commands: readonly Command[],
  ms = 0,
): { readonly consult: Consult; readonly events: readonly TimelineEvent[] } {
  let present = consult;
  const events: TimelineEvent[] = [];
  for (const command of commands) {
    const result = transition(present, command, at(ms));
    if (result instanceof Error) throw result;
    present = result.consult;
    events.push(...result.events);
  }
  if (present === undefined) throw new Error('no command was given');
  return { consult: present, events };
}
