import type { ApiErrorCode } from '../httpApi.ts';
import { Notice } from '../parts/Notice.tsx';
import { type Person, type PersonChange, PersonRow } from '../parts/PersonRow.tsx';
import { people as strings } from '../strings/clinic.ts';
import { errorSentence } from '../strings/errors.ts';

interface PeopleScreenProps {
  /** `null` until they are loaded. */
  readonly people: readonly Person[] | null;
  readonly problem: ApiErrorCode | null;
  /** Of whom a change is under way. */
  readonly savingId: string | null;
  readonly onSave: (personId: string, change: PersonChange) => void;
  readonly onAgain: () => void;
}

/** The people of the clinic, for who runs the system. */
export function PeopleScreen({ people, problem, savingId, onSave, onAgain }: PeopleScreenProps) {
  return (
    <div class="page">
      <header class="page-header">
        <h1>{strings.heading}</h1>
        <p class="soft">{people === null ? strings.loading : strings.lead}</p>
      </header>
      {problem !== null && (
        <Notice tone="danger" role="alert">
          <span>{errorSentence(problem)}</span>
          <button class="button button-small" type="button" onClick={onAgain}>
            {strings.again}
          </button>
        </Notice>
      )}
      {people !== null && people.length > 0 && (
        <div class="panel table-panel">
          <table class="table people">
            <thead>
              <tr>
                <th scope="col">{strings.name}</th>
                <th scope="col">{strings.role}</th>
                <th scope="col">{strings.desks}</th>
                <th scope="col">{strings.languages}</th>
                <th scope="col">
                  <span class="visually-hidden">{strings.save}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <PersonRow
                  key={person.id}
                  person={person}
                  saving={savingId === person.id}
                  onSave={(change) => onSave(person.id, change)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
