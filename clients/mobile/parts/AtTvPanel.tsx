import { useState } from 'preact/hooks';
import type { Telephone } from '../../../src/protocol/index.ts';
import { Icon } from '../../theme/visitor/Icon.tsx';
import { Question } from '../../theme/visitor/Question.tsx';
import type { Actions, CallAtTv } from '../model/screen.ts';
import { Field } from './Field.tsx';
import { useWords } from './words.ts';

interface AtTvPanelProps {
  readonly call: CallAtTv;
  readonly actions: Pick<Actions, 'wish' | 'giveNumber' | 'leave'>;
}

/** The call is on the TV: what of it this phone can take over. */
export function AtTvPanel({ call, actions }: AtTvPanelProps) {
  const { consult } = useWords();
  const words = consult.atTv;
  const [asked, setAsked] = useState(false);
  return (
    <section class="panel">
      <h2>{words.title}</h2>
      {call.answered ? (
        <ul class="ways">
          <li>
            <button
              type="button"
              class="button button-primary"
              onClick={() => actions.wish('move')}
              data-testid="wish-move"
            >
              <Icon name="phone" />
              {words.move}
            </button>
            <p>{words.moveAbout}</p>
          </li>
          <li>
            <button
              type="button"
              class="button"
              onClick={() => actions.wish('split')}
              data-testid="wish-split"
            >
              <Icon name="camera" />
              {words.split}
            </button>
            <p>{words.splitAbout}</p>
          </li>
        </ul>
      ) : (
        <p>{words.notYet}</p>
      )}
      <NumberForm call={call} onNumber={actions.giveNumber} />
      <button type="button" class="button" onClick={() => setAsked(true)} data-testid="leave">
        <Icon name="leave" />
        {words.leave}
      </button>
      {asked && (
        <Question
          name="leave"
          question={words.leaveQuestion}
          warning={words.leaveWarning}
          yes={words.leaveYes}
          no={words.leaveNo}
          onYes={actions.leave}
          onNo={() => setAsked(false)}
        />
      )}
    </section>
  );
}

interface NumberFormProps {
  readonly call: CallAtTv;
  readonly onNumber: (number: string) => void;
}

/** The number at which the clinic is to call, or what became of it. */
function NumberForm({ call, onNumber }: NumberFormProps) {
  const words = useWords().consult.atTv;
  const [number, setNumber] = useState('');
  const { telephone } = call;
  const { problem, busy } = call.number;
  const submit = (event: Event) => {
    event.preventDefault();
    if (number.trim() !== '') onNumber(number.trim());
  };
  return (
    <section class="card">
      <h3>{words.numberTitle}</h3>
      <p role="status">
        {telephone === null ? words.numberAbout : stateOf(telephone, words.telephone)}
      </p>
      {telephone === null && (
        <form class="form" onSubmit={submit} noValidate>
          <Field
            label={words.number}
            value={number}
            onValue={setNumber}
            problem={problem === null ? undefined : words.problems[problem]}
            typing={{ inputMode: 'tel', autocomplete: 'tel', maxLength: 32 }}
            testId="number"
          />
          <button type="submit" class="button" aria-disabled={busy} data-testid="give-number">
            <Icon name="call" />
            {busy ? words.giving : words.giveNumber}
          </button>
        </form>
      )}
    </section>
  );
}

function stateOf(
  { state, number }: Telephone,
  words: ReturnType<typeof useWords>['consult']['atTv']['telephone'],
): string {
  return state === 'connected' ? words.connected : words[state](number ?? '');
}
