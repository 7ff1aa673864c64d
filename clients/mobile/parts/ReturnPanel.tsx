import { useState } from 'preact/hooks';
import { Patience } from '../../theme/visitor/Patience.tsx';
import type { Actions, Returning } from '../model/screen.ts';
import { Field } from './Field.tsx';
import { useFocusedHeading } from './useFocusedHeading.ts';
import { useWords } from './words.ts';

interface ReturnPanelProps {
  readonly returning: Returning;
  readonly tvPresent: boolean;
  readonly actions: Pick<Actions, 'typeReturn' | 'chooseReturn' | 'closeReturn'>;
}

const digits = 6;

/** Back to the TV, by six digits that prove that the phone is before it. */
export function ReturnPanel({ returning, tvPresent, actions }: ReturnPanelProps) {
  const { returning: words } = useWords();
  const heading = useFocusedHeading();
  const isTyped = returning.way === 'type';
  return (
    <section class="panel">
      <h2 ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      {!tvPresent && <p class="notice">{words.tvAway}</p>}
      {isTyped ? (
        <DigitsForm returning={returning} onDigits={actions.typeReturn} />
      ) : (
        <Digits returning={returning} />
      )}
      <button
        type="button"
        class="button"
        onClick={() => actions.chooseReturn(isTyped ? 'show' : 'type')}
        data-testid="return-instead"
      >
        {isTyped ? words.showInstead : words.typeInstead}
      </button>
      <button
        type="button"
        class="button"
        onClick={actions.closeReturn}
        data-testid="stay-on-phone"
      >
        {words.stay}
      </button>
    </section>
  );
}

/** In threes for the eye, and one by one for the ear. */
function Digits({ returning }: Pick<ReturnPanelProps, 'returning'>) {
  const { returning: words } = useWords();
  const { code } = returning;
  const problem = problemWords(returning, words);
  return (
    <div class="card">
      <p>{words.show}</p>
      {code !== null && (
        <p class="digits" data-testid="return-code">
          <span aria-hidden="true">{`${code.slice(0, 3)} ${code.slice(3)}`}</span>
          <span class="visually-hidden">{[...code].join(' ')}</span>
        </p>
      )}
      {code === null && problem === undefined && (
        <p>
          {words.waiting} <Patience />
        </p>
      )}
      <p class="problem" role="alert">
        {problem}
      </p>
    </div>
  );
}

interface DigitsFormProps {
  readonly returning: Returning;
  readonly onDigits: (code: string) => void;
}

function DigitsForm({ returning, onDigits }: DigitsFormProps) {
  const { returning: words } = useWords();
  const [typed, setTyped] = useState('');
  const [judged, setJudged] = useState(false);
  const isShort = typed.length < digits;
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(isShort);
    if (!isShort) onDigits(typed);
  };
  return (
    <form class="form" onSubmit={submit} noValidate>
      <p>{words.type}</p>
      <Field
        label={words.field}
        value={typed}
        onValue={(value) => {
          setTyped(value.replace(/\D/g, '').slice(0, digits));
          setJudged(false);
        }}
        problem={judged ? words.short : problemWords(returning, words)}
        typing={{ class: 'code', inputMode: 'numeric', autocomplete: 'off' }}
        testId="tv-digits"
      />
      <button
        type="submit"
        class="button button-primary"
        aria-disabled={returning.busy}
        data-testid="return"
      >
        {words.send}
      </button>
    </form>
  );
}

function problemWords(
  { problem, triesLeft }: Returning,
  { problems }: ReturnType<typeof useWords>['returning'],
): string | undefined {
  if (problem === null) return undefined;
  return problem === 'wrong' ? problems.wrong(triesLeft) : problems[problem];
}
