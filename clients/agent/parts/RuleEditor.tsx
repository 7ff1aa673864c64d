import type { RuleDraft, RuleField, RuleProblem } from '../playbookDraft.ts';
import { bothKinds } from '../playbookDraft.ts';
import { rule as strings } from '../strings/playbook.ts';
import { kindName } from '../strings/request.ts';
import { RuleTexts } from './RuleTexts.tsx';

interface RuleEditorProps {
  readonly rule: RuleDraft;
  readonly problems: readonly RuleProblem[];
  readonly onChange: (change: Partial<RuleDraft>) => void;
  readonly onRemove: () => void;
}

/** One rule: when it holds, and what it then says. */
export function RuleEditor({ rule, problems, onChange, onRemove }: RuleEditorProps) {
  const of = (field: RuleField | null) => problems.filter((problem) => problem.field === field);
  const isWrong = (field: RuleField) => of(field).length > 0;
  return (
    <div class="rule-editor" data-testid="rule-editor">
      <Problems id="rule-problems" problems={of(null)} />
      <div class="rule-head">
        <div class="field">
          <label for="rule-name">{strings.name}</label>
          <input
            id="rule-name"
            data-testid="rule-name"
            type="text"
            class="mono"
            spellcheck={false}
            maxLength={64}
            value={rule.rule}
            aria-invalid={isWrong('rule')}
            aria-describedby="rule-name-problems"
            onInput={(event) => onChange({ rule: event.currentTarget.value })}
          />
          <Problems id="rule-name-problems" problems={of('rule')} />
        </div>
        <div class="field">
          <label for="rule-priority">{strings.priority}</label>
          <input
            id="rule-priority"
            type="number"
            min={1}
            max={1000}
            value={rule.priority}
            aria-invalid={isWrong('priority')}
            aria-describedby="rule-priority-problems"
            title={strings.priorityHint}
            onInput={(event) => onChange({ priority: event.currentTarget.value })}
          />
          <Problems id="rule-priority-problems" problems={of('priority')} />
        </div>
        <fieldset class="field">
          <legend>{strings.kinds}</legend>
          {bothKinds.map((kind) => (
            <label key={kind} class="check">
              <input
                type="checkbox"
                checked={rule.kinds.includes(kind)}
                onChange={(event) =>
                  onChange({
                    kinds: event.currentTarget.checked
                      ? [...rule.kinds, kind]
                      : rule.kinds.filter((other) => other !== kind),
                  })
                }
              />
              <span>{kindName(kind)}</span>
            </label>
          ))}
          <Problems id="rule-kinds-problems" problems={of('kinds')} />
        </fieldset>
      </div>
      <div class="field">
        <label for="rule-conditions">{strings.conditions}</label>
        <textarea
          id="rule-conditions"
          data-testid="rule-conditions"
          class="mono"
          spellcheck={false}
          rows={Math.min(16, Math.max(6, rule.conditions.split('\n').length))}
          value={rule.conditions}
          aria-invalid={isWrong('conditions')}
          aria-describedby="rule-conditions-hint rule-conditions-problems"
          onInput={(event) => onChange({ conditions: event.currentTarget.value })}
        />
        <Problems id="rule-conditions-problems" problems={of('conditions')} />
        <p class="hint" id="rule-conditions-hint">
          {strings.conditionsHint}
        </p>
      </div>
      <RuleTexts rule={rule} onChange={onChange} />
      <Problems id="rule-text-problems" problems={[...of('findings'), ...of('tasks')]} />
      <div>
        <button
          class="button button-small button-danger-quiet"
          type="button"
          data-testid="remove-rule"
          onClick={onRemove}
        >
          {strings.removeRule}
        </button>
      </div>
    </div>
  );
}

interface ProblemsProps {
  readonly id: string;
  readonly problems: readonly RuleProblem[];
}

/** What is wrong here, each with its place where there is one. */
export function Problems({ id, problems }: ProblemsProps) {
  return (
    <div class="problems" id={id} role="status">
      {problems.map(({ at, message }) => (
        <p key={`${at} ${message}`} data-testid="rule-problem">
          {at !== '' && <code>{strings.at(at)}</code>} {message}
        </p>
      ))}
    </div>
  );
}
