import { useCallback, useState } from 'preact/hooks';
import {
  type ConsultView,
  guestPlace,
  isPatientPlace,
  type MediaDevicesState,
} from '../../../src/protocol/index.ts';
import type { CallPhase, Remote } from '../../connector/index.ts';
import { type PatientSide, patientSide } from '../patientSide.ts';
import { call as strings } from '../strings/call.ts';
import { words } from '../strings/words.ts';
import { Icon } from './Icon.tsx';
import { Picture } from './Picture.tsx';
import { PictureGrid, type Tile } from './PictureGrid.tsx';
import { SoundOnly } from './SoundOnly.tsx';

interface StageProps {
  readonly consult: ConsultView;
  readonly phase: CallPhase;
  /** The patient's; `null` before there is one. */
  readonly remoteStream: MediaStream | null;
  /** Everybody else's, the patient's included. */
  readonly remotes: readonly Remote[];
  /** The place that speaks. */
  readonly speaker: string | null;
  readonly ownStream: MediaStream | null;
  readonly ownDevices: MediaDevicesState;
  /** One's own picture is not there yet: what is waited for is drawn first. */
  readonly isAlone: boolean;
}

/** The patient's picture, or a grid where there are more; one's own in its corner, and words for what is not there. */
export function Stage(props: StageProps) {
  const { consult, phase, remoteStream, remotes, speaker, ownStream, ownDevices, isAlone } = props;
  const [soundHeld, setSoundHeld] = useState(false);
  const onBlocked = useCallback(() => setSoundHeld(true), []);
  const side = patientSide(consult);
  const { devices } = side.status;
  const isSeen = devices.camera === 'on' && !side.isSoundOnly;
  const sentence = stageWords(side, phase);
  const isGrid = remotes.length > 1;
  const isDark =
    !isGrid &&
    !side.isSoundOnly &&
    (!isSeen || (phase !== 'connected' && phase !== 'reconnecting'));
  return (
    <div class="stage">
      {remotes.length > 1 ? (
        <PictureGrid
          tiles={remotes.map((remote) => tileOf(remote, consult))}
          speaker={speaker}
          silent={soundHeld}
          onBlocked={onBlocked}
        />
      ) : (
        <Picture
          stream={remoteStream}
          label={strings.remote(consult.patient.name)}
          class={`stage-remote ${isSeen ? '' : 'stage-remote-dark'}`}
          testId="remote-video"
          silent={soundHeld}
          onBlocked={onBlocked}
        />
      )}
      {side.isSoundOnly && !isGrid && <SoundOnly name={consult.patient.name} />}
      {sentence !== null && (
        <p class={classOfWords(isDark, phase)} role="status">
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
          stream={isAlone ? null : ownStream}
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

/** The first picture is there within a blink, and no words lie over it. */
function classOfWords(isDark: boolean, phase: CallPhase): string {
  const alone = isDark ? ' stage-words-alone' : '';
  return `stage-words${alone}${phase === 'connecting' ? ' stage-words-late' : ''}`;
}

/** The patient is one, whichever of their devices is seen. */
function tileOf({ place, stream }: Remote, consult: ConsultView): Tile {
  const { patient, guests } = consult;
  if (isPatientPlace(place)) {
    const side = patientSide(consult);
    const isSeen = hasPicture(side.status.devices) && !side.isSoundOnly;
    return { id: 'patient', place, stream, name: patient.name, hasPicture: isSeen };
  }
  const guest = guests.find(({ id }) => place === guestPlace(id));
  const isSeen = guest !== undefined && hasPicture(guest.devices);
  return { id: place, place, stream, name: guest?.name ?? '', hasPicture: isSeen };
}

/** Where nothing is known of the camera yet, the picture may come at any moment. */
function hasPicture({ camera }: MediaDevicesState): boolean {
  return camera === 'on' || camera === 'unknown';
}

function stageWords(side: PatientSide, phase: CallPhase): string | null {
  const { place, isSoundOnly } = side;
  const { presence, devices } = side.status;
  const device = strings.devices[place];
  if (side.isGone) return strings.gone;
  if (presence === 'absent') return strings.absent[place];
  if (phase !== 'connected') return strings.phase[phase];
  const camera = words.deviceState(devices.camera);
  const microphone = words.deviceState(devices.microphone);
  const isHeard = devices.microphone === 'on';
  if (isSoundOnly) return isHeard ? null : strings.noSound(device, microphone);
  const isSeen = devices.camera === 'on';
  if (isHeard) return isSeen ? null : strings.noPicture(device, camera);
  return isSeen ? strings.noSound(device, microphone) : strings.nothing(device, camera, microphone);
}

function ownWords(devices: MediaDevicesState): string {
  return strings.ownCamera(words.deviceState(devices.camera));
}
