import { useEffect, useState } from 'preact/hooks';
import type { CallScreen as CallView } from '../model/consultScreens.ts';
import type { Actions } from '../model/screen.ts';
import { useKeys } from '../remote/remoteContext.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';

/** How long the controls stay after the last key. Long enough for slow hands. */
const controlsStayMs = 10_000;

interface CallControlsProps {
  readonly screen: CallView;
  readonly actions: Pick<Actions, 'hangUp' | 'setMicrophoneOn' | 'setCameraOn' | 'phone'>;
  /** Whether OK may fall to hanging up, where nothing else has the focus. */
  readonly startsAtHangUp: boolean;
}

/** Hanging up, the microphone, the camera and the phone. */
export function CallControls({ screen, actions, startsAtHangUp }: CallControlsProps) {
  const { call: words } = useWords();
  const hasOwnMedia = screen.phone.patientAt === 'tv';
  return (
    <nav class="controls" aria-label={words.controls}>
      <Button
        onPress={actions.hangUp}
        entry={startsAtHangUp}
        icon="phoneDown"
        tone="danger"
        testId="hang-up"
      >
        {words.hangUp}
      </Button>
      {hasOwnMedia && (
        <MediaControls screen={screen} actions={actions} startsHere={!startsAtHangUp} />
      )}
      <PhoneControl
        screen={screen}
        onCommand={actions.phone}
        startsHere={!startsAtHangUp && !hasOwnMedia}
      />
    </nav>
  );
}

interface MediaControlsProps extends Omit<CallControlsProps, 'startsAtHangUp'> {
  readonly startsHere: boolean;
}

function MediaControls({ screen, actions, startsHere }: MediaControlsProps) {
  const { call: words } = useWords();
  const { camera, microphone } = screen.devices;
  return (
    <>
      {(microphone === 'on' || microphone === 'off') && (
        <Button
          onPress={() => actions.setMicrophoneOn(microphone === 'off')}
          entry={startsHere}
          icon={microphone === 'on' ? 'microphoneOff' : 'microphone'}
          testId="microphone"
        >
          {microphone === 'on' ? words.microphoneOff : words.microphoneOn}
        </Button>
      )}
      {(camera === 'on' || camera === 'off') && (
        <Button
          onPress={() => actions.setCameraOn(camera === 'off')}
          icon={camera === 'on' ? 'cameraOff' : 'camera'}
          testId="camera"
        >
          {camera === 'on' ? words.cameraOff : words.cameraOn}
        </Button>
      )}
    </>
  );
}

interface PhoneControlProps {
  readonly screen: CallView;
  readonly onCommand: Actions['phone'];
  readonly startsHere: boolean;
}

/** On to the phone; or back from it, where it is the TV's camera. */
function PhoneControl({ screen, onCommand, startsHere }: PhoneControlProps) {
  const { phone: words } = useWords();
  const { patientAt, isAbsent, isPossible } = screen.phone;
  if (patientAt === 'both') {
    return (
      <Button
        // A phone that is away can neither show a code nor take one.
        onPress={() => onCommand({ type: isAbsent ? 'go-on-here' : 'bring-back' })}
        entry={startsHere}
        icon="camera"
        testId="tv-camera"
      >
        {words.useTvCamera}
      </Button>
    );
  }
  if (!isPossible) return null;
  return (
    <Button onPress={() => onCommand({ type: 'open' })} icon="mobile" testId="phone">
      {words.button}
    </Button>
  );
}

/**
 * Controls hide after a while; the first key brings them back and does nothing else.
 * @param held whether they stay
 */
export function useControlsShown(held: boolean): boolean {
  const [keys, setKeys] = useState(0);
  const [hidden, setHidden] = useState(false);
  const shown = held || !hidden;
  useEffect(() => {
    setHidden(false);
    if (held) return;
    const timer = setTimeout(() => setHidden(true), controlsStayMs);
    return () => clearTimeout(timer);
  }, [keys, held]);
  useKeys((key) => {
    setHidden(false);
    setKeys(keys + 1);
    return !shown && key !== 'back';
  });
  return shown;
}
