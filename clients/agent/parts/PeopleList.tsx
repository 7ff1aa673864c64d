import type { ConsultView, MobilePlace } from '../../../src/protocol/index.ts';
import { patientSide } from '../patientSide.ts';
import { guests as strings } from '../strings/call.ts';
import { phoneWords } from '../strings/phone.ts';
import { words } from '../strings/words.ts';
import { PutOutButton } from './PutOutButton.tsx';

interface PeopleListProps {
  readonly consult: ConsultView;
  readonly onRemove: (guestId: string) => void;
  readonly onPutPhoneOut: (mobileId: string) => void;
}

/** Who takes part, guests who are only invited included. */
export function PeopleList({ consult, onRemove, onPutPhoneOut }: PeopleListProps) {
  const { patient, agent, guests, places, mobile, patientAt } = consult;
  return (
    <section class="request-part" aria-labelledby="people-heading">
      <h2 id="people-heading">{strings.list}</h2>
      <ul class="company" data-testid="guests">
        <li>
          <Dot presence={patientSide(consult).status.presence} />
          <Person name={patient.name} part={strings.patientAt[patientAt]} />
        </li>
        {mobile?.admitted === true && (
          <li data-testid="phone" data-value={mobile.presence}>
            <Dot presence={mobile.presence} />
            <Person name={phoneWords.phone(mobile)} part={phonePart(mobile)} />
            <PutOutButton
              phone={phoneWords.phone(mobile)}
              carriesCall={patientAt !== 'tv'}
              onPutOut={() => onPutPhoneOut(mobile.id)}
            />
          </li>
        )}
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

/** Whose phone it is, whether it is there, and what it does. */
function phonePart({ presence, media, devices }: MobilePlace): string {
  if (presence !== 'present') return `${strings.phone}, ${strings.presences[presence]}`;
  if (media === null) return `${strings.phone}, ${strings.phoneBeside}`;
  const microphone = strings.microphone(words.deviceState(devices.microphone));
  return media === 'audio'
    ? `${strings.phone}, ${microphone}`
    : `${strings.phone}, ${strings.camera(words.deviceState(devices.camera))}, ${microphone}`;
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
