import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWords } from './words.ts';

interface LeaveQuestionProps {
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Leaving is for good, so it is asked once. The browser's own `<dialog>` keeps the focus inside. */
export function LeaveQuestion({ onYes, onNo }: LeaveQuestionProps) {
  const { call: words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} class="question" aria-labelledby="leave-question" onCancel={onNo}>
      <h2 id="leave-question">{words.leaveQuestion}</h2>
      <p>{words.leaveWarning}</p>
      <div class="choices">
        <button type="button" class="button" onClick={onNo} data-testid="leave-no">
          {words.leaveNo}
        </button>
        <button type="button" class="button button-danger" onClick={onYes} data-testid="leave-yes">
          {words.leaveYes}
        </button>
      </div>
    </dialog>
  );
}
