import type { ComponentChildren } from 'preact';
import { useBack } from '../../remote/remoteContext.ts';

interface PanelProps {
  readonly title: string;
  readonly onBack: () => void;
  readonly children: ComponentChildren;
}

/** What stands at the side: it has the keys, and the call or the wait goes on beside it. */
export function Panel({ title, onBack, children }: PanelProps) {
  useBack(onBack, 'dialog');
  return (
    <section class="panel" role="dialog" aria-modal="true" aria-labelledby="panel-title">
      <h2 id="panel-title">{title}</h2>
      {children}
    </section>
  );
}

/** Buttons one below the other, as wide as the panel. */
export function PanelChoices({ children }: { readonly children: ComponentChildren }) {
  return <div class="panel-choices">{children}</div>;
}
