import { describe, expect, it } from 'vitest';
import { matchedPhysicians } from '../../src/registration/careLinks.ts';
import type { CareLinkRule, Person } from '../../src/registration/ports.ts';

const clinic = { id: 'clinic', name: 'Clinic' };
const [ann, ben, cem] = ['ann', 'ben', 'cem'].map(
  (id): Person => ({ id, name: id, role: 'physician', desks: ['care'], languages: [], clinic }),
);
const physicians = [ann, ben, cem].filter((person) => person !== undefined);

const rows: [CareLinkRule, string[], string[], string[]][] = [
  // rule, whom the patient named, who named the patient, who may be asked
  ['mutual', [], [], []],
  ['mutual', ['ann'], [], []],
  ['mutual', [], ['ann'], []],
  ['mutual', ['ann'], ['ann'], ['ann']],
  ['mutual', ['cem', 'ann'], ['ann', 'ben', 'cem'], ['cem', 'ann']],
  ['mutual', ['cem', 'ann'], ['ann'], ['ann']],
  ['mutual', ['gone', 'ben'], ['gone', 'ben'], ['ben']],
  ['clinic', [], [], ['ann', 'ben', 'cem']],
  ['clinic', ['cem'], [], ['cem', 'ann', 'ben']],
  ['clinic', ['cem', 'ben'], ['ann'], ['cem', 'ben', 'ann']],
  ['clinic', ['gone'], [], ['ann', 'ben', 'cem']],
];

describe('care links', () => {
  it.each(rows)(
    '%s: patient names %j, is named by %j: may ask %j',
    (rule, byPatient, byPhysicians, expected) => {
      const nominations = { patientId: 'patient', byPatient, byPhysicians };
      const matched = matchedPhysicians(rule, nominations, physicians);
      expect(matched.map((person) => person.id)).toEqual(expected);
    },
  );
});
