import type { QuietScreen as QuietView } from '../model/screen.ts';
import { useBack } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { Frame } from '../ui/Frame.tsx';
import { useNow } from '../ui/useNow.ts';
import { useWords } from '../ui/words.ts';

interface QuietScreenProps {
  readonly screen: QuietView;
  readonly onNeed: () => void;
  readonly onLeave: () => void;
}

/** A clock, and the doctor one press away. */
export function QuietScreen({ screen, onNeed, onLeave }: QuietScreenProps) {
  const words = useWords();
  const now = useNow();
  useBack(onLeave);
  return (
    <Frame clinic={screen.clinic} state="idle" keys="none">
      <div class="quiet">
        <p class="clock">{words.clock(now)}</p>
        <p class="day">{words.day(now)}</p>
        <h1>{words.quiet.invitation}</h1>
        <Button onPress={onNeed} entry testId="need-doctor">
          {words.quiet.button}
        </Button>
        <p class="aside">{words.quiet.cameraOff}</p>
      </div>
    </Frame>
  );
}
