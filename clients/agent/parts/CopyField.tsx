import { useId, useRef, useState } from 'preact/hooks';
import { guests as strings } from '../strings/call.ts';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly testId: string;
}

/** A text that is to be copied: a link, a secret. */
export function CopyField({ label, value, testId }: CopyFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Without the right to the clipboard it is at least selected.
    input.current?.select();
    await navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copy">
        <input
          ref={input}
          id={id}
          type="text"
          class="mono"
          data-testid={testId}
          readOnly
          value={value}
        />
        <button class="button" type="button" onClick={() => void copy()}>
          {copied ? strings.copied : strings.copy}
        </button>
      </div>
    </div>
  );
}
