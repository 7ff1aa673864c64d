import type { Logger } from '../log.ts';
import type { RelayListener } from './ports.ts';
import type { Sessions } from './sessions.ts';

/**
 * Passes on what the relay tells: to the peer's session, or to the consult where a room was lost.
 * A peer is a session, and a room is `consultId:epoch`.
 */
export function createRelayListener(
  sessions: Sessions,
  roomLost: (roomId: string) => Promise<void>,
  log: Logger,
): RelayListener {
  return {
    onConsumer(roomId, peerId, consumer) {
      sessions.get(peerId)?.notify('relay.consumer', { ...mediaOf(roomId), ...consumer });
    },
    onDataConsumer(roomId, peerId, consumer) {
      sessions.get(peerId)?.notify('relay.dataConsumer', { ...mediaOf(roomId), ...consumer });
    },
    onConsumerClosed(roomId, peerId, consumerId) {
      sessions.get(peerId)?.notify('relay.consumerClosed', { ...mediaOf(roomId), consumerId });
    },
    onSpeaker(roomId, peerId, place) {
      sessions.get(peerId)?.notify('relay.speaker', { ...mediaOf(roomId), place });
    },
    onRoomLost(roomId) {
      roomLost(roomId).catch((error: unknown) => {
        log.error({ err: error, roomId }, 'a consult could not be told that its room is lost');
      });
    },
  };
}

function mediaOf(roomId: string): { consultId: string; epoch: number } {
  const separator = roomId.lastIndexOf(':');
  return { consultId: roomId.slice(0, separator), epoch: Number(roomId.slice(separator + 1)) };
}
