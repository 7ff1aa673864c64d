import { readiness as strings } from '../strings/session.ts';
import { CameraPreference } from './OwnCamera.tsx';

/** What this browser may do to get somebody's attention. */
export interface Readiness {
  readonly sound: 'on' | 'held';
  readonly notifications: NotificationPermission | 'unsupported';
  readonly opensCamera: boolean;
}

interface ReadinessPanelProps {
  readonly readiness: Readiness;
  readonly onTurnSoundOn: () => void;
  readonly onAskForNotifications: () => void;
  readonly onOpensCamera: (opens: boolean) => void;
}

const notificationWords = {
  granted: strings.allowed,
  denied: strings.blocked,
  default: strings.notAsked,
  unsupported: strings.unsupported,
};

/** Whether somebody would notice a ring here, and what to do for it. */
export function ReadinessPanel(props: ReadinessPanelProps) {
  const { sound, notifications, opensCamera } = props.readiness;
  return (
    <section class="panel" aria-labelledby="readiness-heading">
      <header class="panel-header">
        <h2 id="readiness-heading">{strings.heading}</h2>
      </header>
      <ul class="readiness">
        <li>
          <div>
            <p>{strings.sound}</p>
            <p class="soft">{sound === 'on' ? strings.soundOn : strings.soundOff}</p>
          </div>
          {sound === 'held' && (
            <button class="button button-small" type="button" onClick={props.onTurnSoundOn}>
              {strings.turnOn}
            </button>
          )}
        </li>
        <li>
          <div>
            <p>{strings.notifications}</p>
            <p class="soft">{notificationWords[notifications]}</p>
          </div>
          {notifications === 'default' && (
            <button class="button button-small" type="button" onClick={props.onAskForNotifications}>
              {strings.ask}
            </button>
          )}
        </li>
        <li class="readiness-check">
          <CameraPreference opens={opensCamera} onOpens={props.onOpensCamera} />
          <p class="soft">{strings.cameraHint}</p>
        </li>
      </ul>
    </section>
  );
}
