import type { Person } from '../../theme/visitor/person.ts';

const person = {
  devices: { camera: 'on', microphone: 'on' },
  present: true,
  speaks: false,
  stream: null,
} as const;

export const physician: Person = {
  ...person,
  place: 'agent',
  name: 'Dr. Elena Rossi',
  part: 'agent',
};
export const daughter: Person = {
  ...person,
  place: 'guest:0198c0de-0000-7000-8000-000000000041',
  name: 'Giulia Conti',
  part: 'family',
};
