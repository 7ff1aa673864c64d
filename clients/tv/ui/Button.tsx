import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  /** Has the focus when the screen appears. */
  readonly entry?: boolean;
  readonly icon?: IconName;
  /** `danger` ends something. */
  readonly tone?: 'plain' | 'danger';
  readonly disabled?: boolean;
  readonly testId?: string;
}

/** Something to choose with the arrows and press with OK. */
export function Button(props: ButtonProps) {
  const { children, onPress, entry, icon, tone = 'plain', disabled = false, testId } = props;
  return (
    <button
      type="button"
      class={`button button-${tone}`}
      onClick={onPress}
      disabled={disabled}
      data-entry={entry === true ? '' : undefined}
      data-testid={testId}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
