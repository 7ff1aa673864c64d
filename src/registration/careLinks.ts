import type { Clinic, Nominations, Person } from './ports.ts';

/**
 * The physicians whom a patient may ask, in the order of preference. Under the rule `mutual`, those
 * whom the patient named and who named the patient; under `clinic`, every physician of the clinic,
 * those whom the patient named first.
 * @param physicians all physicians of the clinic, by name
 */
export function matchedPhysicians(
  rule: Clinic['careLinkRule'],
  nominations: Nominations,
  physicians: readonly Person[],
): readonly Person[] {
  const byId = new Map(physicians.map((physician) => [physician.id, physician]));
  const named = nominations.byPatient.flatMap((id) => byId.get(id) ?? []);
  switch (rule) {
    case 'mutual': {
      const naming = new Set(nominations.byPhysicians);
      return named.filter((physician) => naming.has(physician.id));
    }
    case 'clinic':
      return [...new Set([...named, ...physicians])];
  }
}
