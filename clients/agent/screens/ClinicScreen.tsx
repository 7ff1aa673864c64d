import { useState } from 'preact/hooks';
import type { ClinicSettings } from '../../../src/protocol/index.ts';
import type { ApiErrorCode } from '../httpApi.ts';
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
      {settings !== null && <SettingsForm settings={settings} {...form} />}
    </div>
  );
}

interface SettingsFormProps extends Pick<ClinicScreenProps, 'saving' | 'saved' | 'onSave'> {
  readonly settings: ClinicSettings;
}

function SettingsForm({ settings, saving, saved, onSave }: SettingsFormProps) {
  const [openingHours, setOpeningHours] = useState(settings.reception.openingHours);
  const [emergency, setEmergency] = useState(settings.reception.emergency);
  const [answersItself, setAnswersItself] = useState(settings.answersItself);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!saving) onSave({ reception: { openingHours, emergency }, answersItself });
  };
  return (
    <form class="panel settings" onSubmit={submit}>
      <div class="field">
        <label for="opening-hours">{strings.openingHours}</label>
        <textarea
          id="opening-hours"
          data-testid="opening-hours"
          aria-describedby="opening-hours-hint"
          rows={3}
          maxLength={300}
          value={openingHours}
          onInput={(event) => setOpeningHours(event.currentTarget.value)}
        />
        <p class="hint" id="opening-hours-hint">
          {strings.openingHoursHint}
        </p>
      </div>
      <div class="field">
        <label for="emergency">{strings.emergency}</label>
        <textarea
          id="emergency"
          data-testid="emergency"
          aria-describedby="emergency-hint"
          rows={3}
          maxLength={300}
          value={emergency}
          onInput={(event) => setEmergency(event.currentTarget.value)}
        />
        <p class="hint" id="emergency-hint">
          {strings.emergencyHint}
        </p>
      </div>
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            data-testid="answers-itself"
            aria-describedby="answers-itself-hint"
            checked={answersItself}
            onChange={(event) => setAnswersItself(event.currentTarget.checked)}
          />
          <span>{strings.answersItself}</span>
        </label>
        <p class="hint" id="answers-itself-hint">
          {strings.answersItselfHint}
        </p>
      </div>
      <div class="actions actions-middle">
        <button
          class="button button-primary"
          type="submit"
          data-testid="settings-save"
          aria-disabled={saving}
        >
          {saving ? strings.saving : strings.save}
        </button>
        <p class="good-text" role="status">
          {saved && strings.saved}
        </p>
      </div>
    </form>
  );
}
