import { takeLink as take } from '../../clients/guest/link.ts';
import { peopleIn } from '../../clients/guest/model/people.ts';
import { type Situation, screenOf } from '../../clients/guest/model/screenOf.ts';
import { keptSession } from '../../clients/theme/visitor/keptSession.ts';
import type { ConsultView, GuestIdentity } from '../../src/protocol/index.ts';
import { plainConsult } from '../support/consultViews.ts';
import { careRequest } from '../support/serviceRequests.ts';
import type { GuestModel } from './guest-model-contract.ts';

const identity: GuestIdentity = {
  kind: 'guest',
  guestId: '01900000-0000-7000-8000-000000000001',
  consultId: '01900000-0000-7000-8000-000000000002',
  name: 'Amina Yusuf',
  clinic: { id: '01900000-0000-7000-8000-000000000003', name: 'Lake Clinic' },
};
const devices = { camera: 'on', microphone: 'on' } as const;
const present = { presence: 'present', devices, connected: true } as const;
const active: ConsultView = {
  ...plainConsult,
  id: identity.consultId,
  state: 'active',
  patient: { id: '01900000-0000-7000-8000-000000000004', name: 'Maria' },
  device: {
    id: identity.consultId,
    model: '',
    platform: '',
    engineVersion: '',
    capabilities: {
      camera: false,
      microphone: false,
      dataChannel: false,
      decodes: [],
      encodes: [],
      keys: [],
    },
  },
  serviceRequest: careRequest,
  policy: 'auto',
  path: { kind: 'relay', epoch: 1, reason: 'policy' },
  offeredTo: [],
  agent: { id: '01900000-0000-7000-8000-000000000005', name: 'Dr. Rossi' },
  places: { tv: present, agent: present },
  outcome: null,
  requestedAt: '2026-03-02T09:00:00.000Z',
  acceptedAt: '2026-03-02T09:00:10.000Z',
  endedAt: null,
  deadlineAt: null,
  lastSeq: 0,
};
const arrived: Omit<Situation, 'record'> = {
  came: 'by-link',
  connection: { name: 'open' },
  identity,
  step: 'lobby',
  failed: false,
  own: { asked: 'done', stream: null, devices, facing: null },
  phase: 'connected',
  company: { remotes: [], speaker: null },
};

export const screenFor: GuestModel['screenFor'] = (situation, consult = {}, left) => ({
  ...screenOf({
    ...arrived,
    record: { consult: { ...active, ...consult }, timeline: [], left: left ?? null },
    ...situation,
  }),
});

export const people: GuestModel['people'] = (guests, remotes, speaker) =>
  peopleIn({ ...active, guests: [...guests] }, identity.guestId, {
    remotes: remotes.map((place) => ({ place, stream: new MediaStream() })),
    speaker,
  }).map(
    ({ name, part, stream, speaks }) =>
      `${name}, ${part}${stream === null ? '' : ', seen'}${speaks ? ', speaks' : ''}`,
  );

export const takeLink: GuestModel['takeLink'] = () => ({
  link: { ...take(window) },
  address: location.href,
});

export const keep: GuestModel['keep'] = (resume) => {
  keptSession(sessionStorage, 'housecall.guestSession').write(resume ?? undefined);
};

export const kept: GuestModel['kept'] = () =>
  keptSession(sessionStorage, 'housecall.guestSession').read() ?? null;
