import type { ConsultView } from '../../src/protocol/index.ts';

/** What a consult has of everything that few tests are about. */
export const plainConsult = {
  priority: 'routine',
  attended: true,
  agent: null,
  guests: [],
  mobile: null,
  trial: null,
  patientAt: 'tv',
  shift: null,
  proposal: null,
  telephone: null,
  diagnostics: [],
  transfer: null,
  answersItself: false,
  verdict: null,
  callback: null,
} satisfies Partial<ConsultView>;
