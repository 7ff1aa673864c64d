import type { ClinicSettings } from '../../../src/protocol/index.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { ClinicForm } from '../parts/ClinicForm.tsx';
import { Notice } from '../parts/Notice.tsx';
import { clinic as strings } from '../strings/clinic.ts';
import { errorSentence } from '../strings/errors.ts';

interface ClinicScreenProps {
  /** `null` until they are loaded. */
  readonly settings: ClinicSettings | null;
  readonly problem: ApiErrorCode | null;
  readonly saving: boolean;
  readonly saved: boolean;
  readonly onSave: (settings: ClinicSettings) => void;
  readonly onAgain: () => void;
}

/** How the clinic receives its patients. */
export function ClinicScreen({ settings, problem, onAgain, ...form }: ClinicScreenProps) {
  return (
    <div class="page page-narrow" data-testid="clinic-settings">
      <header class="page-header">
        <h1>{strings.heading}</h1>
        <p class="soft">{settings === null && problem === null ? strings.loading : strings.lead}</p>
      </header>
      {problem !== null && (
        <Notice tone="danger" role="alert">
          <span>{errorSentence(problem)}</span>
          {settings === null && (
            <button class="button button-small" type="button" onClick={onAgain}>
              {strings.again}
            </button>
          )}
        </Notice>
      )}
      {settings !== null && <ClinicForm settings={settings} {...form} />}
    </div>
  );
}
