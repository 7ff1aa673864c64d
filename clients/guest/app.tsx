import { MessageScreen } from '../theme/visitor/MessageScreen.tsx';
import type { Actions, Screen } from './model/screen.ts';
import { useWords } from './parts/words.ts';
import { CallScreen } from './screens/CallScreen.tsx';
import { LobbyScreen } from './screens/LobbyScreen.tsx';

interface AppProps {
  readonly screen: Screen;
  readonly actions: Actions;
}

/** The guest's page as a function of what it is to show. */
export function App({ screen, actions }: AppProps) {
  return (
    <div class="app" data-screen={screen.name}>
      {/* Keyed, so that no control of one screen lives on as another's. */}
      <ScreenView key={screen.name} screen={screen} actions={actions} />
    </div>
  );
}

function ScreenView({ screen, actions }: AppProps) {
  const words = useWords();
  switch (screen.name) {
    case 'opening':
      return <MessageScreen {...words.opening} waits />;
    case 'unreachable':
      return <MessageScreen {...words.unreachable} waits />;
    case 'lobby':
      return <LobbyScreen screen={screen} actions={actions} />;
    case 'call':
      return <CallScreen screen={screen} actions={actions} />;
    case 'ended':
      return <MessageScreen {...words.ended(screen.clinic)} clinic={screen.clinic} />;
    case 'left':
      return <MessageScreen {...words.left(screen.clinic)} clinic={screen.clinic} />;
    case 'sent-away':
      return <MessageScreen {...words.sentAway(screen.clinic)} clinic={screen.clinic} />;
    case 'no-way-in':
      return <MessageScreen {...words.noWayIn[screen.why]} />;
    case 'elsewhere':
      return (
        <MessageScreen
          {...words.elsewhere}
          choice={{ label: words.elsewhere.button, onPress: actions.useHere }}
        />
      );
    default:
      return screen satisfies never;
  }
}
