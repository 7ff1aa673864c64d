import { useState } from 'preact/hooks';
import { languageName } from '../format.ts';
import { languagesOf, type RuleDraft, type RuleTaskDraft } from '../playbookDraft.ts';
import { rule as strings } from '../strings/playbook.ts';
import { RuleTaskFields, TextField } from './RuleTaskFields.tsx';

interface RuleTextsProps {
  readonly rule: RuleDraft;
  readonly onChange: (change: Partial<RuleDraft>) => void;
}

/** Findings and tasks, in one language at a time. */
export function RuleTexts({ rule, onChange }: RuleTextsProps) {
  const [chosen, setChosen] = useState('en');
  const languages = languagesOf(rule);
  const language = languages.includes(chosen) ? chosen : 'en';
  const { findings, tasks } = rule;
  const changeTask = (index: number, change: Partial<RuleTaskDraft>) =>
    onChange({ tasks: tasks.map((task, at) => (at === index ? { ...task, ...change } : task)) });
  return (
    <section class="rule-texts" aria-label={strings.texts}>
      <fieldset class="segments rule-languages">
        <legend class="visually-hidden">{strings.language}</legend>
        {languages.map((tag) => (
          <label key={tag} class="segment">
            <input
              type="radio"
              name="rule-language"
              value={tag}
              checked={tag === language}
              onChange={() => setChosen(tag)}
            />
            <span>{languageName(tag)}</span>
          </label>
        ))}
      </fieldset>
      <h2>{strings.findings}</h2>
      <ol class="task-fields">
        {findings.map((texts, index) => {
          const name = strings.finding(index + 1);
          return (
            <li key={name} class="text-row">
              <TextField
                name={name}
                texts={texts}
                language={language}
                onTexts={(changed) =>
                  onChange({
                    findings: findings.map((each, at) => (at === index ? changed : each)),
                  })
                }
              />
              <button
                class="button button-small button-quiet"
                type="button"
                aria-label={strings.removeNamed(name)}
                onClick={() => onChange({ findings: findings.filter((_, at) => at !== index) })}
              >
                {strings.remove}
              </button>
            </li>
          );
        })}
      </ol>
      <div>
        <button
          class="button button-small"
          type="button"
          onClick={() => onChange({ findings: [...findings, {}] })}
        >
          {strings.addFinding}
        </button>
      </div>
      <h2>{strings.tasks}</h2>
      <ol class="task-fields">
        {tasks.map((task, index) => (
          <li key={strings.task(index + 1)}>
            <RuleTaskFields
              task={task}
              number={index + 1}
              language={language}
              onChange={(change) => changeTask(index, change)}
              onUp={() => onChange({ tasks: swapped(tasks, index) })}
              onRemove={() => onChange({ tasks: tasks.filter((_, at) => at !== index) })}
            />
          </li>
        ))}
      </ol>
      <div>
        <button
          class="button button-small"
          type="button"
          onClick={() =>
            onChange({ tasks: [...tasks, { text: {}, picture: '', check: '', concludes: true }] })
          }
        >
          {strings.addTask}
        </button>
      </div>
    </section>
  );
}

/** The one at this index comes one earlier. */
function swapped<T>(list: readonly T[], index: number): readonly T[] {
  const moved = list[index];
  if (moved === undefined || index === 0) return list;
  const rest = list.filter((_, at) => at !== index);
  return [...rest.slice(0, index - 1), moved, ...rest.slice(index - 1)];
}
