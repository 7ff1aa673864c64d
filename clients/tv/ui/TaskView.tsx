import { useLayoutEffect, useRef } from 'preact/hooks';
import { type LocalizedText, type TaskAnswer, textIn } from '../../../src/protocol/index.ts';
import type { Guidance, TaskPhase } from '../model/consultScreens.ts';
import type { Words } from '../strings.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { Patience } from './Patience.tsx';
import { TaskPicture } from './TaskPicture.tsx';
import { useSettled } from './useSettled.ts';
import { useWords } from './words.ts';

interface TaskViewProps {
  readonly guidance: Guidance;
  /** Beside the picture of a call, which somebody else leads. */
  readonly beside?: boolean;
  readonly onAnswer: (answer: TaskAnswer['answer']) => void;
  readonly onGoOn: () => void;
  /** There is something below in which the task can be done. */
  readonly onStepAside?: () => void;
  /** The patient may go on with their phone. */
  readonly onPhone?: () => void;
}

/** What was found, and the one thing to do now. */
export function TaskView(props: TaskViewProps) {
  const { guidance, beside = false } = props;
  const root = useRef<HTMLElement>(null);
  useSettled(`${guidance.diagnosticId} ${guidance.step?.number} ${guidance.phase}`, beside);
  useLayoutEffect(() => {
    // Beside a call the focus is elsewhere, where OK would hang up.
    if (beside) root.current?.querySelector<HTMLElement>('[data-entry]')?.focus();
  }, [beside]);
  return (
    <section
      ref={root}
      class={beside ? 'task task-beside' : 'task'}
      data-testid="task"
      data-value={guidance.step?.task.id}
    >
      {guidance.phase === 'open' ? <Open {...props} /> : <Seen {...props} phase={guidance.phase} />}
    </section>
  );
}

function Open({ guidance, beside = false, onAnswer, onStepAside, onPhone }: TaskViewProps) {
  const { tasks: words, phone } = useWords();
  const { findings, step } = guidance;
  if (step === null) {
    return (
      <div class="task-words">
        <h1>{spoken(findings)}</h1>
        <div class="choices">
          <Button onPress={() => onAnswer('done')} entry testId="task-done">
            {words.ok}
          </Button>
        </div>
      </div>
    );
  }
  const { task, number, count } = step;
  return (
    <>
      <div class="task-words">
        <p class="task-finding">{findings.length > 0 ? spoken(findings) : words.pleaseTry}</p>
        <div role="status">
          <h1>{textIn(task.text, navigator.languages)}</h1>
        </div>
        <div class="choices task-choices">
          <Button onPress={() => onAnswer('done')} entry icon="check" testId="task-done">
            {words.done}
          </Button>
          {onStepAside !== undefined && (
            <Button onPress={onStepAside} testId="task-aside">
              {words.stepAside}
            </Button>
          )}
          <Button onPress={() => onAnswer('did-not-help')} testId="task-no-help">
            {words.didNotHelp}
          </Button>
          <Button onPress={() => onAnswer('need-person')} testId="task-person">
            {beside ? words.cannot : words.needPerson}
          </Button>
          {onPhone !== undefined && (
            <Button onPress={onPhone} icon="mobile" testId="phone">
              {phone.button}
            </Button>
          )}
        </div>
        <p class="aside">{footnote(words, number, count, task.check !== undefined)}</p>
      </div>
      {task.picture !== undefined && <TaskPicture name={task.picture} />}
    </>
  );
}

function footnote(words: Words['tasks'], number: number, count: number, looks: boolean): string {
  const parts = [
    count > 1 ? `${words.number(number, count)}.` : '',
    looks ? words.looksByItself : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** What the device does, or has seen, by itself. */
function Seen({
  phase,
  onGoOn,
}: Pick<TaskViewProps, 'onGoOn'> & { readonly phase: Exclude<TaskPhase, 'open'> }) {
  const { tasks: words } = useWords();
  const testId = { looking: 'task-looking', works: 'task-checked', fails: 'task-failed' }[phase];
  return (
    <div class={`task-words task-seen task-${phase}`} data-testid={testId}>
      {phase === 'works' && (
        <p class="task-tick">
          <Icon name="check" />
        </p>
      )}
      <div role="status">
        <h1>{words[phase]}</h1>
      </div>
      {phase === 'looking' ? (
        <Patience />
      ) : (
        <p class="body">{phase === 'works' ? words.worksBody : words.failsBody}</p>
      )}
      <div class="choices">
        <Button onPress={onGoOn} entry testId="task-go-on">
          {phase === 'looking' ? words.notDone : words.goOn}
        </Button>
      </div>
    </div>
  );
}

function spoken(findings: readonly LocalizedText[]): string {
  return findings.map((finding) => textIn(finding, navigator.languages)).join(' ');
}
