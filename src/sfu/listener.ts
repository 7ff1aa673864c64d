import type { PlaceName, RelayConsumer, RelayDataConsumer } from '../protocol/index.ts';

/** What the relay tells about its rooms, as plain data. */
export interface RelayListener {
  onConsumer(roomId: string, peerId: string, consumer: RelayConsumer): void;
  onDataConsumer(roomId: string, peerId: string, consumer: RelayDataConsumer): void;
  /** `consumerId` is a consumer's or a data consumer's. The peer's own leaving is not told to it. */
  onConsumerClosed(roomId: string, peerId: string, consumerId: string): void;
  /**
   * Somebody speaks now. Each admitted peer of a room with three or more of them is told, the
   * speaker too; who comes later is told of the present speaker.
   */
  onSpeaker(roomId: string, peerId: string, place: PlaceName): void;
  /** The room is gone with its worker. */
  onRoomLost(roomId: string): void;
}
