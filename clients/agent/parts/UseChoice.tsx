import { type PhoneUse, phoneUse } from '../../../src/protocol/index.ts';
import { phoneWords, phonePanel as strings } from '../strings/phone.ts';

interface UseChoiceProps {
  readonly use: PhoneUse;
  readonly onUse: (use: PhoneUse) => void;
}

/** What the phone is to do. */
export function UseChoice({ use, onUse }: UseChoiceProps) {
  return (
    <fieldset class="field">
      <legend>{strings.use}</legend>
      <div class="choices">
        {phoneUse.options.map((option) => (
          <label key={option} class="choice choice-high" data-testid={`use-${option}`}>
            <input
              type="radio"
              name="phone-use"
              checked={use === option}
              onChange={() => onUse(option)}
            />
            <span>
              {phoneWords.useName(option)}
              <span class="device-since">{phoneWords.useHint(option)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
