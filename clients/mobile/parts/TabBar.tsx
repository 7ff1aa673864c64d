import { Icon, type IconName } from '../../theme/visitor/Icon.tsx';
import { openTasks } from '../model/known.ts';
import type { ConsultScreen, Tab } from '../model/screen.ts';
import { useWords } from './words.ts';

interface TabBarProps {
  readonly screen: ConsultScreen;
  readonly onTab: (tab: Tab) => void;
}

const icons: Record<Tab, IconName> = { call: 'call', chat: 'message', known: 'list' };

/** The parts of the page, where a thumb reaches them, with what waits there. */
export function TabBar({ screen, onTab }: TabBarProps) {
  const { consult: words } = useWords();
  const { unread } = screen.talk;
  const tasks = openTasks(screen.known);
  const news: Partial<Record<Tab, { readonly count: number; readonly words: string }>> = {
    ...(unread > 0 && screen.tab !== 'chat'
      ? { chat: { count: unread, words: words.unread(unread) } }
      : {}),
    ...(tasks > 0 ? { known: { count: tasks, words: words.openTasks(tasks) } } : {}),
  };
  return (
    <nav class="tabs" aria-label={words.tabs}>
      {(['call', 'chat', 'known'] as const).map((tab) => (
        <button
          key={tab}
          type="button"
          class="tab"
          aria-current={screen.tab === tab ? 'page' : undefined}
          onClick={() => onTab(tab)}
          data-testid={`tab-${tab}`}
        >
          <Icon name={icons[tab]} />
          <span>{words.tab[tab]}</span>
          {news[tab] !== undefined && (
            <span class="badge" data-testid={`news-${tab}`}>
              <span aria-hidden="true">{news[tab].count}</span>
              <span class="visually-hidden">{news[tab].words}</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
