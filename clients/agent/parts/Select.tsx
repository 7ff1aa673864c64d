interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T | '';
  readonly options: readonly T[];
  /** What no choice is called. */
  readonly none: string;
  readonly nameOf: (option: T) => string;
  readonly onChange: (value: T | '') => void;
  readonly testId?: string;
}

/** A choice of one among few, or of none, with its label above. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, options, none, nameOf, onChange, testId } = props;
  return (
    <label class="select-field">
      <span>{label}</span>
      <select
        class="select select-small"
        data-testid={testId}
        value={value}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          onChange(options.find((option) => option === chosen) ?? '');
        }}
      >
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {nameOf(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
