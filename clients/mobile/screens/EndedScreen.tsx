import { textIn } from '../../../src/protocol/index.ts';
import { Clinic } from '../../theme/visitor/Clinic.tsx';
import type { Screen } from '../model/screen.ts';
import { useFocusedHeading } from '../parts/useFocusedHeading.ts';
import { useWords } from '../parts/words.ts';

interface EndedScreenProps {
  readonly screen: Extract<Screen, { name: 'ended' }>;
}

/** It is over. */
export function EndedScreen({ screen }: EndedScreenProps) {
  const { ended: words } = useWords();
  const heading = useFocusedHeading();
  const { title, body } = words.message(screen.outcome);
  return (
    <main class="message">
      <Clinic />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>{body}</p>
      {screen.verdict.length > 0 && (
        <section class="card" data-testid="verdict">
          <h2>{words.verdict}</h2>
          {screen.verdict.map((sentence) => {
            const text = textIn(sentence, navigator.languages);
            return <p key={text}>{text}</p>;
          })}
        </section>
      )}
    </main>
  );
}
