import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

type NoticeTone = 'neutral' | 'warn' | 'danger' | 'good';

interface NoticeProps {
  readonly tone: NoticeTone;
  /** `alert` interrupts a screen reader, `status` waits its turn. */
  readonly role?: 'alert' | 'status';
  /** What stands before it, unless its tone says enough. */
  readonly icon?: IconName;
  readonly children: ComponentChildren;
}

/** A sentence that somebody has to see, with what to do about it. */
export function Notice({ tone, role, icon, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} {...(role === undefined ? {} : { role })}>
      <Icon name={icon ?? (tone === 'good' ? 'done' : 'warning')} />
      <div class="notice-text">{children}</div>
    </div>
  );
}
