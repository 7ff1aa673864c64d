import type { ConsultRecord } from '../../connector/index.ts';
import { clock } from '../format.ts';
import { callbacks as strings } from '../strings/consults.ts';
import { reasonSentence } from '../strings/request.ts';

interface CallbackListProps {
  /** The oldest first. */
  readonly records: readonly ConsultRecord[];
  /** Consults of which a call-back, or its end, is under way. */
  readonly busy: ReadonlySet<string>;
  readonly onCall: (record: ConsultRecord) => void;
  readonly onDone: (record: ConsultRecord) => void;
}

/** Patients who wish to be called back. */
export function CallbackList({ records, busy, onCall, onDone }: CallbackListProps) {
  if (records.length === 0) return null;
  return (
    <section class="panel waiting-list" aria-labelledby="callbacks-heading">
      <header class="panel-header">
        <h2 id="callbacks-heading">{strings.heading}</h2>
      </header>
      <ul>
        {records.map((record) => {
          const { id, patient, callback, serviceRequest, requestedAt } = record.consult;
          const isBusy = busy.has(id);
          return (
            <li key={id} class="waiting-card" data-testid="callback">
              <div class="waiting-who">
                <p class="waiting-head">
                  <span class="waiting-patient">{patient.name}</span>
                  <span class="soft number">
                    {strings.asked} {clock(callback?.askedAt ?? requestedAt)}
                  </span>
                </p>
                <p>{reasonSentence(serviceRequest)}</p>
              </div>
              <div class="waiting-actions">
                <button
                  class="button button-primary"
                  type="button"
                  data-testid="callback-call"
                  aria-label={strings.callNamed(patient.name)}
                  aria-disabled={isBusy}
                  onClick={isBusy ? undefined : () => onCall(record)}
                >
                  {isBusy ? strings.calling : strings.call}
                </button>
                <button
                  class="button button-small"
                  type="button"
                  data-testid="callback-done"
                  aria-label={strings.doneNamed(patient.name)}
                  aria-disabled={isBusy}
                  onClick={isBusy ? undefined : () => onDone(record)}
                >
                  {strings.done}
                </button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
