import type { ConsultFacts, Message, MessageEvent } from '../../src/integration/message.ts';
import type { Diagnostic } from '../../src/protocol/index.ts';
import { careRequest } from '../support/serviceRequests.ts';

/** A UUID that ends in this number. */
export function uuid(number: number): string {
  return `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const at = '2026-03-02T09:00:05.000Z';

export const facts: ConsultFacts = {
  id: uuid(1),
  clinicId: uuid(2),
  state: 'accepted',
  kind: 'support',
  faultCode: 'playback-stalled',
  language: 'de',
  patient: { id: uuid(3), name: 'Erika Example' },
  device: {
    id: uuid(4),
    model: 'QE55',
    displayModel: 'Q60A',
    platform: 'tizen',
    engineVersion: 'Chromium 76',
  },
  agent: { id: uuid(5), name: 'Dr. Anna Keller' },
  requestedAt: '2026-03-02T09:00:00.000Z',
  acceptedAt: at,
  endedAt: null,
  outcome: null,
};

const diagnostic: Diagnostic = {
  id: uuid(6),
  source: { type: 'person', person: { id: uuid(5), name: 'Dr. Anna Keller' } },
  findings: [{ en: 'The network is slow.', de: 'Das Netz ist langsam.' }],
  tasks: [
    {
      id: uuid(7),
      text: { en: 'Restart the router.', de: 'Starten Sie den Router neu.' },
      concludes: true,
    },
    { id: uuid(8), text: { en: 'Wait a minute.' }, concludes: false },
  ],
};

const diagnosed: MessageEvent = {
  seq: 4,
  at,
  by: 'agent',
  type: 'diagnosed',
  diagnostic,
};

/** A message of each kind that adapters treat in a way of its own, and of kinds they do not know. */
export const messages: Readonly<Record<string, Message>> = {
  'a request': message(
    {
      seq: 1,
      at,
      by: 'patient',
      type: 'requested',
      serviceRequest: {
        ...careRequest,
        event: {
          ...careRequest.event,
          type: 'fault-noticed',
          fault: { code: 'playback-stalled', evidence: {} },
        },
      },
    },
    { state: 'requested', agent: null, acceptedAt: null },
  ),
  'an accept': message({ seq: 3, at, by: 'agent', type: 'accepted', person: facts.agent }),
  'an end': message(
    { seq: 9, at, by: 'agent', type: 'ended', outcome: 'ended-by-agent' },
    { state: 'ended', endedAt: '2026-03-02T09:10:00.000Z', outcome: 'ended-by-agent' },
  ),
  'an event of the TV': message({
    seq: 5,
    at,
    by: 'patient',
    type: 'device-event',
    place: 'tv',
    event: { id: uuid(9), type: 'fault-noticed', version: 1, at, fault: { code: 'audio-silent' } },
  }),
  'an event of a type from later on': message({
    seq: 5,
    at,
    by: 'agent',
    type: 'device-event',
    place: 'agent',
    event: { id: uuid(9), type: 'door-opened', version: 3, at, fault: 7 },
  }),
  'a diagnostic': message(diagnosed),
  'an answer': message(
    {
      seq: 6,
      at,
      by: 'patient',
      type: 'task-answered',
      taskId: uuid(7),
      answer: 'did-not-help',
      checkedBy: 'patient',
    },
    {},
    [diagnosed],
  ),
  'an answer to a task that nobody knows': message({
    seq: 6,
    at,
    by: 'patient',
    type: 'task-answered',
    taskId: uuid(7),
    answer: 'done',
    checkedBy: 'device',
  }),
  'a transfer': message({ seq: 7, at, by: 'agent', type: 'transferred', to: facts.agent }),
  'events that are not what they were': message({
    seq: 8,
    at,
    type: 'diagnosed',
    diagnostic: null,
  }),
  'a state from later on': message({ seq: 8, at, type: 'on-hold' }, { state: 'on-hold' }),
  'odd texts': message(
    { seq: 8, at, type: 'offered' },
    {
      device: { id: uuid(4), model: ' \u0000 ', platform: 'x', engineVersion: '\u0007' },
    },
  ),
  'a test': message({ seq: 1, at, by: 'system', type: 'test' }),
};

export function message(
  event: MessageEvent,
  consult: Partial<ConsultFacts> = {},
  before: readonly MessageEvent[] = [],
): Message {
  return { consult: { ...facts, ...consult }, event, diagnosed: before };
}
