import type { MediaDevicesState } from '../../../src/protocol/index.ts';
import { call as callStrings } from '../strings/call.ts';
import { incoming as strings } from '../strings/consults.ts';
import { readiness } from '../strings/session.ts';
import { words } from '../strings/words.ts';
import { Picture } from './Picture.tsx';

interface OwnCameraProps {
  readonly stream: MediaStream | null;
  readonly devices: MediaDevicesState;
  readonly opensWhileRinging: boolean;
  /** When the patient begins to see one. */
  readonly hint?: string;
  readonly onOpensWhileRinging: (opens: boolean) => void;
}

/** One's own picture before accepting; nobody else sees it. */
export function OwnCamera(props: OwnCameraProps) {
  const { stream, devices, opensWhileRinging, onOpensWhileRinging } = props;
  const hasPicture = stream !== null && devices.camera === 'on';
  return (
    <section class="panel own-camera" aria-labelledby="own-camera-heading">
      <header class="panel-header">
        <h2 id="own-camera-heading">{strings.you}</h2>
      </header>
      <div class="preview">
        {hasPicture ? (
          <Picture
            stream={stream}
            label={strings.ownPicture}
            class="preview-picture"
            testId="preview"
            own
          />
        ) : (
          <p class="preview-words">{previewWords(devices, opensWhileRinging)}</p>
        )}
      </div>
      <p class="hint">{props.hint ?? strings.youHint}</p>
      {isMissing(devices.microphone) && (
        <p class="warn-line">{callStrings.ownMicrophone(words.deviceState(devices.microphone))}</p>
      )}
      <CameraPreference opens={opensWhileRinging} onOpens={onOpensWhileRinging} />
    </section>
  );
}

interface CameraPreferenceProps {
  readonly opens: boolean;
  readonly onOpens: (opens: boolean) => void;
}

export function CameraPreference({ opens, onOpens }: CameraPreferenceProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={opens}
        onChange={(event) => onOpens(event.currentTarget.checked)}
      />
      <span>{readiness.camera}</span>
    </label>
  );
}

function isMissing(state: MediaDevicesState['camera']): boolean {
  return state !== 'on' && state !== 'unknown' && state !== 'off';
}

function previewWords(devices: MediaDevicesState, opens: boolean): string {
  if (!opens && devices.camera !== 'on') return strings.cameraClosed;
  if (devices.camera === 'unknown' || devices.camera === 'on') return strings.cameraOpening;
  return callStrings.ownCamera(words.deviceState(devices.camera));
}
