import { useState } from 'preact/hooks';
import { Patience } from '../../theme/visitor/Patience.tsx';
import type { Actions, Returning } from '../model/screen.ts';
import { Field } from './Field.tsx';
import { useFocusedHeading } from './useFocusedHeading.ts';
import { useWords } from './words.ts';

interface ReturnPanelProps {
  readonly returning: Returning;
  readonly tvPresent: boolean;
  readonly actions: Pick<Actions, 'typeReturn' | 'closeReturn'>;
}

const digits = 6;

/** Back to the TV, by six digits that prove that the phone is before it. */
export function ReturnPanel({ returning, tvPresent, actions }: ReturnPanelProps) {
  const { returning: words } = useWords();
  const heading = useFocusedHeading();
  const [typed, setTyped] = useState('');
  const [judged, setJudged] = useState(false);
  const { code, busy } = returning;
  const isShort = typed.length < digits;
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(isShort);
    if (!isShort) actions.typeReturn(typed);
  };
  return (
    <section class="panel">
      <h2 ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      {!tvPresent && <p class="notice">{words.tvAway}</p>}
      <div class="card">
        <p>{words.show}</p>
        {code === null ? (
          <p>
            {words.waiting} <Patience />
          </p>
        ) : (
          // In threes for the eye, and one by one for the ear.
          <p class="digits" data-testid="return-code">
            <span aria-hidden="true">{`${code.slice(0, 3)} ${code.slice(3)}`}</span>
            <span class="visually-hidden">{[...code].join(' ')}</span>
          </p>
        )}
      </div>
      <form class="form" onSubmit={submit} noValidate>
        <p>{words.or}</p>
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
          aria-disabled={busy}
          data-testid="return"
        >
          {words.send}
        </button>
        <button
          type="button"
          class="button"
          onClick={actions.closeReturn}
          data-testid="stay-on-phone"
        >
          {words.stay}
        </button>
      </form>
    </section>
  );
}

function problemWords(
  { problem, triesLeft }: Returning,
  { problems }: ReturnType<typeof useWords>['returning'],
): string | undefined {
  if (problem === null) return undefined;
  return problem === 'wrong' ? problems.wrong(triesLeft) : problems[problem];
}
