import { Icon, type IconName } from './Icon.tsx';

interface ControlProps {
  readonly icon: IconName;
  readonly words: string;
  /** Shown so that nobody talks for long while muted. */
  readonly isOff?: boolean;
  readonly onPress: () => void;
  readonly testId: string;
}

/** One thing to press in a call: a picture above its word. */
export function Control({ icon, words, isOff, onPress, testId }: ControlProps) {
  return (
    <button
      type="button"
      class={isOff === true ? 'control control-off' : 'control'}
      onClick={onPress}
      data-testid={testId}
    >
      <Icon name={icon} />
      <span>{words}</span>
    </button>
  );
}
