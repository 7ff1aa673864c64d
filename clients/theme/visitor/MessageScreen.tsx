import { useEffect, useRef } from 'preact/hooks';
import { Clinic } from './Clinic.tsx';
import { Patience } from './Patience.tsx';

interface MessageScreenProps {
  readonly title: string;
  readonly body: string;
  readonly clinic?: string;
  /** It goes on by itself. */
  readonly waits?: boolean;
  readonly choice?: { readonly label: string; readonly onPress: () => void };
}

/** One thing to say, and perhaps one to do. */
export function MessageScreen({ title, body, clinic, waits, choice }: MessageScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Screen readers go on from here: what they read last is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main class="message">
      <Clinic name={clinic} />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{body}</p>
      {waits === true && <Patience />}
      {choice !== undefined && (
        <button type="button" class="button button-primary" onClick={choice.onPress}>
          {choice.label}
        </button>
      )}
    </main>
  );
}
