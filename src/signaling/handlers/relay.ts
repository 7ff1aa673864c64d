import type { Consults } from '../../consult/consults.ts';
import { Refusal } from '../../protocol/index.ts';
import type { Call } from '../connection.ts';
import type { IceServers, RelayMedia } from '../ports.ts';
import type { Session } from '../session.ts';
import type { HandlersOf } from './handler.ts';

interface Media {
  readonly consultId: string;
  readonly epoch: number;
}

/** `relay.*`: the consult says which room a session may use, the relay does the rest. */
export function relayHandlers(
  consults: Consults,
  relay: RelayMedia,
  iceServers: IceServers,
): HandlersOf<'relay'> {
  /** The relay does at once what it is asked to: whose socket it is, is looked at last. */
  const placeOf = async (session: Session, { consultId, epoch }: Media, { connection }: Call) => {
    const place = await consults.media.relayPlace(session, consultId, epoch);
    session.requireSocket(connection);
    return place;
  };
  const roomOf = async (session: Session, media: Media, call: Call) =>
    (await placeOf(session, media, call)).roomId;
  return {
    async 'relay.join'(media, session, call) {
      const { roomId, seat } = await placeOf(session, media, call);
      const { sessionId, identity } = session;
      const party = identity.kind === 'agent' ? identity.personId : sessionId;
      const transports = await relay.join(roomId, sessionId, seat, party);
      return { ...transports, iceServers: iceServers.mint(sessionId).iceServers };
    },
    async 'relay.connect'({ transportId, dtlsParameters, ...media }, session, call) {
      const roomId = await roomOf(session, media, call);
      await relay.connect(roomId, session.sessionId, transportId, dtlsParameters);
      return {};
    },
    async 'relay.restartIce'(media, session, call) {
      return relay.restartIce(await roomOf(session, media, call), session.sessionId);
    },
    async 'relay.produce'({ transportId, kind, source, rtpParameters, ...media }, session, call) {
      const roomId = await roomOf(session, media, call);
      const track = { transportId, kind, source, rtpParameters };
      return { producerId: await relay.produce(roomId, session.sessionId, track) };
    },
    async 'relay.produceData'(
      { transportId, label, sctpStreamParameters, ...media },
      session,
      call,
    ) {
      const roomId = await roomOf(session, media, call);
      const channel = { transportId, label, sctpStreamParameters };
      return { dataProducerId: await relay.produceData(roomId, session.sessionId, channel) };
    },
    async 'relay.receive'({ rtpCapabilities, ...media }, session, call) {
      await relay.receive(await roomOf(session, media, call), session.sessionId, rtpCapabilities);
      return {};
    },
    async 'relay.resume'({ consumerId, ...media }, session, call) {
      await relay.resume(await roomOf(session, media, call), session.sessionId, consumerId);
      return {};
    },
    async 'relay.prefer'({ consumerId, spatialLayer, ...media }, session, call) {
      const roomId = await roomOf(session, media, call);
      const present = await relay.prefer(roomId, session.sessionId, consumerId, spatialLayer);
      return { spatialLayer: present };
    },
    async 'relay.leave'({ consultId, epoch }, session, call) {
      try {
        await consults.media.relayPlace(session, consultId, epoch);
      } catch (error) {
        // Leaving is for what has been replaced or is over, too, if the place is the session's own.
        const late = error instanceof Refusal && leavable.has(error.code);
        if (!late) throw error;
      }
      session.requireSocket(call.connection);
      await relay.leave(`${consultId}:${epoch}`, session.sessionId);
      return {};
    },
  };
}

const leavable: ReadonlySet<string> = new Set(['stale_epoch', 'wrong_state']);
