import { MessageScreen } from '../theme/visitor/MessageScreen.tsx';
import type { Actions, Screen } from './model/screen.ts';
import { useWords } from './parts/words.ts';
import { AdmissionScreen } from './screens/AdmissionScreen.tsx';
import { CheckScreen } from './screens/CheckScreen.tsx';
import { CodeScreen } from './screens/CodeScreen.tsx';
import { ConsultScreen } from './screens/ConsultScreen.tsx';
import { EndedScreen } from './screens/EndedScreen.tsx';
import { StartScreen } from './screens/StartScreen.tsx';

interface AppProps {
  readonly screen: Screen;
  readonly actions: Actions;
}

/** The phone's page as a function of what it is to show. */
export function App({ screen, actions }: AppProps) {
  return (
    <div class="app" data-screen={screen.name}>
      {/* Keyed, so that no control of one screen lives on as another's. */}
      <ScreenView key={screen.name} screen={screen} actions={actions} />
    </div>
  );
}

function ScreenView({ screen, actions }: AppProps) {
  const { arrival, ended } = useWords();
  const again = { label: ended.startAgain, onPress: actions.startAgain };
  switch (screen.name) {
    case 'opening':
      return <MessageScreen {...arrival.opening} waits />;
    case 'unreachable':
      return <MessageScreen {...arrival.unreachable} waits />;
    case 'code':
      return <CodeScreen screen={screen} actions={actions} />;
    case 'check':
      return <CheckScreen screen={screen} actions={actions} />;
    case 'admission':
      return <AdmissionScreen screen={screen} />;
    case 'start':
      return <StartScreen screen={screen} actions={actions} />;
    case 'consult':
      return <ConsultScreen screen={screen} actions={actions} />;
    case 'ended':
      return <EndedScreen screen={screen} />;
    case 'left':
      return <MessageScreen {...ended.left} choice={again} />;
    case 'out':
      return <MessageScreen {...ended.out[screen.why]} choice={again} />;
    case 'gone':
      return <MessageScreen {...ended.gone} choice={again} />;
    case 'elsewhere': {
      const here = { label: arrival.elsewhere.button, onPress: actions.useHere };
      return <MessageScreen {...arrival.elsewhere} choice={here} />;
    }
    default:
      return screen satisfies never;
  }
}
