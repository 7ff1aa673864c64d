import { useState } from 'preact/hooks';
import {
  type Diagnosis,
  type DiagnosticDraft,
  diagnosisOf,
  emptyTask,
  type TaskDraft,
} from '../diagnosticDraft.ts';
import { languageName } from '../format.ts';
import { composer as strings } from '../strings/request.ts';
import { Dialog } from './Dialog.tsx';
import { TaskOptions } from './TaskOptions.tsx';

/** How many tasks one diagnostic has at most (`src/protocol/diagnostic.ts`). */
const maxTasks = 12;

interface DiagnosticComposerProps {
  readonly draft: DiagnosticDraft;
  /** BCP 47 tag of the patient's TV. */
  readonly language: string;
  readonly onDraft: (draft: DiagnosticDraft) => void;
  readonly onSend: (diagnosis: Diagnosis) => Promise<void>;
  readonly onClose: () => void;
}

/** Findings and tasks by hand, or a suggestion before it is sent. */
export function DiagnosticComposer(props: DiagnosticComposerProps) {
  const { draft, language, onDraft, onSend, onClose } = props;
  const [busy, setBusy] = useState(false);
  const diagnosis = diagnosisOf(draft, language);
  const isEmpty = diagnosis.findings.length + diagnosis.tasks.length === 0;
  const changeTask = (index: number, change: Partial<TaskDraft>) =>
    onDraft({
      ...draft,
      tasks: draft.tasks.map((task, other) => (other === index ? { ...task, ...change } : task)),
    });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isEmpty || busy) return;
    setBusy(true);
    await onSend(diagnosis);
    setBusy(false);
  };
  return (
    <Dialog heading={strings.heading} size="wide" onClose={onClose}>
      <form class="stack-small" data-testid="composer" onSubmit={(event) => void submit(event)}>
        <p class="soft">{strings.language(languageName(language))}</p>
        {draft.findings.map((finding, index) => (
          <div class="field" key={index}>
            <label for={`finding-${index}`}>{strings.finding}</label>
            <textarea
              id={`finding-${index}`}
              data-testid="finding"
              rows={2}
              maxLength={500}
              value={finding.text}
              onInput={(event) => {
                const { value } = event.currentTarget;
                onDraft({
                  ...draft,
                  findings: draft.findings.map((each, other) =>
                    other === index ? { ...each, text: value } : each,
                  ),
                });
              }}
            />
          </div>
        ))}
        <h3>{strings.tasks}</h3>
        <ol class="task-fields">
          {draft.tasks.map((task, index) => (
            <li key={index}>
              <TaskFields
                task={task}
                number={index + 1}
                onChange={(change) => changeTask(index, change)}
                onRemove={() =>
                  onDraft({ ...draft, tasks: draft.tasks.filter((_, other) => other !== index) })
                }
              />
            </li>
          ))}
        </ol>
        {draft.tasks.length < maxTasks && (
          <div>
            <button
              class="button button-small"
              type="button"
              data-testid="add-task"
              onClick={() => onDraft({ ...draft, tasks: [...draft.tasks, emptyTask] })}
            >
              {strings.addTask}
            </button>
          </div>
        )}
        <div class="actions">
          <button
            class="button button-primary"
            type="submit"
            data-testid="diagnose-send"
            disabled={isEmpty}
            aria-disabled={busy}
          >
            {strings.send}
          </button>
          <button class="button" type="button" onClick={onClose}>
            {strings.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface TaskFieldsProps {
  readonly task: TaskDraft;
  readonly number: number;
  readonly onChange: (change: Partial<TaskDraft>) => void;
  readonly onRemove: () => void;
}

function TaskFields({ task, number, onChange, onRemove }: TaskFieldsProps) {
  const name = strings.taskNumber(number);
  return (
    <fieldset class="task-fieldset">
      <legend class="visually-hidden">{name}</legend>
      <textarea
        data-testid="task-text"
        aria-label={name}
        rows={2}
        maxLength={500}
        value={task.text.text}
        onInput={(event) => onChange({ text: { ...task.text, text: event.currentTarget.value } })}
      />
      <div class="task-options">
        <TaskOptions task={task} onChange={onChange} />
        <button
          class="button button-small button-quiet"
          type="button"
          aria-label={strings.removeTask(number)}
          onClick={onRemove}
        >
          {strings.remove}
        </button>
      </div>
    </fieldset>
  );
}
