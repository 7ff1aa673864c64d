import type { TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly testId: string;
  /** What to know about it; nothing is shown for an empty one. */
  readonly hint?: string;
  /** What is wrong with it, instead of the hint; `null` where nothing is. */
  readonly problem?: string | null;
  /** What came of it, instead of the hint; empty before. */
  readonly success?: string;
  readonly type?: 'text' | 'date';
  /** The keys that a touch screen offers. */
  readonly inputMode?: 'text' | 'tel' | 'numeric' | 'email';
  readonly maxLength?: number;
  readonly class?: string;
  readonly onInput: (value: string) => void;
}

/** A short text to be written, with its label above, and below what to know or what is wrong. */
export function TextField(props: TextFieldProps) {
  const { label, hint = '', success = '', problem = null, type = 'text' } = props;
  const words = problem ?? (success === '' ? hint : success);
  const tone = problem === null ? (success === '' ? '' : 'good-text') : 'danger-text';
  const id = useId();
  const input = {
    id,
    'data-testid': props.testId,
    class: props.class ?? '',
    maxLength: props.maxLength ?? 254,
    autocomplete: 'off',
    'aria-describedby': `${id}-hint`,
    'aria-invalid': problem !== null,
    value: props.value,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) =>
      props.onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'date' ? (
        <input {...input} type="date" />
      ) : (
        <input {...input} type="text" inputMode={props.inputMode ?? 'text'} spellcheck={false} />
      )}
      <p class={`hint ${tone}`} id={`${id}-hint`} role={problem === null ? 'status' : 'alert'}>
        {words}
      </p>
    </div>
  );
}
