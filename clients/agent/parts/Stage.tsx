import { useCallback, useState } from 'preact/hooks';
import type { ConsultView, MediaDevicesState } from '../../../src/protocol/index.ts';
import type { CallPhase } from '../../connector/index.ts';
import { call as strings, words } from '../strings.ts';
import { Icon } from './Icon.tsx';
import { Picture } from './Picture.tsx';

interface StageProps {
  readonly consult: ConsultView;
  readonly phase: CallPhase;
  readonly remoteStream: MediaStream | null;
  readonly ownStream: MediaStream | null;
  readonly ownDevices: MediaDevicesState;
}

/** The patient's picture, one's own in its corner, and words for what is not there. */
export function Stage({ consult, phase, remoteStream, ownStream, ownDevices }: StageProps) {
  const [soundHeld, setSoundHeld] = useState(false);
  const onBlocked = useCallback(() => setSoundHeld(true), []);
  const { devices } = consult.places.tv;
  const sentence = stageWords(consult, phase);
  const isDark = devices.camera !== 'on' || (phase !== 'connected' && phase !== 'reconnecting');
  return (
    <div class="stage">
      <Picture
        stream={remoteStream}
        label={strings.remote(consult.patient.name)}
        class={`stage-remote ${devices.camera === 'on' ? '' : 'stage-remote-dark'}`}
        testId="remote-video"
        silent={soundHeld}
        onBlocked={onBlocked}
      />
      {sentence !== null && (
        <p class={isDark ? 'stage-words stage-words-alone' : 'stage-words'} role="status">
          {phase !== 'connected' && <span class="spinner" aria-hidden="true" />}
          {sentence}
        </p>
      )}
      {soundHeld && (
        <div class="stage-sound">
          <p>{strings.soundHeld}</p>
          <button class="button button-primary" type="button" onClick={() => setSoundHeld(false)}>
            <Icon name="sound" />
            {strings.soundOn}
          </button>
        </div>
      )}
      {ownStream !== null && ownDevices.camera === 'on' ? (
        <Picture
          stream={ownStream}
          label={strings.self}
          class="stage-own"
          own
          testId="self-video"
        />
      ) : (
        <p class="stage-own stage-own-words">{ownWords(ownDevices)}</p>
      )}
    </div>
  );
}

function stageWords(consult: ConsultView, phase: CallPhase): string | null {
  const { presence, devices } = consult.places.tv;
  if (presence === 'absent') return strings.tvAbsent;
  if (phase !== 'connected') return strings.phase[phase];
  const camera = words.deviceState(devices.camera);
  const microphone = words.deviceState(devices.microphone);
  if (devices.microphone === 'on')
    return devices.camera === 'on' ? null : strings.noPicture(camera);
  return devices.camera === 'on'
    ? strings.noSound(microphone)
    : strings.nothing(camera, microphone);
}

function ownWords(devices: MediaDevicesState): string {
  return strings.ownCamera(words.deviceState(devices.camera));
}
