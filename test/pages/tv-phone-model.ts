import { followedDialog, phoneStepOf } from '../../clients/tv/model/phone/phoneDialog.ts';
import { hasFallenBack as fellBack, phoneNewsOf } from '../../clients/tv/model/phone/phoneNews.ts';
import { reasonToPropose } from '../../clients/tv/model/phone/phoneProposer.ts';
import { renewInMs } from '../../clients/tv/model/phone/renewal.ts';
import type { ConsultView } from '../../src/protocol/index.ts';
import { plainConsult } from '../support/consultViews.ts';
import { careRequest } from '../support/serviceRequests.ts';
import type { TvPhoneModel } from './tv-phone-model-contract.ts';

const devices = { camera: 'on', microphone: 'on' } as const;
const present = { presence: 'present', devices, connected: true } as const;
const atTv: ConsultView = {
  ...plainConsult,
  id: '01900000-0000-7000-8000-000000000001',
  state: 'active',
  patient: { id: '01900000-0000-7000-8000-000000000002', name: 'Maria' },
  device: {
    id: '01900000-0000-7000-8000-000000000003',
    model: '',
    platform: '',
    engineVersion: '',
    capabilities: {
      camera: true,
      microphone: true,
      dataChannel: true,
      decodes: [],
      encodes: [],
      keys: [],
    },
  },
  serviceRequest: careRequest,
  policy: 'auto',
  path: { kind: 'relay', epoch: 1, reason: 'policy' },
  offeredTo: [],
  agent: { id: '01900000-0000-7000-8000-000000000004', name: 'Dr. Rossi' },
  places: { tv: present, agent: present },
  outcome: null,
  requestedAt: '2026-03-02T09:00:00.000Z',
  acceptedAt: '2026-03-02T09:00:10.000Z',
  endedAt: null,
  deadlineAt: null,
  lastSeq: 0,
};

export const followed: TvPhoneModel['followed'] = (at, before, now) =>
  followedDialog({ at }, { ...atTv, ...before }, { ...atTv, ...now }).at;

export const step: TvPhoneModel['step'] = (consult) => phoneStepOf({ ...atTv, ...consult });

export const reason: TvPhoneModel['reason'] = (consult, facts) =>
  reasonToPropose({
    consult: { ...atTv, ...consult },
    timeline: facts.timeline ?? [],
    devices: { ...devices, camera: facts.camera ?? 'on' },
    quality: facts.quality ?? 'good',
  });

export const hasFallenBack: TvPhoneModel['hasFallenBack'] = (timeline) => fellBack(timeline);

export const news: TvPhoneModel['news'] = (timeline) => {
  const last = timeline[timeline.length - 1];
  return last === undefined ? null : phoneNewsOf(last, timeline);
};

export const renewIn: TvPhoneModel['renewIn'] = (expiresAt, now) =>
  renewInMs(expiresAt, Date.parse(now), 20_000);
