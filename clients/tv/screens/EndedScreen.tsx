import { useEffect } from 'preact/hooks';
import type { Outcome } from '../../../src/protocol/index.ts';
import type { EndedScreen as EndedView } from '../model/screen.ts';
import { useWords } from '../ui/words.ts';
import { MessageScreen } from './MessageScreen.tsx';

/** After this the TV goes back to its quiet screen by itself. */
const goesByItselfAfterMs = 120_000;

/** Outcomes after which the patient has not had what they asked for. */
const mayAskAgain: ReadonlySet<Outcome> = new Set([
  'tv-lost',
  'agent-lost',
  'nobody-came',
  'all-declined',
]);

interface EndedScreenProps {
  readonly screen: EndedView;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}

/** It is over: how, and what now. */
export function EndedScreen({ screen, onAgain, onDone }: EndedScreenProps) {
  const words = useWords();
  useEffect(() => {
    const timer = setTimeout(onDone, goesByItselfAfterMs);
    return () => clearTimeout(timer);
  }, [onDone]);
  const again = { label: words.ended.again, onPress: onAgain };
  return (
    <MessageScreen
      clinic={screen.clinic}
      state={screen.state}
      seen={words.unseen}
      {...words.ended.message(screen.outcome, screen.physician)}
      choices={
        mayAskAgain.has(screen.outcome)
          ? [again, { label: words.notNow, onPress: onDone }]
          : [{ label: words.done, onPress: onDone }]
      }
    />
  );
}
