import type { TargetedInputEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { caretAfter, formatUserCode, letterCount } from '../userCode.ts';

interface UserCodeFieldProps {
  readonly code: string;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly onCode: (code: string) => void;
}

/** Takes a code as it is typed or pasted, and groups it as the TV does. */
export function UserCodeField({ code, describedBy, invalid, onCode }: UserCodeFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const caret = useRef<number | null>(null);

  // Grouping moves letters: the caret goes back behind the letter it stood behind.
  useLayoutEffect(() => {
    if (caret.current !== null && document.activeElement === input.current) {
      input.current?.setSelectionRange(caret.current, caret.current);
    }
    caret.current = null;
  });

  const onInput = (event: TargetedInputEvent<HTMLInputElement>) => {
    const { value, selectionStart } = event.currentTarget;
    const formatted = formatUserCode(value);
    const before = letterCount(value.slice(0, selectionStart ?? value.length));
    caret.current = caretAfter(before);
    event.currentTarget.value = formatted;
    onCode(formatted);
  };

  return (
    <input
      ref={input}
      id="user-code"
      class="user-code"
      data-testid="user-code"
      type="text"
      value={code}
      placeholder="XXXX-XXXX"
      onInput={onInput}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
    />
  );
}
