import type { RequestPriority } from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import type { Attempt } from '../callDesk.ts';
import { waitingRoom as strings } from '../strings/consults.ts';
import { WaitingCard } from './WaitingCard.tsx';

/** What may be done about patients who wait. */
export interface WaitingActions {
  readonly attempts: ReadonlyMap<string, Attempt>;
  readonly mayAdmit: (record: ConsultRecord) => boolean;
  readonly onAdmit: (consultId: string) => void;
  /** Calls the number that a patient gave. Rejects with `RequestError`. */
  readonly onDial: (consultId: string) => Promise<unknown>;
  readonly onPriority: (consultId: string, priority: RequestPriority) => void;
}

interface WaitingListProps extends WaitingActions {
  /** In the order of the queue. */
  readonly records: readonly ConsultRecord[];
  readonly nowMs: number;
  readonly heading: string;
}

/** Patients who wait, the next one first. */
export function WaitingList({ records, nowMs, heading, ...actions }: WaitingListProps) {
  if (records.length === 0) return null;
  return (
    <section class="panel waiting-list" aria-labelledby="waiting-list-heading">
      <header class="panel-header">
        <h2 id="waiting-list-heading">{heading}</h2>
        <span class="soft">{strings.lead(records.length)}</span>
      </header>
      <ol>
        {records.map((record) => (
          <WaitingCard
            key={record.consult.id}
            consult={record.consult}
            nowMs={nowMs}
            attempt={actions.attempts.get(record.consult.id)}
            mayAdmit={actions.mayAdmit(record)}
            onAdmit={() => actions.onAdmit(record.consult.id)}
            onDial={() => actions.onDial(record.consult.id)}
            onPriority={(priority) => actions.onPriority(record.consult.id, priority)}
          />
        ))}
      </ol>
    </section>
  );
}
