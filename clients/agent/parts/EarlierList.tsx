import type { ConsultRecord } from '../../connector/index.ts';
import { clock } from '../format.ts';
import { leftSentence, consults as strings } from '../strings/consults.ts';

interface EarlierListProps {
  readonly records: readonly ConsultRecord[];
  readonly personId: string;
  readonly onShow: (consultId: string) => void;
  readonly onDismiss: (consultId: string) => void;
}

/** Consults that are over, with what became of them, until somebody dismisses them. */
export function EarlierList({ records, personId, onShow, onDismiss }: EarlierListProps) {
  if (records.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="earlier-heading">
      <header class="panel-header">
        <h2 id="earlier-heading">{strings.earlier}</h2>
      </header>
      <ul class="earlier">
        {records.map((record) => (
          <li key={record.consult.id}>
            <time dateTime={record.consult.requestedAt}>{clock(record.consult.requestedAt)}</time>
            <div>
              <p class="strong">{record.consult.patient.name}</p>
              <p
                class="soft"
                data-testid="notice"
                data-value={record.consult.outcome ?? record.left}
              >
                {leftSentence(record, personId)}
              </p>
            </div>
            <div class="row-actions">
              <button
                class="button button-small"
                type="button"
                aria-label={strings.showNamed(record.consult.patient.name)}
                onClick={() => onShow(record.consult.id)}
              >
                {strings.show}
              </button>
              <button
                class="button button-small button-quiet"
                type="button"
                aria-label={strings.dismissNamed(record.consult.patient.name)}
                onClick={() => onDismiss(record.consult.id)}
              >
                {strings.dismiss}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
