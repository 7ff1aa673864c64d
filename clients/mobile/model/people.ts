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

/** Whom the patient sees: who answers, then the guests. */
export function peopleIn(consult: ConsultView, company: Company): readonly Person[] {
  const { agent, places, guests } = consult;
  const all: ReadonlyArray<readonly [PlaceStatus, Pick<Person, 'place' | 'name' | 'part'>]> = [
    [places.agent, { place: 'agent', name: agent?.name ?? '', part: 'agent' }],
    ...guests.map((guest) => {
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
