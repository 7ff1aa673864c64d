import type { Consults } from '../../consult/consults.ts';
import { Refusal } from '../../protocol/index.ts';
import type { IceServers, RelayMedia } from '../ports.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handler.ts';

/** `relay.*`: the consult says which room a session may use, the relay does the rest. */
export function relayHandlers(
  consults: Consults,
  relay: RelayMedia,
  iceServers: IceServers,
): HandlersOf<'relay'> {
  const roomOf = async (session: Session, media: { consultId: string; epoch: number }) => {
    const { roomId } = await consults.media.relayPlace(session, media.consultId, media.epoch);
    return roomId;
  };
  return {
    async 'relay.join'(media, session) {
      const { consultId, epoch } = media;
      const { roomId, seat } = await consults.media.relayPlace(session, consultId, epoch);
      const { sessionId, identity } = session;
      const party = identity.kind === 'agent' ? identity.personId : sessionId;
      const transports = await relay.join(roomId, sessionId, seat, party);
      return { ...transports, iceServers: iceServers.mint(sessionId).iceServers };
    },
    async 'relay.connect'({ transportId, dtlsParameters, ...media }, session) {
      const roomId = await roomOf(session, media);
      await relay.connect(roomId, session.sessionId, transportId, dtlsParameters);
      return {};
    },
    async 'relay.restartIce'(media, session) {
      return relay.restartIce(await roomOf(session, media), session.sessionId);
    },
    async 'relay.produce'({ transportId, kind, source, rtpParameters, ...media }, session) {
      const roomId = await roomOf(session, media);
      const track = { transportId, kind, source, rtpParameters };
      return { producerId: await relay.produce(roomId, session.sessionId, track) };
    },
    async 'relay.produceData'({ transportId, label, sctpStreamParameters, ...media }, session) {
      const roomId = await roomOf(session, media);
      const channel = { transportId, label, sctpStreamParameters };
      return { dataProducerId: await relay.produceData(roomId, session.sessionId, channel) };
    },
    async 'relay.receive'({ rtpCapabilities, ...media }, session) {
      await relay.receive(await roomOf(session, media), session.sessionId, rtpCapabilities);
      return {};
    },
    async 'relay.resume'({ consumerId, ...media }, session) {
      await relay.resume(await roomOf(session, media), session.sessionId, consumerId);
      return {};
    },
    async 'relay.prefer'({ consumerId, spatialLayer, ...media }, session) {
      const roomId = await roomOf(session, media);
      const present = await relay.prefer(roomId, session.sessionId, consumerId, spatialLayer);
      return { spatialLayer: present };
    },
    async 'relay.leave'({ consultId, epoch }, session) {
      try {
        await consults.media.relayPlace(session, consultId, epoch);
      } catch (error) {
        // Leaving is for what has been replaced or is over, too, if the place is the session's own.
        const late = error instanceof Refusal && leavable.has(error.code);
        if (!late) throw error;
      }
      await relay.leave(`${consultId}:${epoch}`, session.sessionId);
      return {};
    },
  };
}

const leavable: ReadonlySet<string> = new Set(['stale_epoch', 'wrong_state']);
