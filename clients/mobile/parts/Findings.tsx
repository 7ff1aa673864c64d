import {
  type DiagnosticStatus,
  type Task,
  type TaskAnswer,
  textIn,
} from '../../../src/protocol/index.ts';
import { Icon } from '../../theme/visitor/Icon.tsx';
import type { Actions } from '../model/screen.ts';
import { useWords } from './words.ts';

interface FindingsProps {
  readonly status: DiagnosticStatus;
  /** Tasks whose answer is on its way. */
  readonly answering: ReadonlySet<string>;
  readonly onAnswer: Actions['answerTask'];
}

/** One diagnostic: what was found, and what to do, with what became of it. */
export function Findings({ status, answering, onAnswer }: FindingsProps) {
  const { findings, tasks } = status.diagnostic;
  return (
    <div class="diagnostic">
      {findings.map((finding) => {
        const text = textIn(finding, navigator.languages);
        return <p key={text}>{text}</p>;
      })}
      <ol class="tasks">
        {tasks.map((task, at) => (
          <TaskItem
            key={task.id}
            task={task}
            number={at + 1}
            count={tasks.length}
            answer={status.answers.find(({ taskId }) => taskId === task.id)}
            isAnswering={answering.has(task.id)}
            onAnswer={(answer) => onAnswer(task.id, answer)}
          />
        ))}
      </ol>
    </div>
  );
}

interface TaskItemProps {
  readonly task: Task;
  readonly number: number;
  readonly count: number;
  readonly answer: TaskAnswer | undefined;
  readonly isAnswering: boolean;
  readonly onAnswer: (answer: TaskAnswer['answer']) => void;
}

function TaskItem({ task, number, count, answer, isAnswering, onAnswer }: TaskItemProps) {
  const { known: words } = useWords().consult;
  return (
    <li class="task" data-testid="task">
      {count > 1 && <p class="task-number">{words.task(number, count)}</p>}
      <p>{textIn(task.text, navigator.languages)}</p>
      {answer === undefined && !isAnswering && (
        <div class="choices">
          {(['done', 'did-not-help', 'need-person'] as const).map((each) => (
            <button
              key={each}
              type="button"
              class="button"
              onClick={() => onAnswer(each)}
              data-testid={`answer-${each}`}
            >
              {words.answers[each]}
            </button>
          ))}
        </div>
      )}
      <p class="task-answer" role="status">
        {isAnswering && answer === undefined && words.answering}
        {answer !== undefined && (
          <>
            {answer.answer === 'done' && <Icon name="check" />}
            {answer.checkedBy === 'device' && answer.answer === 'done'
              ? words.seenByTv
              : words.answered[answer.answer]}
          </>
        )}
      </p>
    </li>
  );
}
