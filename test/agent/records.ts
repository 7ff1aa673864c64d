import type { ConsultRecord } from '../../clients/connector/consultBook.ts';
import type { ConsultView } from '../../src/protocol/index.ts';
import { plainConsult } from '../support/consultViews.ts';
import { careRequest } from '../support/serviceRequests.ts';

const devices = { camera: 'unknown', microphone: 'unknown' } as const;
const nowhere = { presence: 'vacant', connected: false, devices } as const;

/** A consult that rings at nobody, as an agent's browser keeps it, with what a test is about. */
export function recordOf(
  id: string,
  changes: Partial<ConsultView>,
  left: ConsultRecord['left'] = null,
): ConsultRecord {
  const consult: ConsultView = {
    ...plainConsult,
    id,
    state: 'offered',
    patient: { id: 'patient', name: 'Maria Conti' },
    device: {
      id: 'device',
      model: 'TV',
      platform: 'browser',
      engineVersion: '1',
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
    path: { kind: 'direct', epoch: 1, reason: 'policy' },
    offeredTo: [],
    places: { tv: nowhere, agent: nowhere },
    outcome: null,
    requestedAt: '2026-03-02T09:00:00.000Z',
    acceptedAt: null,
    endedAt: null,
    deadlineAt: null,
    lastSeq: 1,
    ...changes,
  };
  return { consult, timeline: [], left };
}
