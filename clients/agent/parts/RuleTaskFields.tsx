import type { RuleTaskDraft, Texts } from '../playbookDraft.ts';
import { rule as strings } from '../strings/playbook.ts';
import { TaskOptions } from './TaskOptions.tsx';

interface TextFieldProps {
  readonly name: string;
  readonly texts: Texts;
  readonly language: string;
  readonly onTexts: (texts: Texts) => void;
}

/** A text in one of its languages; where that is missing, the English one stands pale. */
export function TextField({ name, texts, language, onTexts }: TextFieldProps) {
  return (
    <textarea
      aria-label={name}
      lang={language}
      rows={2}
      maxLength={500}
      value={texts[language] ?? ''}
      placeholder={texts['en'] ?? ''}
      onInput={(event) => onTexts({ ...texts, [language]: event.currentTarget.value })}
    />
  );
}

interface RuleTaskFieldsProps {
  readonly task: RuleTaskDraft;
  readonly number: number;
  readonly language: string;
  readonly onChange: (change: Partial<RuleTaskDraft>) => void;
  readonly onUp: () => void;
  readonly onRemove: () => void;
}

/** A task of a rule. */
export function RuleTaskFields(props: RuleTaskFieldsProps) {
  const { task, number, language, onChange, onUp, onRemove } = props;
  const name = strings.task(number);
  return (
    <fieldset class="task-fieldset">
      <legend class="visually-hidden">{name}</legend>
      <TextField
        name={name}
        texts={task.text}
        language={language}
        onTexts={(text) => onChange({ text })}
      />
      <div class="task-options">
        <TaskOptions task={task} onChange={onChange} />
        <span class="row-actions">
          {number > 1 && (
            <button
              class="button button-small button-quiet"
              type="button"
              aria-label={strings.upNamed(number)}
              onClick={onUp}
            >
              {strings.up}
            </button>
          )}
          <button
            class="button button-small button-quiet"
            type="button"
            aria-label={strings.removeNamed(name)}
            onClick={onRemove}
          >
            {strings.remove}
          </button>
        </span>
      </div>
    </fieldset>
  );
}
