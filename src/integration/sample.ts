import type { Message } from './message.ts';

/** What a test sends: a consult and people that nobody has, under a type of its own. */
export function sampleMessage(clinicId: string, newId: () => string, now: Date): Message {
  const at = now.toISOString();
  return {
    consult: {
      id: newId(),
      clinicId,
      state: 'requested',
      kind: 'support',
      faultCode: 'playback-stalled',
      language: 'en',
      patient: { id: newId(), name: 'Test Patient' },
      device: {
        id: newId(),
        model: 'Test TV',
        platform: 'browser',
        engineVersion: 'Chromium 120',
      },
      agent: null,
      requestedAt: at,
      acceptedAt: null,
      endedAt: null,
      outcome: null,
    },
    event: { seq: 1, at, by: 'system', type: 'test' },
    diagnosed: [],
  };
}
