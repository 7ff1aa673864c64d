import type { PatientsResponse } from '../../src/protocol/index.ts';

export type Patient = PatientsResponse['patients'][number];

/** Who the name that was typed means. */
export type PatientChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'existing'; readonly patient: Patient }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'new'; readonly name: string };

/** What the person picked from the list, if anything; typing takes it back. */
export type Picked = { readonly patientId: string } | 'new' | null;

/** Patients whose name has every typed word at a word's beginning. */
export function matching(patients: readonly Patient[], typed: string): readonly Patient[] {
  const wanted = wordsOf(typed);
  return patients.filter(({ name }) => {
    const present = wordsOf(name);
    return wanted.every((word) => present.some((other) => other.startsWith(word)));
  });
}

/** An exact name that one patient has means that patient; a name that nobody has, a new one. */
export function chosen(patients: readonly Patient[], typed: string, picked: Picked): PatientChoice {
  const name = typed.trim().replace(/\s+/g, ' ');
  if (name === '') return { kind: 'none' };
  if (picked === 'new') return { kind: 'new', name };
  if (picked !== null) {
    const patient = patients.find(({ id }) => id === picked.patientId);
    if (patient !== undefined) return { kind: 'existing', patient };
  }
  const same = patients.filter((patient) => folded(patient.name) === folded(name));
  const [first] = same;
  if (first === undefined) return { kind: 'new', name };
  return same.length === 1 ? { kind: 'existing', patient: first } : { kind: 'ambiguous' };
}

function folded(name: string): string {
  return wordsOf(name).join(' ');
}

/** Lower case and without diacritics, so that `Zoë` is found by `zoe`. */
function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replace(/\p{Diacritic}/gu, '');
  return plain
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
