import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

type NoticeTone = 'neutral' | 'warn' | 'danger' | 'good';

interface NoticeProps {
  readonly tone: NoticeTone;
  /** `alert` interrupts a screen reader, `status` waits its turn. */
  readonly role?: 'alert' | 'status';
  readonly children: ComponentChildren;
}

/** A sentence that somebody has to see, with what to do about it. */
export function Notice({ tone, role, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} {...(role === undefined ? {} : { role })}>
      <Icon name={tone === 'good' ? 'done' : 'warning'} />
      <div class="notice-text">{children}</div>
    </div>
  );
}
