import { useState } from 'preact/hooks';
import { Control } from '../../theme/visitor/Control.tsx';
import { Icon } from '../../theme/visitor/Icon.tsx';
import { Question } from '../../theme/visitor/Question.tsx';
import type { Actions, CallHere } from '../model/screen.ts';
import { useWords } from './words.ts';

interface CallControlsProps {
  readonly call: CallHere;
  readonly actions: Pick<
    Actions,
    'setMicrophoneOn' | 'setCameraOn' | 'turnCamera' | 'openReturn' | 'hangUp'
  >;
}

/** What the patient can press while the call is on the phone. */
export function CallControls({ call, actions }: CallControlsProps) {
  const { call: words } = useWords();
  const [asked, setAsked] = useState(false);
  const { own, media } = call;
  const { camera, microphone } = own.devices;
  return (
    <nav class="controls" aria-label={words.controls}>
      {(microphone === 'on' || microphone === 'off') && (
        <Control
          icon={microphone === 'on' ? 'microphone' : 'microphoneOff'}
          words={microphone === 'on' ? words.mute : words.unmute}
          isOff={microphone === 'off'}
          onPress={() => actions.setMicrophoneOn(microphone === 'off')}
          testId="microphone"
        />
      )}
      {media === 'video' && (camera === 'on' || camera === 'off') && (
        <Control
          icon={camera === 'on' ? 'camera' : 'cameraOff'}
          words={camera === 'on' ? words.cameraOff : words.cameraOn}
          isOff={camera === 'off'}
          onPress={() => actions.setCameraOn(camera === 'off')}
          testId="camera"
        />
      )}
      {media === 'video' && own.facing !== null && (
        <Control
          icon="turn"
          words={words.turnCamera}
          onPress={actions.turnCamera}
          testId="turn-camera"
        />
      )}
      <Control icon="tv" words={words.backToTv} onPress={actions.openReturn} testId="back-to-tv" />
      <button
        type="button"
        class="button button-danger hang-up"
        onClick={() => setAsked(true)}
        data-testid="hang-up"
      >
        <Icon name="leave" />
        <span>{words.hangUp}</span>
      </button>
      {asked && (
        <Question
          name="hang-up"
          question={words.hangUpQuestion}
          warning={words.hangUpWarning}
          yes={words.hangUpYes}
          no={words.hangUpNo}
          onYes={actions.hangUp}
          onNo={() => setAsked(false)}
        />
      )}
    </nav>
  );
}
