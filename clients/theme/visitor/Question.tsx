import { useLayoutEffect, useRef } from 'preact/hooks';

interface QuestionProps {
  /** Begins the test ids of both answers. */
  readonly name: string;
  readonly question: string;
  /** What yes leads to. */
  readonly warning: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** What cannot be undone is asked once. The browser's own `<dialog>` keeps the focus inside. */
export function Question({ name, question, warning, yes, no, onYes, onNo }: QuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} class="question" aria-labelledby={`${name}-question`} onCancel={onNo}>
      <h2 id={`${name}-question`}>{question}</h2>
      <p>{warning}</p>
      <div class="choices">
        <button type="button" class="button" onClick={onNo} data-testid={`${name}-no`}>
          {no}
        </button>
        <button
          type="button"
          class="button button-danger"
          onClick={onYes}
          data-testid={`${name}-yes`}
        >
          {yes}
        </button>
      </div>
    </dialog>
  );
}
