import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Actions, Screen } from './model/screen.ts';
import { RemoteContext } from './remote/remoteContext.ts';
import { type KeySource, RemoteControl } from './remote/remoteControl.ts';
import { CallScreen } from './screens/CallScreen.tsx';
import { EndedScreen } from './screens/EndedScreen.tsx';
import { GuidedScreen } from './screens/GuidedScreen.tsx';
import { HelpScreen } from './screens/HelpScreen.tsx';
import { MessageScreen } from './screens/MessageScreen.tsx';
import { PairingScreen } from './screens/PairingScreen.tsx';
import { PromptScreen } from './screens/PromptScreen.tsx';
import { OnPhoneBadge, OnPhoneScreen } from './screens/phone/OnPhoneScreen.tsx';
import { QuietScreen } from './screens/QuietScreen.tsx';
import { RingingScreen } from './screens/RingingScreen.tsx';
import { StartingScreen } from './screens/StartingScreen.tsx';
import { WaitingScreen } from './screens/WaitingScreen.tsx';
import { useWords } from './ui/words.ts';

interface ScreenProps {
  readonly screen: Screen;
  readonly actions: Actions;
}

interface AppProps extends ScreenProps {
  /** Where the keys come from; the whole page's unless told. */
  readonly keys?: KeySource;
}

/** The TV app as a function of what it is to show. */
export function App({ screen, actions, keys }: AppProps) {
  const root = useRef<HTMLDivElement>(null);
  const [remote] = useState(() => new RemoteControl(actions.leaveApp, keys));
  useLayoutEffect(
    () => (root.current === null ? undefined : remote.attach(root.current)),
    [remote],
  );
  return (
    <RemoteContext.Provider value={remote}>
      <div class="app" ref={root} data-screen={screen.name}>
        {/* Keyed, so that no control of one screen lives on as another's. */}
        <ScreenView key={screen.name} screen={screen} actions={actions} />
      </div>
    </RemoteContext.Provider>
  );
}

function ScreenView({ screen, actions }: ScreenProps) {
  const words = useWords();
  const tryAgain = { label: words.tryAgain, onPress: actions.askAgain };
  const notNow = { label: words.notNow, onPress: actions.stayQuiet };
  switch (screen.name) {
    case 'hidden':
      return null;
    case 'help':
      return <HelpScreen screen={screen} onYes={actions.acceptHelp} onNo={actions.declineHelp} />;
    case 'starting':
      return <StartingScreen onRestart={actions.restart} />;
    case 'pairing':
      return (
        <PairingScreen screen={screen} onNewCode={actions.pairAnew} onLeave={actions.leaveApp} />
      );
    case 'prompt':
      return <PromptScreen screen={screen} onYes={actions.ask} onNo={actions.stayQuiet} />;
    case 'quiet':
      return <QuietScreen screen={screen} actions={actions} />;
    case 'permission':
      return (
        <MessageScreen
          title={words.permission.title}
          body={words.permission.body}
          seen={words.permission.unseen}
          namesKeys={false}
          clinic={screen.clinic}
          state="idle"
          choices={[{ label: words.waiting.cancel, onPress: actions.cancel }]}
        />
      );
    case 'waiting':
      return <WaitingScreen screen={screen} actions={actions} />;
    case 'guided':
      return <GuidedScreen screen={screen} actions={actions} />;
    case 'ringing':
      return <RingingScreen screen={screen} actions={actions} />;
    case 'call':
      return <CallScreen screen={screen} actions={actions} />;
    case 'on-phone':
      return <OnPhoneScreen screen={screen} actions={actions} />;
    case 'on-phone-badge':
      return <OnPhoneBadge screen={screen} />;
    case 'ended':
      return <EndedScreen screen={screen} actions={actions} />;
    case 'refused':
      return (
        <MessageScreen
          {...words.refused.message(screen.code, screen.clinic)}
          clinic={screen.clinic}
          state="idle"
          choices={[tryAgain, notNow]}
          seen={words.unseen}
          support={words.refused.forSupport(screen.code)}
        />
      );
    case 'unreachable':
      return (
        <MessageScreen
          title={words.unreachable.title(screen.clinic)}
          body={words.unreachable.body}
          seen={words.unseen}
          trying
          clinic={screen.clinic}
          choices={[{ label: words.tryAgain, onPress: actions.restart }]}
          onBack={actions.leaveApp}
        />
      );
    case 'unpaired':
      return (
        <MessageScreen
          title={words.unpaired.title}
          body={words.unpaired.body}
          seen={words.unseen}
          choices={[{ label: words.unpaired.button, onPress: actions.pairAnew }]}
          onBack={actions.leaveApp}
        />
      );
    case 'elsewhere':
      return (
        <MessageScreen
          title={words.elsewhere.title}
          body={words.elsewhere.body}
          choices={[{ label: words.elsewhere.button, onPress: actions.restart }]}
          onBack={actions.leaveApp}
        />
      );
    default:
      return screen satisfies never;
  }
}
