import type { ComponentChildren } from 'preact';
import type { MediaDevicesState } from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import type { Attempt } from '../callDesk.ts';
import { IncomingCard } from '../parts/IncomingCard.tsx';
import { OwnCamera } from '../parts/OwnCamera.tsx';
import { consults } from '../strings/consults.ts';

export interface IncomingScreenProps {
  readonly ringing: readonly ConsultRecord[];
  readonly personId: string;
  readonly nowMs: number;
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly ownStream: MediaStream | null;
  readonly ownDevices: MediaDevicesState;
  readonly opensCamera: boolean;
  readonly onOpensCamera: (opens: boolean) => void;
  readonly onAccept: (consultId: string) => void;
  readonly onDecline: (consultId: string) => void;
  /** What stands below: who waits besides. */
  readonly children?: ComponentChildren;
}

/** Who rings now, the longest waiting first, beside one's own picture. */
export function IncomingScreen(props: IncomingScreenProps) {
  const { ringing, attempts, onAccept, onDecline, children } = props;
  return (
    <div class="page incoming-screen">
      <h1 class="visually-hidden">{consults.titleIncoming}</h1>
      <div class="incoming-list">
        {ringing.map((record) => (
          <IncomingCard
            key={record.consult.id}
            record={record}
            personId={props.personId}
            nowMs={props.nowMs}
            attempt={attempts.get(record.consult.id)}
            onAccept={() => onAccept(record.consult.id)}
            onDecline={() => onDecline(record.consult.id)}
          />
        ))}
        {children}
      </div>
      <OwnCamera
        stream={props.ownStream}
        devices={props.ownDevices}
        opensWhileRinging={props.opensCamera}
        onOpensWhileRinging={props.onOpensCamera}
      />
    </div>
  );
}
