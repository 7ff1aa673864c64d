import type { PairingLookupResponse, PersonRef } from '../../../src/protocol/index.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { Notice } from '../parts/Notice.tsx';
import { PairForm, type PairRequest } from '../parts/PairForm.tsx';
import { UserCodeField } from '../parts/UserCodeField.tsx';
import type { Patient } from '../patientChoice.ts';
import { errorSentence } from '../strings/errors.ts';
import { pair as strings } from '../strings/patients.ts';
import { hasForeignLetter } from '../userCode.ts';

interface Problem {
  readonly code: ApiErrorCode;
  readonly retryAfterMs?: number | undefined;
}

/** How far the pairing is. */
export type PairState =
  | { readonly name: 'entering'; readonly problem: Problem | null }
  | { readonly name: 'looking' }
  | {
      readonly name: 'found';
      readonly found: PairingLookupResponse;
      readonly busy: boolean;
      readonly problem: Problem | null;
    }
  | { readonly name: 'paired'; readonly patientName: string }
  | { readonly name: 'refused' };

interface PairScreenProps {
  readonly state: PairState;
  readonly code: string;
  readonly patients: readonly Patient[];
  readonly physicians: readonly PersonRef[];
  /** The person signed in, if a physician: marked in the list, and chosen at first. */
  readonly ownId: string | null;
  readonly onCode: (code: string) => void;
  readonly onLookUp: () => void;
  readonly onConfirm: (request: PairRequest) => void;
  readonly onRefuse: () => void;
  readonly onAnother: () => void;
}

/** Binding a TV to a patient: the code, what device it is, whose it becomes. */
export function PairScreen(props: PairScreenProps) {
  const { state } = props;
  return (
    <div class="page pair">
      <header class="page-header">
        <h1>{strings.heading}</h1>
        <p class="soft">{strings.lead}</p>
      </header>
      {state.name === 'paired' || state.name === 'refused' ? (
        <Finished state={state} onAnother={props.onAnother} />
      ) : (
        <>
          <CodeForm {...props} state={state} />
          {state.name === 'found' && (
            <PairForm
              found={state.found}
              busy={state.busy}
              problem={
                state.problem && errorSentence(state.problem.code, state.problem.retryAfterMs)
              }
              patients={props.patients}
              physicians={props.physicians}
              ownId={props.ownId}
              onConfirm={props.onConfirm}
              onRefuse={props.onRefuse}
            />
          )}
        </>
      )}
    </div>
  );
}

function CodeForm({ state, code, onCode, onLookUp }: PairScreenProps) {
  const problem = state.name === 'entering' ? state.problem : null;
  const foreign = hasForeignLetter(code);
  return (
    <form
      class="code-form"
      onSubmit={(event) => {
        event.preventDefault();
        onLookUp();
      }}
    >
      <div class="field">
        <label for="user-code">{strings.code}</label>
        <UserCodeField
          code={code}
          describedBy="user-code-hint"
          invalid={foreign || problem !== null}
          onCode={onCode}
        />
        <p id="user-code-hint" class="hint" role="status">
          {foreign && strings.foreign}
          {state.name === 'looking' && strings.looking}
        </p>
      </div>
      {problem !== null && (
        <Notice tone="danger" role="alert">
          <span>{errorSentence(problem.code, problem.retryAfterMs)}</span>
          <button class="button button-small" type="submit">
            {strings.again}
          </button>
        </Notice>
      )}
    </form>
  );
}

interface FinishedProps {
  readonly state: Extract<PairState, { name: 'paired' | 'refused' }>;
  readonly onAnother: () => void;
}

function Finished({ state, onAnother }: FinishedProps) {
  const paired = state.name === 'paired';
  return (
    <div class="stack" data-testid="pair-finished" data-value={state.name}>
      <Notice tone={paired ? 'good' : 'neutral'} role="status">
        <p class="strong">{paired ? strings.done(state.patientName) : strings.refused}</p>
        <p>{paired ? strings.doneLead : strings.refusedLead}</p>
      </Notice>
      <div>
        <button class="button button-primary" type="button" onClick={onAnother}>
          {strings.another}
        </button>
      </div>
    </div>
  );
}
