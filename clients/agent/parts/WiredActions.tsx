import type { ComponentChildren } from 'preact';
import { integrations as strings } from '../strings/integrations.ts';

interface WiredActionsProps {
  readonly enabled: boolean;
  readonly onRotate: () => void;
  readonly onEnable: (enabled: boolean) => void;
  readonly onRemove: () => void;
  /** Further buttons, which stand first. */
  readonly children?: ComponentChildren;
}

/** Whether a system is wired in, and what an admin can do about it. */
export function WiredActions({ enabled, children, ...actions }: WiredActionsProps) {
  return (
    <div class="row-actions">
      <span class={enabled ? 'good-text' : 'warn-text'}>
        {enabled ? strings.enabled : strings.disabled}
      </span>
      {children}
      <button class="button button-small" type="button" onClick={actions.onRotate}>
        {strings.rotate}
      </button>
      <button class="button button-small" type="button" onClick={() => actions.onEnable(!enabled)}>
        {enabled ? strings.turnOff : strings.turnOn}
      </button>
      <button
        class="button button-small button-danger-quiet"
        type="button"
        onClick={actions.onRemove}
      >
        {strings.remove}
      </button>
    </div>
  );
}
