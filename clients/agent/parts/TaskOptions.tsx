import { taskCheck, taskPicture } from '../../../src/protocol/index.ts';
import type { TaskDraft } from '../diagnosticDraft.ts';
import { checkName, pictureName, composer as strings } from '../strings/request.ts';
import { Select } from './Select.tsx';

type Options = Pick<TaskDraft, 'picture' | 'check' | 'concludes'>;

interface TaskOptionsProps {
  readonly task: Options;
  readonly onChange: (change: Partial<Options>) => void;
}

/** What a task has besides its text: by hand and in a playbook. */
export function TaskOptions({ task, onChange }: TaskOptionsProps) {
  return (
    <>
      <Select
        label={strings.picture}
        value={task.picture}
        options={taskPicture.options}
        none={strings.noPicture}
        nameOf={pictureName}
        onChange={(picture) => onChange({ picture })}
      />
      <Select
        label={strings.check}
        value={task.check}
        options={taskCheck.options}
        none={strings.noCheck}
        nameOf={checkName}
        onChange={(check) => onChange({ check })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={task.concludes}
          onChange={(event) => onChange({ concludes: event.currentTarget.checked })}
        />
        <span>{strings.concludes}</span>
      </label>
    </>
  );
}
