import type { ConsultView } from '../../../src/protocol/index.ts';
import { guests as strings } from '../strings/call.ts';
import { words } from '../strings/words.ts';

interface PeopleListProps {
  readonly consult: ConsultView;
  readonly onRemove: (guestId: string) => void;
}

/** Who takes part, guests who are only invited included. */
export function PeopleList({ consult, onRemove }: PeopleListProps) {
  const { patient, agent, guests, places } = consult;
  return (
    <section class="request-part" aria-labelledby="people-heading">
      <h2 id="people-heading">{strings.list}</h2>
      <ul class="company" data-testid="guests">
        <li>
          <Dot presence={places.tv.presence} />
          <Person name={patient.name} part={strings.patient} />
        </li>
        {agent !== null && (
          <li>
            <Dot presence={places.agent.presence} />
            <Person name={agent.name} part={strings.you} />
          </li>
        )}
        {guests.map(({ id, name, relation, presence }) => (
          <li key={id} data-testid="guest" data-value={presence}>
            <Dot presence={presence} />
            <Person
              name={name}
              part={`${words.relation(relation)}, ${strings.presences[presence]}`}
            />
            <button
              class="button button-small button-quiet"
              type="button"
              data-testid="remove-guest"
              aria-label={strings.removeNamed(name)}
              onClick={() => onRemove(id)}
            >
              {strings.remove}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Person({ name, part }: { readonly name: string; readonly part: string }) {
  return (
    <span>
      <span class="strong">{name}</span>
      <span class="device-since">{part}</span>
    </span>
  );
}

function Dot({ presence }: { readonly presence: 'vacant' | 'present' | 'absent' }) {
  return <span class={`dot dot-${presence}`} aria-hidden="true" />;
}
