import { useEffect, useState } from 'preact/hooks';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { Patience } from '../ui/Patience.tsx';
import { useWords } from '../ui/words.ts';

/** How long a start may take before the patient is offered something to do about it. */
const slowAfterMs = 8_000;

/** Before the TV knows whether it is paired and the clinic answers. */
export function StartingScreen({ onRestart }: { readonly onRestart: () => void }) {
  const words = useWords();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Frame keys={slow ? 'press' : 'none'}>
      <div class="message">
        <h1>{words.starting.title}</h1>
        {slow ? (
          <>
            <p class="body">{words.starting.slow}</p>
            <div class="choices">
              <Button onPress={onRestart} entry>
                {words.startAgain}
              </Button>
            </div>
          </>
        ) : (
          <Patience />
        )}
      </div>
    </Frame>
  );
}
