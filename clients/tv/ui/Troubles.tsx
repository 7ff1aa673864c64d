import type { MediaDevicesState } from '../../../src/protocol/index.ts';
import type { Words } from '../strings.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Trouble {
  readonly icon: IconName;
  readonly words: string;
}

/** What of camera and microphone is not there, and what helps. Off by choice is no trouble. */
export function troublesOf(devices: MediaDevicesState, words: Words): readonly Trouble[] {
  const { camera, microphone } = devices;
  const troubles: Trouble[] = [];
  if (camera !== 'on' && camera !== 'off' && camera !== 'unknown') {
    troubles.push({ icon: 'cameraOff', words: words.trouble.camera[camera] });
  }
  if (microphone !== 'on' && microphone !== 'off' && microphone !== 'unknown') {
    troubles.push({ icon: 'microphoneOff', words: words.trouble.microphone[microphone] });
  }
  return troubles;
}

export function Troubles({ list }: { readonly list: readonly Trouble[] }) {
  return (
    <div class="troubles" role="status">
      {list.map((trouble) => (
        <p key={trouble.words}>
          <Icon name={trouble.icon} />
          <span>{trouble.words}</span>
        </p>
      ))}
    </div>
  );
}
