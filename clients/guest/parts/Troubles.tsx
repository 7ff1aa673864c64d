import type { MediaDevicesState } from '../../../src/protocol/index.ts';
import type { Words } from '../strings.ts';
import { Icon } from './Icon.tsx';
import { useWords } from './words.ts';

/** What of camera and microphone is not there, and what helps. Off by choice is no trouble. */
export function Troubles({ devices }: { readonly devices: MediaDevicesState }) {
  const troubles = troublesOf(devices, useWords());
  return (
    <div class="troubles" role="status">
      {troubles.map((trouble) => (
        <p key={trouble}>
          <Icon name="warning" />
          <span>{trouble}</span>
        </p>
      ))}
    </div>
  );
}

function troublesOf({ camera, microphone }: MediaDevicesState, words: Words): readonly string[] {
  const troubles: string[] = [];
  if (camera !== 'on' && camera !== 'off' && camera !== 'unknown') {
    troubles.push(words.trouble.camera[camera]);
  }
  if (microphone !== 'on' && microphone !== 'off' && microphone !== 'unknown') {
    troubles.push(words.trouble.microphone[microphone]);
  }
  return troubles;
}
