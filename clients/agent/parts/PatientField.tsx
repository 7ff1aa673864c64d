import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import { matching, type Patient, type PatientChoice, type Picked } from '../patientChoice.ts';
import { pair as strings } from '../strings/patients.ts';

/** Few, so that the list covers nothing that one presses next; typing narrows it. */
const mostOptions = 4;

interface PatientFieldProps {
  readonly patients: readonly Patient[];
  readonly typed: string;
  readonly choice: PatientChoice;
  readonly onType: (typed: string, picked: Picked) => void;
}

interface Option {
  readonly id: string;
  readonly text: string;
  readonly hint: string;
  readonly name: string;
  readonly picked: Picked;
}

/**
 * The patient's name: a combobox (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/, list
 * autocomplete with manual selection) that finds patients and takes a name that is new.
 */
export function PatientField({ patients, typed, choice, onType }: PatientFieldProps) {
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const options = open ? optionsFor(patients, typed) : [];
  const shown = options.length > 0;
  const current = options[active];

  const pick = (option: Option) => {
    onType(option.name, option.picked);
    setOpen(false);
    setActive(-1);
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!shown) {
        setOpen(true);
        return;
      }
      const step = key === 'ArrowDown' ? 1 : -1;
      setActive(
        (active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length,
      );
    } else if (key === 'Enter' && current !== undefined) {
      // The form is not sent by the key that picks an option.
      event.preventDefault();
      pick(current);
    } else if (key === 'Escape' && shown) {
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    }
  };

  return (
    <div class="field">
      <label for="patient-name">{strings.patient}</label>
      <div class="combobox">
        <input
          id="patient-name"
          data-testid="patient-name"
          type="text"
          role="combobox"
          aria-expanded={shown}
          aria-controls="patient-options"
          aria-autocomplete="list"
          aria-describedby="patient-choice"
          {...(current === undefined ? {} : { 'aria-activedescendant': current.id })}
          value={typed}
          maxLength={128}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            onType(event.currentTarget.value, null);
            setOpen(true);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
        />
        <div
          id="patient-options"
          class="options"
          role="listbox"
          aria-label={strings.patient}
          hidden={!shown}
        >
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: options are reached by aria-activedescendant; focus stays in the input.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys.
            <div
              key={option.id}
              id={option.id}
              role="option"
              aria-selected={index === active}
              class="option"
              // The input keeps the focus, or its blur would close the list before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(option)}
            >
              <span>{option.text}</span>
              <span class="option-hint">{option.hint}</span>
            </div>
          ))}
        </div>
      </div>
      <p id="patient-choice" class="hint" role="status">
        {choiceSentence(choice)}
      </p>
    </div>
  );
}

function optionsFor(patients: readonly Patient[], typed: string): readonly Option[] {
  const name = typed.trim();
  const found = matching(patients, typed).slice(0, mostOptions);
  const existing = found.map((patient) => ({
    id: `patient-option-${patient.id}`,
    text: patient.name,
    hint: strings.optionDevices(patient.devices.length),
    name: patient.name,
    picked: { patientId: patient.id },
  }));
  if (name === '' || existing.length === 0) return existing;
  const text = strings.createOption(name);
  return [...existing, { id: 'patient-option-new', text, hint: '', name, picked: 'new' }];
}

function choiceSentence(choice: PatientChoice): string {
  switch (choice.kind) {
    case 'none':
      return strings.patientHint;
    case 'existing':
      return strings.existing(choice.patient.devices.length);
    case 'ambiguous':
      return strings.ambiguous;
    case 'new':
      return strings.created;
  }
}
