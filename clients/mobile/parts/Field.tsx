import { useId } from 'preact/hooks';

/** How the browser helps with typing. */
interface Typing {
  readonly class?: string;
  readonly inputMode?: 'numeric' | 'tel';
  readonly autocomplete: 'off' | 'tel' | 'bday-day' | 'bday-month' | 'bday-year';
  readonly autocapitalize?: 'characters';
  readonly autocorrect?: 'off';
  readonly spellcheck?: boolean;
  readonly size?: number;
  readonly maxLength?: number;
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly typing: Typing;
  readonly testId: string;
  /** What is wrong with it. */
  readonly problem?: string | undefined;
}

/** A field with its word above, and what is wrong with it below. */
export function Field({ label, value, onValue, typing, testId, problem }: FieldProps) {
  const id = useId();
  const isWrong = problem !== undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...typing}
        id={id}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
        aria-invalid={isWrong}
        {...(isWrong ? { 'aria-describedby': `${id}-problem` } : {})}
        data-testid={testId}
      />
      <p class="problem" id={`${id}-problem`} role="alert">
        {problem}
      </p>
    </div>
  );
}
