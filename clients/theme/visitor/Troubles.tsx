import type { MediaDeviceState, MediaDevicesState } from '../../../src/protocol/index.ts';
import { Icon } from './Icon.tsx';

type Trouble = Exclude<MediaDeviceState, 'on' | 'off' | 'unknown'>;

/** Why somebody will not be seen or heard, and what helps. */
export type TroubleWords = Readonly<
  Record<'camera' | 'microphone', Readonly<Record<Trouble, string>>>
>;

interface TroublesProps {
  readonly devices: MediaDevicesState;
  readonly words: TroubleWords;
}

/** What of camera and microphone is not there, and what helps. Off by choice is no trouble. */
export function Troubles({ devices, words }: TroublesProps) {
  const troubles = troublesOf(devices, words);
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

function troublesOf(
  { camera, microphone }: MediaDevicesState,
  words: TroubleWords,
): readonly string[] {
  const troubles: string[] = [];
  if (camera !== 'on' && camera !== 'off' && camera !== 'unknown') {
    troubles.push(words.camera[camera]);
  }
  if (microphone !== 'on' && microphone !== 'off' && microphone !== 'unknown') {
    troubles.push(words.microphone[microphone]);
  }
  return troubles;
}
