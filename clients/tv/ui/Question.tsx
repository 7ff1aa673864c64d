import { useBack } from '../remote/remoteContext.ts';
import { Button } from './Button.tsx';

interface QuestionProps {
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before something ends. No has the focus, and Back means no: a slip costs nothing. */
export function Question({ question, yes, no, onYes, onNo }: QuestionProps) {
  useBack(onNo, 'dialog');
  return (
    <div class="question-veil">
      <div class="question" role="dialog" aria-modal="true" aria-labelledby="question-title">
        <h2 id="question-title">{question}</h2>
        <div class="choices">
          <Button onPress={onNo} entry>
            {no}
          </Button>
          <Button onPress={onYes} tone="danger" testId="question-yes">
            {yes}
          </Button>
        </div>
      </div>
    </div>
  );
}
