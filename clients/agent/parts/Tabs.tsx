import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

interface Tab {
  readonly id: string;
  readonly name: string;
  /** How many things in it want to be looked at; nothing is shown for none. */
  readonly count?: number;
  /** What the count says to a screen reader, where the number alone says too little. */
  readonly countWords?: string;
  /** Takes the panel's whole height and scrolls by itself. */
  readonly fills?: boolean;
  readonly children: ComponentChildren;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly shownId: string;
  readonly onShow: (id: string) => void;
}

/** Panels of which one is shown (WAI-ARIA APG, tabs with automatic activation). */
export function Tabs({ label, tabs, shownId, onShow }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const shown = tabs.some(({ id }) => id === shownId) ? shownId : tabs[0]?.id;

  const go = (event: KeyboardEvent) => {
    const index = tabs.findIndex(({ id }) => id === shown);
    const next = indexAfter(event.key, index, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || tab === undefined) return;
    event.preventDefault();
    onShow(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };

  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={go}>
        {tabs.map(({ id, name, count = 0, countWords }) => (
          <button
            key={id}
            class="tab"
            type="button"
            role="tab"
            id={`${prefix}-tab-${id}`}
            data-testid={`tab-${id}`}
            aria-selected={id === shown}
            aria-controls={`${prefix}-panel-${id}`}
            tabIndex={id === shown ? 0 : -1}
            onClick={() => onShow(id)}
          >
            {name}
            {count > 0 && (
              <span class="count">
                <span aria-hidden={countWords !== undefined}>{count}</span>
                {countWords !== undefined && <span class="visually-hidden">{countWords}</span>}
              </span>
            )}
          </button>
        ))}
      </div>
      {tabs.map(({ id, fills = false, children }) => (
        <div
          key={id}
          class={fills ? 'tab-panel tab-panel-fill' : 'tab-panel'}
          role="tabpanel"
          id={`${prefix}-panel-${id}`}
          aria-labelledby={`${prefix}-tab-${id}`}
          // A region that scrolls must be reachable by keyboard (WCAG 2.1.1).
          tabIndex={fills ? -1 : 0}
          hidden={id !== shown}
        >
          {children}
        </div>
      ))}
    </div>
  );
}

function indexAfter(key: string, index: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % length;
    case 'ArrowLeft':
      return (index - 1 + length) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}
