import { useId } from 'preact/hooks';

interface TextAreaFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly rows: number;
  readonly maxLength: number;
  readonly testId: string;
  readonly onInput: (value: string) => void;
}

/** A longer text to be written, with its label above and what to know about it below. */
export function TextAreaField(props: TextAreaFieldProps) {
  const { label, hint, value, rows, maxLength, testId, onInput } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        data-testid={testId}
        aria-describedby={`${id}-hint`}
        rows={rows}
        maxLength={maxLength}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
