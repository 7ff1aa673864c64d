import { useState } from 'preact/hooks';
import type { ConsultRecord } from '../../connector/index.ts';
import { elapsed } from '../format.ts';
import { transfer as strings } from '../strings/call.ts';
import { consults } from '../strings/consults.ts';
import { refusedTransfer } from '../transferNews.ts';
import { Notice } from './Notice.tsx';

interface TransferStateProps {
  readonly record: ConsultRecord;
  readonly nowMs: number;
  readonly onWithdraw: () => void;
}

/** A transfer that rings at a colleague, or what became of the last one. */
export function TransferState({ record, nowMs, onWithdraw }: TransferStateProps) {
  const [dismissedSeq, setDismissedSeq] = useState(0);
  const { transfer } = record.consult;
  if (transfer !== null) {
    return (
      <div data-testid="transfer-state" data-value="ringing">
        <Notice tone="neutral" role="status">
          <span>
            {strings.waiting(transfer.to.name)}{' '}
            <span class="number soft">{elapsed(nowMs, Date.parse(transfer.expiresAt))}</span>
          </span>
          <button
            class="button button-small"
            type="button"
            data-testid="transfer-withdraw"
            onClick={onWithdraw}
          >
            {strings.withdraw}
          </button>
        </Notice>
      </div>
    );
  }
  const refused = refusedTransfer(record.timeline);
  if (refused === null || refused.reason === 'cancelled' || refused.seq <= dismissedSeq)
    return null;
  return (
    <div data-testid="transfer-state" data-value={refused.reason}>
      <Notice tone="warn" role="status">
        <span>{strings[refused.reason](refused.to.name)}</span>
        <button
          class="button button-small"
          type="button"
          onClick={() => setDismissedSeq(refused.seq)}
        >
          {consults.dismiss}
        </button>
      </Notice>
    </div>
  );
}
