import type { Actions, ConsultScreen as ConsultView } from '../model/screen.ts';
import { AtTvPanel } from '../parts/AtTvPanel.tsx';
import { CallControls } from '../parts/CallControls.tsx';
import { ChatPanel } from '../parts/ChatPanel.tsx';
import { Composer } from '../parts/Composer.tsx';
import { ConsultHead } from '../parts/ConsultHead.tsx';
import { KnownPanel } from '../parts/KnownPanel.tsx';
import { ReturnPanel } from '../parts/ReturnPanel.tsx';
import { Stage } from '../parts/Stage.tsx';
import { TabBar } from '../parts/TabBar.tsx';

interface ConsultScreenProps {
  readonly screen: ConsultView;
  readonly actions: Actions;
}

/** The consult on the phone: the call if it is here, what is written, and what is known. */
export function ConsultScreen({ screen, actions }: ConsultScreenProps) {
  const { call, tab, talk } = screen;
  const isHere = call.at !== 'tv';
  const returning = isHere ? call.returning : null;
  const isLarge = tab === 'call' && returning === null;
  return (
    <main class="consult" data-tab={tab} data-at={call.at} data-large={isHere && isLarge}>
      <ConsultHead screen={screen} />
      {/* It plays on while something else is in front. */}
      {isHere && <Stage call={call} agent={screen.agent?.name ?? ''} isLarge={isLarge} />}
      {tab === 'chat' && <ChatPanel talk={talk} actions={actions} />}
      {tab === 'known' && <KnownPanel known={screen.known} onAnswer={actions.answerTask} />}
      {tab === 'call' && call.at === 'tv' && <AtTvPanel call={call} actions={actions} />}
      {tab === 'call' && returning !== null && (
        <ReturnPanel returning={returning} tvPresent={screen.tvPresent} actions={actions} />
      )}
      <footer class="bottom">
        {tab === 'chat' && <Composer talk={talk} actions={actions} />}
        {isHere && isLarge && <CallControls call={call} actions={actions} />}
        <TabBar screen={screen} onTab={actions.openTab} />
      </footer>
    </main>
  );
}
