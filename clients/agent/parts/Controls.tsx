import type { ComponentChildren } from 'preact';
import type { MediaDevicesState } from '../../../src/protocol/index.ts';
import { call as strings } from '../strings/call.ts';
import { words } from '../strings/words.ts';
import { Icon } from './Icon.tsx';

interface ControlsProps {
  readonly devices: MediaDevicesState;
  readonly ending: boolean;
  readonly onMicrophone: (on: boolean) => void;
  readonly onCamera: (on: boolean) => void;
  readonly onEnd: () => void;
  /** What else can be done about the call. */
  readonly children?: ComponentChildren;
}

/** One's own microphone and camera, and the end of the call. */
export function Controls(props: ControlsProps) {
  const { devices, ending, onMicrophone, onCamera, onEnd, children } = props;
  const { camera, microphone } = devices;
  const troubles = [
    isTrouble(microphone) && strings.ownMicrophone(words.deviceState(microphone)),
    isTrouble(camera) && strings.ownCamera(words.deviceState(camera)),
  ].filter((trouble) => trouble !== false);
  return (
    <div class="controls">
      <button
        class="button"
        type="button"
        data-testid="mute"
        aria-pressed={microphone === 'off'}
        disabled={isTrouble(microphone)}
        onClick={() => onMicrophone(microphone !== 'on')}
      >
        <Icon name={microphone === 'on' ? 'microphone' : 'microphone-off'} />
        {strings.mute}
      </button>
      <button
        class="button"
        type="button"
        data-testid="camera"
        aria-pressed={camera === 'off'}
        disabled={isTrouble(camera)}
        onClick={() => onCamera(camera !== 'on')}
      >
        <Icon name={camera === 'on' ? 'camera' : 'camera-off'} />
        {strings.cameraOff}
      </button>
      <p class="controls-words" role="status">
        {troubles.join(' ')}
      </p>
      {children}
      <button
        class="button button-danger"
        type="button"
        data-testid="end"
        aria-disabled={ending}
        onClick={ending ? undefined : onEnd}
      >
        <Icon name="hang-up" />
        {ending ? strings.ending : strings.end}
      </button>
    </div>
  );
}

/** Whether the device is not to be had, whoever switches it on. */
function isTrouble(state: MediaDevicesState['camera']): boolean {
  return state !== 'on' && state !== 'off' && state !== 'unknown';
}
