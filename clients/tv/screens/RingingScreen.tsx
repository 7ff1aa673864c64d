import { useEffect, useState } from 'preact/hooks';
import { RingTone } from '../../theme/ringTone.ts';
import type { RingingScreen as RingingView } from '../model/consultScreens.ts';
import type { Actions } from '../model/screen.ts';
import { wakeScreen } from '../platform/wake.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Question } from '../ui/Question.tsx';
import { useWords } from '../ui/words.ts';

/** How long a call that is taken by itself is announced. */
const noticeSeconds = 10;

interface RingingScreenProps {
  readonly screen: RingingView;
  readonly actions: Pick<Actions, 'acceptCall' | 'declineCall'>;
}

/** The clinic calls: over everything, with a sound, and nothing opened yet. */
export function RingingScreen({ screen, actions }: RingingScreenProps) {
  const { ringing: words } = useWords();
  const { caller, kind, answersItself } = screen;
  const { acceptCall, declineCall } = actions;
  const [asked, setAsked] = useState(false);
  const secondsLeft = useCountdown(answersItself, acceptCall);
  useRinging();
  useBack(() => setAsked(true));
  return (
    <Frame clinic={screen.clinic} state="calling">
      <div class="ringing" data-testid="ringing">
        <p class="ringing-bell">
          <Icon name="phone" />
        </p>
        <h1>{words.calls(caller)}</h1>
        <p class="body" role="status">
          {answersItself ? words.itself(secondsLeft) : words.opens[kind]}
        </p>
        <div class="choices choices-large">
          <Button onPress={acceptCall} entry={!answersItself} icon="phone" testId="call-accept">
            {words.accept}
          </Button>
          <Button
            onPress={declineCall}
            entry={answersItself}
            icon="phoneDown"
            tone="danger"
            testId="call-decline"
          >
            {words.decline}
          </Button>
        </div>
        {answersItself && <p class="aside">{words.itselfWhy}</p>}
        <p class="aside aside-seen">
          <Icon name="eyeOff" />
          {words.unseen}
        </p>
      </div>
      {asked && (
        <Question
          question={words.declineQuestion}
          yes={words.declineYes}
          no={words.declineNo}
          onYes={declineCall}
          onNo={() => setAsked(false)}
        />
      )}
    </Frame>
  );
}

/** Rings, and keeps the panel lit, while the screen is there. */
function useRinging(): void {
  useEffect(() => {
    const tone = new RingTone();
    tone.start();
    const letSleep = wakeScreen();
    return () => {
      tone.close();
      letSleep();
    };
  }, []);
}

/** @returns the seconds left, until `onEnd` is called; it stands still where nothing counts down */
function useCountdown(runs: boolean, onEnd: () => void): number {
  const [seconds, setSeconds] = useState(noticeSeconds);
  useEffect(() => {
    if (!runs) return;
    if (seconds === 0) {
      onEnd();
      return;
    }
    const timer = setTimeout(() => setSeconds(seconds - 1), 1_000);
    return () => clearTimeout(timer);
  }, [runs, seconds, onEnd]);
  return seconds;
}
