import { type PhoneUse, phoneUse } from '../../../src/protocol/index.ts';
import { phoneWords, phonePanel as strings } from '../strings/phone.ts';

interface UseChoiceProps {
  readonly use: PhoneUse;
  readonly onUse: (use: PhoneUse) => void;
}

/** What the phone is to do. */
export function UseChoice({ use, onUse }: UseChoiceProps) {
  return (
    <div class="use-choice">
      <fieldset class="segments">
        <legend class="visually-hidden">{strings.use}</legend>
        {phoneUse.options.map((option) => (
          <label key={option} class="segment" data-testid={`use-${option}`}>
            <input
              type="radio"
              name="phone-use"
              checked={use === option}
              onChange={() => onUse(option)}
            />
            <span>{phoneWords.useName(option)}</span>
          </label>
        ))}
      </fieldset>
      <p class="hint" role="status">
        {phoneWords.useHint(use)}
      </p>
    </div>
  );
}
