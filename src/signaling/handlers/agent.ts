import { asAgent } from '../../consult/acting.ts';
import type { Consults } from '../../consult/consults.ts';
import type { Sessions } from '../sessions.ts';
import type { HandlersOf } from './handler.ts';

/** `agent.*`: whether agents can be rung. */
export function agentHandlers(
  { agents }: Pick<Consults, 'agents'>,
  sessions: Sessions,
): HandlersOf<'agent'> {
  return {
    async 'agent.setPresence'({ setting }, { identity }) {
      await agents.set(identity, setting);
      return {};
    },
    async 'agent.reportActivity'({ active }, session) {
      const identity = asAgent(session.identity);
      sessions.setActive(session, active);
      if (active) agents.seen(identity.clinic.id, identity.personId);
      return {};
    },
    'agent.colleagues': (_params, { identity }) => agents.colleagues(identity),
  };
}
