import type { TimelineEvent } from '../../src/protocol/index.ts';
import type { EventOf } from './timelineEvents.ts';

export type TransferRefused = EventOf<'transfer-withdrawn'>;

/** How the last offered transfer came to nothing by the colleague's doing, if it did. */
export function refusedTransfer(timeline: readonly TimelineEvent[]): TransferRefused | null {
  const last = [...timeline]
    .reverse()
    .find(({ type }) => type === 'transfer-offered' || type === 'transfer-withdrawn');
  return last?.type === 'transfer-withdrawn' && last.reason !== 'cancelled' ? last : null;
}
