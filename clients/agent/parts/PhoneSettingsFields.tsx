import { phoneCheck } from '../../../src/protocol/index.ts';
import { countryName, type PhoneSettingsDraft } from '../phoneSettings.ts';
import { phoneSettings as strings } from '../strings/clinic.ts';
import { TextField } from './TextField.tsx';

interface PhoneSettingsFieldsProps {
  readonly draft: PhoneSettingsDraft;
  readonly wrong: ReadonlySet<'callIn' | 'country'>;
  readonly onDraft: (draft: PhoneSettingsDraft) => void;
}

/** How consults go on to patients' phones. */
export function PhoneSettingsFields({ draft, wrong, onDraft }: PhoneSettingsFieldsProps) {
  return (
    <section class="settings-part" aria-labelledby="phone-settings-heading">
      <header class="page-header">
        <h2 id="phone-settings-heading">{strings.heading}</h2>
        <p class="soft">{strings.lead}</p>
      </header>
      <fieldset class="field">
        <legend>{strings.check}</legend>
        <div class="choices">
          {[null, ...phoneCheck.options].map((check) => (
            <label key={check} class="choice">
              <input
                type="radio"
                name="phone-check"
                data-testid={`phone-check-${check ?? 'none'}`}
                checked={draft.check === check}
                onChange={() => onDraft({ ...draft, check })}
              />
              <span>{strings.checks[check ?? 'none']}</span>
            </label>
          ))}
        </div>
        <p class="hint">{strings.checkHint[draft.check ?? 'none']}</p>
      </fieldset>
      <div class="settings-row">
        <TextField
          label={strings.callIn}
          hint={strings.callInHint}
          problem={wrong.has('callIn') ? strings.callInWrong : null}
          testId="call-in"
          inputMode="tel"
          maxLength={32}
          value={draft.callIn}
          onInput={(callIn) => onDraft({ ...draft, callIn })}
        />
        <TextField
          label={strings.country}
          hint={countryName(draft.country) ?? strings.countryHint}
          problem={wrong.has('country') ? strings.countryWrong : null}
          testId="country"
          maxLength={2}
          class="country"
          value={draft.country}
          onInput={(country) => onDraft({ ...draft, country })}
        />
      </div>
    </section>
  );
}
