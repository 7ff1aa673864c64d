import type { ConsultView, MediaDevicesState } from '../../../src/protocol/index.ts';
import { elapsed } from '../format.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/Notice.tsx';
import { OwnCamera } from '../parts/OwnCamera.tsx';
import { calling as strings } from '../strings/consults.ts';
import { errorSentence } from '../strings/errors.ts';
import { words } from '../strings/words.ts';

interface CallingScreenProps {
  readonly consult: ConsultView;
  readonly nowMs: number;
  readonly ownStream: MediaStream | null;
  readonly ownDevices: MediaDevicesState;
  readonly opensCamera: boolean;
  readonly cancelling: boolean;
  readonly problem: ApiErrorCode | null;
  readonly onOpensCamera: (opens: boolean) => void;
  readonly onCancel: () => void;
}

/** One's own call while it rings at the TV. */
export function CallingScreen(props: CallingScreenProps) {
  const { consult, nowMs, cancelling, problem } = props;
  const { patient, state, deadlineAt, answersItself } = consult;
  return (
    <div class="page incoming-screen">
      <section class="incoming" data-testid="calling" aria-labelledby="calling-heading">
        <div class="incoming-who">
          <div class="incoming-times">
            <p class="consult-state" data-testid="consult-state" data-value={state}>
              {words.consultState(state)}
            </p>
            {deadlineAt !== null && (
              <span>
                {strings.ringsFor} <b>{elapsed(nowMs, Date.parse(deadlineAt))}</b>
              </span>
            )}
          </div>
          <h1 id="calling-heading" class="calling-heading">
            {strings.heading(patient.name)}
          </h1>
          <p class="soft">{answersItself ? strings.answersItself : strings.lead}</p>
        </div>
        {problem !== null && (
          <Notice tone="danger" role="alert">
            {errorSentence(problem)}
          </Notice>
        )}
        <div class="incoming-actions">
          <button
            class="button button-danger button-large"
            type="button"
            data-testid="cancel-call"
            aria-disabled={cancelling}
            onClick={cancelling ? undefined : props.onCancel}
          >
            <Icon name="hang-up" />
            {strings.cancel}
          </button>
        </div>
      </section>
      <OwnCamera
        stream={props.ownStream}
        devices={props.ownDevices}
        opensWhileRinging={props.opensCamera}
        hint={strings.seen}
        onOpensWhileRinging={props.onOpensCamera}
      />
    </div>
  );
}
