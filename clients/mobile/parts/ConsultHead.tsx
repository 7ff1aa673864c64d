import { Clinic } from '../../theme/visitor/Clinic.tsx';
import { Patience } from '../../theme/visitor/Patience.tsx';
import type { ConsultScreen } from '../model/screen.ts';
import { useWords } from './words.ts';

/** Whose page this is, who has answered, and what is not as it should be. */
export function ConsultHead({ screen }: { readonly screen: ConsultScreen }) {
  const words = useWords();
  const notice = noticeOf(screen, words);
  return (
    <header class="head">
      <h1 class="visually-hidden">{words.consult.title}</h1>
      <Clinic name={screen.agent?.name ?? screen.clinic} />
      <div class="head-notice" role="status">
        {notice !== undefined && (
          <>
            <span>{notice}</span>
            <Patience />
          </>
        )}
      </div>
    </header>
  );
}

function noticeOf(
  { online, agent, tvPresent, call }: ConsultScreen,
  { consult, call: calling }: ReturnType<typeof useWords>,
): string | undefined {
  if (!online) return consult.reconnecting;
  if (agent !== null && !agent.present) return consult.agentAway(agent.name);
  if (call.at !== 'tv') {
    if (call.goesBack) return calling.goesBack;
    if (call.phase === 'reconnecting') return calling.reconnecting;
    if (call.phase !== 'connected') return calling.connecting;
  }
  return call.at !== 'mobile' && !tvPresent ? consult.tvAway : undefined;
}
