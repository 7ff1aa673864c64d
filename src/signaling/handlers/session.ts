import type { SessionStore } from '../ports.ts';
import type { PresenceReports } from '../presenceReports.ts';
import type { Sessions } from '../sessions.ts';
import type { HandlersOf } from './handler.ts';

/** `session.*` of a session that is open. */
export function sessionHandlers(
  store: SessionStore,
  sessions: Sessions,
  presence: PresenceReports,
): Omit<HandlersOf<'session'>, 'session.open'> {
  return {
    async 'session.close'(_params, session, call) {
      await store.remove(session.sessionId);
      call.afterReply = () => {
        call.connection.closeNormally();
        sessions.forget(session);
        void presence.session(session);
      };
      return {};
    },
  };
}
