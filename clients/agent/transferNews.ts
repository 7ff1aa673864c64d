import type { TimelineEvent } from '../../src/protocol/index.ts';

export type TransferRefused = Extract<TimelineEvent, { type: 'transfer-withdrawn' }>;

/** How the last offered transfer came to nothing by the colleague's doing, if it did. */
export function refusedTransfer(timeline: readonly TimelineEvent[]): TransferRefused | null {
  const last = [...timeline]
    .reverse()
    .find(({ type }) => type === 'transfer-offered' || type === 'transfer-withdrawn');
  return last?.type === 'transfer-withdrawn' && last.reason !== 'cancelled' ? last : null;
}
