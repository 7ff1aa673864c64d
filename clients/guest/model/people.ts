import {
  type ConsultView,
  guestPlace,
  type PlaceName,
  type PlaceStatus,
} from '../../../src/protocol/index.ts';
import type { Remote } from '../../connector/index.ts';
import type { Person } from '../../theme/visitor/person.ts';

export interface Company {
  readonly remotes: readonly Remote[];
  readonly speaker: PlaceName | null;
}

/** Everybody else who is in the consult: the patient, who answers, then the other guests. */
export function peopleIn(consult: ConsultView, ownId: string, company: Company): readonly Person[] {
  const { patient, agent, places, guests } = consult;
  const others = guests.filter(({ id }) => id !== ownId);
  const all: ReadonlyArray<readonly [PlaceStatus, Pick<Person, 'place' | 'name' | 'part'>]> = [
    [places.tv, { place: 'tv', name: patient.name, part: 'patient' }],
    [places.agent, { place: 'agent', name: agent?.name ?? '', part: 'agent' }],
    ...others.map((guest) => {
      const { id, name, relation } = guest;
      return [guest, { place: guestPlace(id), name, part: relation }] as const;
    }),
  ];
  return all
    .filter(([{ presence }]) => presence !== 'vacant')
    .map(([{ presence, devices }, person]) => ({
      ...person,
      stream: company.remotes.find(({ place }) => place === person.place)?.stream ?? null,
      devices,
      present: presence === 'present',
      speaks: company.speaker === person.place,
    }));
}
