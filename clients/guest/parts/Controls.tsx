import type { OwnMedia } from '../../theme/visitor/askedMedia.ts';
import { Control } from '../../theme/visitor/Control.tsx';
import { Icon } from '../../theme/visitor/Icon.tsx';
import type { Actions } from '../model/screen.ts';
import { useWords } from './words.ts';

interface ControlsProps {
  readonly own: OwnMedia;
  readonly actions: Pick<Actions, 'openMedia' | 'setMicrophoneOn' | 'setCameraOn' | 'turnCamera'>;
  readonly onLeave: () => void;
}

/** What the guest can press in the call. */
export function Controls({ own, actions, onLeave }: ControlsProps) {
  const { call: words } = useWords();
  const { camera, microphone } = own.devices;
  const hasCamera = camera === 'on' || camera === 'off';
  const hasMicrophone = microphone === 'on' || microphone === 'off';
  return (
    <nav class="controls" aria-label={words.controls}>
      {hasMicrophone && (
        <Control
          icon={microphone === 'on' ? 'microphone' : 'microphoneOff'}
          words={microphone === 'on' ? words.mute : words.unmute}
          isOff={microphone === 'off'}
          onPress={() => actions.setMicrophoneOn(microphone === 'off')}
          testId="microphone"
        />
      )}
      {hasCamera && (
        <Control
          icon={camera === 'on' ? 'camera' : 'cameraOff'}
          words={camera === 'on' ? words.cameraOff : words.cameraOn}
          isOff={camera === 'off'}
          onPress={() => actions.setCameraOn(camera === 'off')}
          testId="camera"
        />
      )}
      {own.facing !== null && (
        <Control
          icon="turn"
          words={words.turnCamera}
          onPress={actions.turnCamera}
          testId="turn-camera"
        />
      )}
      {!hasCamera && !hasMicrophone && own.asked !== 'now' && (
        <Control
          icon="camera"
          words={words.openMedia}
          onPress={actions.openMedia}
          testId="open-media"
        />
      )}
      <button
        type="button"
        class="button button-danger leave"
        onClick={onLeave}
        data-testid="leave"
      >
        <Icon name="leave" />
        <span>{words.leave}</span>
      </button>
    </nav>
  );
}
