import type { MediaDevicesState } from '../../../src/protocol/index.ts';
import { call as strings, words } from '../strings.ts';
import { Icon } from './Icon.tsx';

interface ControlsProps {
  readonly devices: MediaDevicesState;
  readonly ending: boolean;
  readonly onMicrophone: (on: boolean) => void;
  readonly onCamera: (on: boolean) => void;
  readonly onEnd: () => void;
}

/** One's own microphone and camera, and the end of the call. */
export function Controls({ devices, ending, onMicrophone, onCamera, onEnd }: ControlsProps) {
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
