import { useState } from 'preact/hooks';
import { Clinic } from '../../theme/visitor/Clinic.tsx';
import { formatCode, judgeCode } from '../model/code.ts';
import type { Actions, CodeScreen as CodeView } from '../model/screen.ts';
import { Field } from '../parts/Field.tsx';
import { useFocusedHeading } from '../parts/useFocusedHeading.ts';
import { useWords } from '../parts/words.ts';

interface CodeScreenProps {
  readonly screen: CodeView;
  readonly actions: Pick<Actions, 'enterCode'>;
}

const typing = {
  class: 'code',
  autocomplete: 'off',
  autocapitalize: 'characters',
  autocorrect: 'off',
  spellcheck: false,
} as const;

/** For whoever has no link, or one that leads nowhere: the code, as the TV shows it. */
export function CodeScreen({ screen, actions }: CodeScreenProps) {
  const { arrival } = useWords();
  const { code: words, problems } = arrival;
  const heading = useFocusedHeading();
  const [typed, setTyped] = useState('');
  const [judged, setJudged] = useState(false);
  const code = formatCode(typed);
  const judgement = judgeCode(code);
  const problem = screen.problem === null ? undefined : problems[screen.problem];
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (judgement === 'complete') actions.enterCode(code);
  };
  return (
    <main class="message">
      <Clinic />
      {problem !== undefined && (
        <div class="notice" role="alert">
          <p>
            <b>{problem.title}</b>
          </p>
          <p>{problem.body}</p>
        </div>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <p>{words.body}</p>
      <form class="form" onSubmit={submit} noValidate>
        <Field
          label={words.label}
          value={typed}
          onValue={(value) => {
            setTyped(value);
            setJudged(false);
          }}
          problem={judged && judgement !== 'complete' ? words[judgement] : undefined}
          typing={typing}
          testId="code"
        />
        <button type="submit" class="button button-primary" data-testid="connect">
          {words.send}
        </button>
      </form>
      <p class="aside">{words.safe}</p>
    </main>
  );
}
