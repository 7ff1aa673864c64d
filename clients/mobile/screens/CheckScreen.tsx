import { useState } from 'preact/hooks';
import { Clinic } from '../../theme/visitor/Clinic.tsx';
import { birthDateOf } from '../model/birthDate.ts';
import type { Actions, CheckScreen as CheckView } from '../model/screen.ts';
import { Field } from '../parts/Field.tsx';
import { useFocusedHeading } from '../parts/useFocusedHeading.ts';
import { useWords } from '../parts/words.ts';

interface CheckScreenProps {
  readonly screen: CheckView;
  readonly actions: Pick<Actions, 'prove'>;
}

/** The clinic asks whether this is the patient. What cannot be right is not sent: tries are few. */
export function CheckScreen({ screen, actions }: CheckScreenProps) {
  const { check: words } = useWords().arrival;
  const heading = useFocusedHeading();
  const { title, body } = screen.kind === 'pin' ? words.pin : words.birthDate;
  const isAsking = screen.answer === 'asking';
  return (
    <main class="message">
      <Clinic name={screen.clinic} />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{body}</p>
      {screen.kind === 'pin' ? (
        <PinForm onAnswer={actions.prove} isAsking={isAsking} />
      ) : (
        <BirthDateForm onAnswer={actions.prove} isAsking={isAsking} />
      )}
      <p class="problem" role="alert" data-testid="check-problem">
        {screen.answer === 'wrong' && words.wrong(screen.triesLeft)}
        {screen.answer === 'failed' && words.failed}
      </p>
    </main>
  );
}

interface FormProps {
  readonly onAnswer: (answer: string) => void;
  readonly isAsking: boolean;
}

/** Three fields to type into: calendars begin today, and eighty years are a long way. */
function BirthDateForm({ onAnswer, isAsking }: FormProps) {
  const words = useWords().arrival.check.birthDate;
  const [date, setDate] = useState({ day: '', month: '', year: '' });
  const [isImpossible, setImpossible] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const answer = birthDateOf(date, new Date());
    setImpossible(answer === undefined);
    if (answer !== undefined) onAnswer(answer);
  };
  const field = (part: keyof typeof date, length: number) => (
    <Field
      label={words[part]}
      value={date[part]}
      onValue={(value) => setDate({ ...date, [part]: value.replace(/\D/g, '').slice(0, length) })}
      typing={{ inputMode: 'numeric', autocomplete: `bday-${part}`, size: length }}
      testId={part}
    />
  );
  return (
    <form class="form" onSubmit={submit} noValidate>
      <fieldset class="date">
        <legend>{words.example}</legend>
        {field('day', 2)}
        {field('month', 2)}
        {field('year', 4)}
      </fieldset>
      <p class="problem" role="alert">
        {isImpossible && words.impossible}
      </p>
      <Send isAsking={isAsking} />
    </form>
  );
}

function PinForm({ onAnswer, isAsking }: FormProps) {
  const words = useWords().arrival.check.pin;
  const [pin, setPin] = useState('');
  const [judged, setJudged] = useState(false);
  const isPossible = /^\d{4,8}$/.test(pin);
  const submit = (event: Event) => {
    event.preventDefault();
    setJudged(true);
    if (isPossible) onAnswer(pin);
  };
  return (
    <form class="form" onSubmit={submit} noValidate>
      <Field
        label={words.label}
        value={pin}
        onValue={(value) => {
          setPin(value.replace(/\D/g, '').slice(0, 8));
          setJudged(false);
        }}
        problem={judged && !isPossible ? words.impossible : undefined}
        typing={{ class: 'code', inputMode: 'numeric', autocomplete: 'off' }}
        testId="pin"
      />
      <Send isAsking={isAsking} />
    </form>
  );
}

function Send({ isAsking }: { readonly isAsking: boolean }) {
  const { check: words } = useWords().arrival;
  return (
    <button
      type="submit"
      class="button button-primary"
      aria-disabled={isAsking}
      data-testid="prove"
    >
      {isAsking ? words.asking : words.send}
    </button>
  );
}
