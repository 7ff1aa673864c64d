import type { ConsultKind, Desk, PersonRef, Role } from '../protocol/index.ts';
import { matchedPhysicians } from './careLinks.ts';
import type { Clinic, Nominations, Person } from './ports.ts';
import { primaryLanguage } from './routing.ts';

/** Which requests people of a role answer, where nothing else is said. */
export function usualDesks(role: Role): readonly Desk[] {
  switch (role) {
    case 'physician':
      return ['care'];
    case 'staff':
      return ['support'];
    case 'admin':
      return [];
  }
}

/** Who may answer a request, by whom to ring first. */
interface Answerers {
  readonly preferred: readonly PersonRef[];
  readonly team: readonly PersonRef[];
  readonly staff: readonly PersonRef[];
}

/**
 * Who answers a request: for care, the physicians whom the patient named and who named the patient;
 * where the clinic's rule is enough of a link, the care team (those who named the patient before
 * the others); then staff who answer care. Support goes to the support desk, whoever sits there.
 * @param language BCP 47; who speaks it comes before others of the same tier
 */
export function answerersFor(asked: {
  readonly kind: ConsultKind;
  readonly language: string;
  readonly rule: Clinic['careLinkRule'];
  readonly nominations: Nominations;
  readonly people: readonly Person[];
}): Answerers {
  const { kind, language, rule, nominations, people } = asked;
  const atDesk = people.filter(({ desks }) => desks.includes(kind));
  if (kind === 'support') {
    return { preferred: [], team: [], staff: refs(speakersFirst(atDesk, language)) };
  }
  const physicians = atDesk.filter(({ role }) => role === 'physician');
  const naming = new Set(nominations.byPhysicians);
  const matched = matchedPhysicians(rule, nominations, physicians);
  const isMutual = ({ id }: Person) => nominations.byPatient.includes(id) && naming.has(id);
  const team = matched.filter((person) => !isMutual(person));
  const isKnown = ({ id }: Person) => nominations.byPatient.includes(id) || naming.has(id);
  return {
    preferred: refs(matched.filter(isMutual)),
    team: refs([
      ...team.filter(isKnown),
      ...speakersFirst(
        team.filter((person) => !isKnown(person)),
        language,
      ),
    ]),
    staff: refs(
      speakersFirst(
        atDesk.filter(({ role }) => role === 'staff'),
        language,
      ),
    ),
  };
}

function speakersFirst(people: readonly Person[], language: string): readonly Person[] {
  const wanted = primaryLanguage(language);
  const speaks = ({ languages }: Person) =>
    languages.some((tag) => primaryLanguage(tag) === wanted);
  return [...people.filter(speaks), ...people.filter((person) => !speaks(person))];
}

function refs(people: readonly Person[]): readonly PersonRef[] {
  return people.map(({ id, name }) => ({ id, name }));
}
