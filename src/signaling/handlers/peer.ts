import type { Consults } from '../../consult/consults.ts';
import { Refusal } from '../../protocol/index.ts';
import type { PeerSignals } from '../peerSignals.ts';
import type { IceServers } from '../ports.ts';
import type { Sessions } from '../sessions.ts';
import type { HandlersOf } from './handler.ts';

/** `peer.*`: the direct path. What one endpoint signals goes to the one other, unread. */
export function peerHandlers(
  consults: Consults,
  sessions: Sessions,
  iceServers: IceServers,
  signals: PeerSignals,
): HandlersOf<'peer'> {
  return {
    async 'peer.iceServers'({ consultId }, session) {
      await consults.media.requireRight(session, consultId);
      return iceServers.mint(session.sessionId);
    },
    async 'peer.signal'({ consultId, epoch, signal }, session, call) {
      const other = sessions.get(await consults.media.peerOf(session, consultId, epoch));
      session.requireSocket(call.connection);
      if (!other?.connection) throw new Refusal('endpoint_absent');
      signals.keep(other.sessionId, { consultId, epoch, signal });
      other.notify('peer.signal', { consultId, epoch, signal });
      return {};
    },
  };
}
