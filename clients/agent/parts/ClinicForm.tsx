import { useState } from 'preact/hooks';
import type { ClinicSettings } from '../../../src/protocol/index.ts';
import { phoneSettingsDraft, readPhoneSettings } from '../phoneSettings.ts';
import { clinic as strings } from '../strings/clinic.ts';
import { PhoneSettingsFields } from './PhoneSettingsFields.tsx';
import { TextAreaField } from './TextAreaField.tsx';

interface ClinicFormProps {
  readonly settings: ClinicSettings;
  readonly saving: boolean;
  readonly saved: boolean;
  readonly onSave: (settings: ClinicSettings) => void;
}

/** What an admin sets about the clinic. */
export function ClinicForm({ settings, saving, saved, onSave }: ClinicFormProps) {
  const [openingHours, setOpeningHours] = useState(settings.reception.openingHours);
  const [emergency, setEmergency] = useState(settings.reception.emergency);
  const [answersItself, setAnswersItself] = useState(settings.answersItself);
  const [phones, setPhones] = useState(() => phoneSettingsDraft(settings.phones));
  const read = readPhoneSettings(phones);
  const submit = (event: Event) => {
    event.preventDefault();
    if (saving || !read.ok) return;
    onSave({ reception: { openingHours, emergency }, answersItself, phones: read.phones });
  };
  return (
    <form class="panel settings" onSubmit={submit}>
      <TextAreaField
        label={strings.openingHours}
        hint={strings.openingHoursHint}
        testId="opening-hours"
        rows={2}
        maxLength={300}
        value={openingHours}
        onInput={setOpeningHours}
      />
      <TextAreaField
        label={strings.emergency}
        hint={strings.emergencyHint}
        testId="emergency"
        rows={2}
        maxLength={300}
        value={emergency}
        onInput={setEmergency}
      />
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
      <PhoneSettingsFields
        draft={phones}
        wrong={read.ok ? new Set() : read.wrong}
        onDraft={setPhones}
      />
      <div class="actions actions-middle">
        <button
          class="button button-primary"
          type="submit"
          data-testid="settings-save"
          disabled={!read.ok}
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
