import { useEffect } from 'preact/hooks';
import { type Outcome, textIn } from '../../../src/protocol/index.ts';
import type { EndedScreen as EndedView } from '../model/consultScreens.ts';
import type { Actions } from '../model/screen.ts';
import { Reception } from '../ui/Reception.tsx';
import { useWords } from '../ui/words.ts';
import { type Choice, MessageScreen } from './MessageScreen.tsx';

/** After this the TV goes back to its quiet screen by itself; sooner where all is well again. */
const goesByItselfAfterMs = 120_000;
const solvedStaysForMs = 20_000;

/** Outcomes after which the patient has not had what they asked for. */
const mayAskAgain: ReadonlySet<Outcome> = new Set([
  'tv-lost',
  'mobile-lost',
  'agent-lost',
  'nobody-came',
  'all-declined',
  'given-up',
]);
/** Calls of the clinic that did not come about, and not because the patient said no. */
const missed: ReadonlySet<Outcome> = new Set(['patient-did-not-answer', 'cancelled-by-agent']);

interface EndedScreenProps {
  readonly screen: EndedView;
  readonly actions: Pick<Actions, 'askAgain' | 'stayQuiet' | 'askCallback'>;
}

/** It is over: how, and what now. */
export function EndedScreen({ screen, actions }: EndedScreenProps) {
  const words = useWords();
  const { verdict, callback, reception, physician } = screen;
  const outcome = callback === 'asked' ? 'callback-asked' : screen.outcome;
  useGoing(outcome, actions.stayQuiet);
  // Where nobody came, there may be no time to wait for somebody.
  const isUnmet = callback !== 'none';
  return (
    <MessageScreen
      clinic={screen.clinic}
      state={screen.state}
      seen={words.unseen}
      {...words.ended.message(outcome, physician)}
      choices={useChoices(outcome, callback === 'possible', actions)}
      {...(isUnmet ? { beside: <Reception reception={reception} /> } : {})}
    >
      {verdict.length > 0 && (
        <div class="verdict" data-testid="verdict">
          <h2>{words.ended.verdict}</h2>
          {verdict.map((sentence) => {
            const text = textIn(sentence, navigator.languages);
            return <p key={text}>{text}</p>;
          })}
        </div>
      )}
    </MessageScreen>
  );
}

function useChoices(
  outcome: Outcome,
  mayBeCalledBack: boolean,
  { askAgain, stayQuiet, askCallback }: EndedScreenProps['actions'],
): readonly [Choice, ...Choice[]] {
  const words = useWords();
  const notNow = { label: words.notNow, onPress: stayQuiet };
  if (missed.has(outcome)) return [{ label: words.ended.callBack, onPress: askAgain }, notNow];
  if (!mayAskAgain.has(outcome)) return [{ label: words.done, onPress: stayQuiet }];
  const again = { label: words.ended.again, onPress: askAgain };
  if (!mayBeCalledBack) return [again, notNow];
  const callback = { label: words.ended.callback, onPress: askCallback, testId: 'callback' };
  return [again, callback, notNow];
}

/** A missed call is told of until somebody has seen it. */
function useGoing(outcome: Outcome, onGo: () => void): void {
  useEffect(() => {
    if (missed.has(outcome)) return;
    const afterMs = outcome === 'solved' ? solvedStaysForMs : goesByItselfAfterMs;
    const timer = setTimeout(onGo, afterMs);
    return () => clearTimeout(timer);
  }, [outcome, onGo]);
}
