import type { ServiceRequest } from '../../src/protocol/index.ts';

/** What the TV app sends when the patient says yes. */
export const careRequest: ServiceRequest = {
  kind: 'care',
  event: {
    id: '019a0000-0000-7000-8000-000000000001',
    type: 'patient-choice',
    version: 1,
    at: '2026-03-02T09:00:00.000Z',
  },
  context: { screen: 'prompt', language: 'en', events: [] },
};
