import type { PeopleResponse } from '../../../src/protocol/index.ts';
import type { ApiErrorCode } from '../clinicApi.ts';
import { Notice } from '../parts/Notice.tsx';
import { errorSentence, people as strings, words } from '../strings.ts';

interface PeopleScreenProps {
  /** `null` until they are loaded. */
  readonly people: PeopleResponse['people'] | null;
  readonly problem: ApiErrorCode | null;
  readonly onAgain: () => void;
}

/** The people of the clinic, for who runs the system. */
export function PeopleScreen({ people, problem, onAgain }: PeopleScreenProps) {
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
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{strings.name}</th>
                <th scope="col">{strings.role}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <tr key={person.id}>
                  <th scope="row">{person.name}</th>
                  <td>{words.role(person.role)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
