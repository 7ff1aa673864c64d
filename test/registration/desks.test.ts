import { describe, expect, it } from 'vitest';
import type { ConsultKind, Desk } from '../../src/protocol/index.ts';
import { answerersFor, usualDesks } from '../../src/registration/desks.ts';
import type { CareLinkRule, Person } from '../../src/registration/ports.ts';

const clinic = { id: 'clinic', name: 'Clinic' };

function person(
  id: string,
  role: Person['role'],
  desks: readonly Desk[] = usualDesks(role),
  languages: readonly string[] = [],
): Person {
  return { id, name: id, role, desks, languages, clinic };
}

const people = [
  person('ann', 'physician'),
  person('ben', 'physician', ['care'], ['it']),
  person('cem', 'physician', ['care', 'support']),
  person('dora', 'physician', []),
  person('finn', 'staff'),
  person('gina', 'staff', ['care', 'support'], ['de-AT', 'it-CH']),
  person('hugo', 'staff', ['care']),
  person('ines', 'admin'),
];

interface Row {
  readonly about: string;
  readonly kind?: ConsultKind;
  readonly rule?: CareLinkRule;
  readonly language?: string;
  readonly byPatient?: readonly string[];
  readonly byPhysicians?: readonly string[];
  readonly preferred?: readonly string[];
  readonly team?: readonly string[];
  readonly staff: readonly string[];
}

const rows: readonly Row[] = [
  {
    about: 'care, where nobody named anybody: staff at the desk for care',
    staff: ['gina', 'hugo'],
  },
  {
    about: 'care: who named each other first, in the patient’s order',
    byPatient: ['cem', 'ann', 'ben'],
    byPhysicians: ['ann', 'cem'],
    preferred: ['cem', 'ann'],
    staff: ['gina', 'hugo'],
  },
  {
    about: 'care: no physician who has left the desk, though they named each other',
    byPatient: ['dora'],
    byPhysicians: ['dora'],
    staff: ['gina', 'hugo'],
  },
  {
    about: 'care, where the clinic is link enough: all its physicians',
    rule: 'clinic',
    team: ['ann', 'ben', 'cem'],
    staff: ['gina', 'hugo'],
  },
  {
    about: 'care, where the clinic is link enough: whom one side named before the others',
    rule: 'clinic',
    byPatient: ['cem', 'ben'],
    byPhysicians: ['ben'],
    preferred: ['ben'],
    team: ['cem', 'ann'],
    staff: ['gina', 'hugo'],
  },
  {
    about: 'care: of the team first who speaks the patient’s language',
    rule: 'clinic',
    language: 'it-IT',
    team: ['ben', 'ann', 'cem'],
    staff: ['gina', 'hugo'],
  },
  {
    about: 'care: a link counts more than a language',
    rule: 'clinic',
    language: 'it',
    byPhysicians: ['cem'],
    team: ['cem', 'ben', 'ann'],
    staff: ['gina', 'hugo'],
  },
  {
    about: 'support: everybody at the support desk, of whatever role',
    kind: 'support',
    byPatient: ['cem'],
    byPhysicians: ['cem'],
    staff: ['cem', 'finn', 'gina'],
  },
  {
    about: 'support: who speaks the language first, however it is written',
    kind: 'support',
    language: 'DE',
    staff: ['gina', 'cem', 'finn'],
  },
];

describe('who answers', () => {
  it.each(rows)('$about', ({ kind = 'care', rule = 'mutual', language = 'en', ...row }) => {
    const { byPatient = [], byPhysicians = [], preferred = [], team = [], staff } = row;
    const nominations = { patientId: 'patient', byPatient, byPhysicians };
    const answerers = answerersFor({ kind, language, rule, nominations, people });
    const ids = (of: readonly { readonly id: string }[]) => of.map(({ id }) => id);
    expect({
      preferred: ids(answerers.preferred),
      team: ids(answerers.team),
      staff: ids(answerers.staff),
    }).toEqual({ preferred, team, staff });
  });

  it.each([
    ['physician', ['care']],
    ['staff', ['support']],
    ['admin', []],
  ] as const)('is said by the role, where nothing else is: %s answers %j', (role, desks) => {
    expect(usualDesks(role)).toEqual(desks);
  });
});
