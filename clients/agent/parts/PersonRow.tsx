import { useState } from 'preact/hooks';
import { type Desk, desk, type PeopleResponse } from '../../../src/protocol/index.ts';
import { people as strings } from '../strings/clinic.ts';
import { words } from '../strings/words.ts';

export type Person = PeopleResponse['people'][number];

/** What is changed about somebody. */
export interface PersonChange {
  readonly desks: readonly Desk[];
  readonly languages: readonly string[];
}

interface PersonRowProps {
  readonly person: Person;
  readonly saving: boolean;
  readonly onSave: (change: PersonChange) => void;
}

const languageTag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Somebody of the clinic, with what they answer. */
export function PersonRow({ person, saving, onSave }: PersonRowProps) {
  const [desks, setDesks] = useState<readonly Desk[]>(person.desks);
  const [typed, setTyped] = useState(person.languages.join(', '));
  const languages = typed
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  const isWrong = languages.some((tag) => !languageTag.test(tag));
  const isChanged =
    languages.join() !== person.languages.join() ||
    desk.options.some((each) => desks.includes(each) !== person.desks.includes(each));
  const answersNobody = person.role === 'admin';
  return (
    <tr data-testid="person">
      <th scope="row">{person.name}</th>
      <td>{words.role(person.role)}</td>
      {answersNobody ? (
        <td colSpan={3}>
          <span class="soft">{strings.answersNobody}</span>
        </td>
      ) : (
        <>
          <td>
            {desk.options.map((each) => (
              <label key={each} class="check">
                <input
                  type="checkbox"
                  data-testid={`desk-${each}`}
                  aria-label={strings.deskOf(strings.desk[each], person.name)}
                  checked={desks.includes(each)}
                  onChange={(event) =>
                    setDesks(
                      event.currentTarget.checked
                        ? [...desks, each]
                        : desks.filter((other) => other !== each),
                    )
                  }
                />
                <span>{strings.desk[each]}</span>
              </label>
            ))}
          </td>
          <td>
            <input
              type="text"
              class="languages"
              data-testid="languages"
              aria-label={strings.languagesOf(person.name)}
              aria-invalid={isWrong}
              placeholder={strings.languagesHint}
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            {isWrong && <p class="danger-text">{strings.languagesWrong}</p>}
          </td>
          <td class="cell-action">
            {isChanged && (
              <button
                class="button button-small button-primary"
                type="button"
                data-testid="desks-save"
                aria-label={strings.saveNamed(person.name)}
                disabled={isWrong}
                aria-disabled={saving}
                onClick={saving ? undefined : () => onSave({ desks, languages })}
              >
                {saving ? strings.saving : strings.save}
              </button>
            )}
          </td>
        </>
      )}
    </tr>
  );
}
