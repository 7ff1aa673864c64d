import type { ConsultRecord } from '../../connector/index.ts';
import type { ApiErrorCode } from '../clinicApi.ts';
import { EarlierList } from '../parts/EarlierList.tsx';
import { Notice } from '../parts/Notice.tsx';
import { type Readiness, ReadinessPanel } from '../parts/ReadinessPanel.tsx';
import { errorSentence, consults as strings } from '../strings.ts';

/** An answer that came to nothing. */
export interface Missed {
  readonly consultId: string;
  readonly patientName: string;
  readonly code: ApiErrorCode;
}

interface IdleScreenProps {
  readonly missed: readonly Missed[];
  readonly earlier: readonly ConsultRecord[];
  readonly readiness: Readiness;
  readonly onShow: (consultId: string) => void;
  readonly onDismiss: (consultId: string) => void;
  readonly onTurnSoundOn: () => void;
  readonly onAskForNotifications: () => void;
  readonly onOpensCamera: (opens: boolean) => void;
}

/** A physician's screen while nobody rings. */
export function IdleScreen({ missed, earlier, readiness, ...actions }: IdleScreenProps) {
  return (
    <div class="page page-two">
      <div class="stack">
        <header class="page-header">
          <h1>{strings.emptyPhysician}</h1>
          <p class="soft">{strings.emptyPhysicianLead}</p>
        </header>
        {missed.map(({ consultId, patientName, code }) => (
          <Notice key={consultId} tone="neutral" role="status">
            <p>
              <b>{patientName}:</b> {errorSentence(code)}
            </p>
          </Notice>
        ))}
        <EarlierList records={earlier} onShow={actions.onShow} onDismiss={actions.onDismiss} />
      </div>
      <ReadinessPanel
        readiness={readiness}
        onTurnSoundOn={actions.onTurnSoundOn}
        onAskForNotifications={actions.onAskForNotifications}
        onOpensCamera={actions.onOpensCamera}
      />
    </div>
  );
}
