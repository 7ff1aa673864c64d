import type { ComponentChildren } from 'preact';
import { type Diagnostic, textIn } from '../../../src/protocol/index.ts';
import { request as strings } from '../strings/request.ts';

interface SuggestionCardProps {
  readonly suggestion: Diagnostic;
  readonly sending: boolean;
  readonly onSend: () => void;
  readonly onEdit: () => void;
  readonly onIgnore: () => void;
}

/** What the playbook would answer, to be sent as it is, edited or ignored. */
export function SuggestionCard(props: SuggestionCardProps) {
  const { suggestion, sending, onSend, onEdit, onIgnore } = props;
  return (
    <article class="suggestion" data-testid="suggestion">
      <DiagnosticText diagnostic={suggestion} />
      <div class="row-actions">
        <button
          class="button button-small button-primary"
          type="button"
          data-testid="send-suggestion"
          aria-disabled={sending}
          onClick={sending ? undefined : onSend}
        >
          {sending ? strings.sending : strings.send}
        </button>
        <button
          class="button button-small"
          type="button"
          data-testid="edit-suggestion"
          onClick={onEdit}
        >
          {strings.edit}
        </button>
        <button
          class="button button-small button-quiet"
          type="button"
          data-testid="ignore-suggestion"
          onClick={onIgnore}
        >
          {strings.ignore}
        </button>
      </div>
    </article>
  );
}

interface DiagnosticTextProps {
  readonly diagnostic: Pick<Diagnostic, 'findings' | 'tasks'>;
  /** What stands beside a task. */
  readonly beside?: (taskId: string) => ComponentChildren;
}

/** Findings and tasks, as the agent reads them. */
export function DiagnosticText({ diagnostic, beside }: DiagnosticTextProps) {
  const { findings, tasks } = diagnostic;
  return (
    <>
      {findings.map((finding) => (
        <p key={textIn(finding, ['en'])} class="strong">
          {textIn(finding, ['en'])}
        </p>
      ))}
      <ol class="task-list">
        {tasks.map(({ id, text }) => (
          <li key={id}>
            <span>{textIn(text, ['en'])}</span>
            {beside?.(id)}
          </li>
        ))}
      </ol>
    </>
  );
}
