import type { ComponentChildren, JSX } from 'preact';
import type { ConsultView, MediaDevicesState, Role } from '../../../src/protocol/index.ts';
import type { ConnectionState } from '../../connector/index.ts';
import { isWaiting } from '../consultsView.ts';
import type { PresenceState } from '../presenceBoard.ts';
import type { Route } from '../route.ts';
import { Shell } from '../screens/Shell.tsx';
import { recordOf } from './consults.ts';
import { colleagues, identityOf, nowMs } from './people.ts';

/** What a gallery screen may show and tell. */
export interface Stand {
  readonly patient: MediaStream;
  readonly physician: MediaStream;
  readonly guest: MediaStream;
  /** Is told what was pressed. */
  readonly press: (name: string) => () => void;
}

export type Screens = Readonly<Record<string, (stand: Stand) => JSX.Element>>;

export const bothOn: MediaDevicesState = { camera: 'on', microphone: 'on' };

export const available: PresenceState = { setting: 'available', own: 'available', colleagues };

interface FrameProps {
  readonly stand: Stand;
  readonly route?: Route;
  readonly personRole?: Role;
  readonly connection?: ConnectionState;
  readonly waiting?: readonly ConsultView[];
  readonly inCall?: boolean;
  readonly presence?: PresenceState;
  readonly children: ComponentChildren;
}

/** The shell around a screen. */
export function Frame({ stand, waiting = [], inCall = false, ...rest }: FrameProps) {
  const role = rest.personRole ?? 'physician';
  const presence = rest.presence ?? (inCall ? { ...available, own: 'busy' } : available);
  return (
    <Shell
      identity={identityOf(role)}
      connection={rest.connection ?? { name: 'open' }}
      route={rest.route ?? 'consults'}
      waiting={waiting.map((consult) => recordOf(consult)).filter(isWaiting)}
      inCall={inCall}
      presence={role === 'admin' ? null : presence}
      nowMs={nowMs}
      onDecline={stand.press('decline')}
      onPresence={stand.press('presence')}
      onConnectAgain={stand.press('connect-again')}
      onSignOut={stand.press('sign-out')}
    >
      {rest.children}
    </Shell>
  );
}
