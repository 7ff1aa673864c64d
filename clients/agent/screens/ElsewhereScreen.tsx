import type { ConsultRecord } from '../../connector/index.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { ConsultHeader } from '../parts/ConsultHeader.tsx';
import { Notice } from '../parts/Notice.tsx';
import { TimelineList } from '../parts/TimelineList.tsx';
import { call as strings } from '../strings/call.ts';
import { errorSentence } from '../strings/errors.ts';

interface ElsewhereScreenProps {
  readonly record: ConsultRecord;
  readonly returning: boolean;
  readonly problem: ApiErrorCode | null;
  readonly onTakeOver: () => void;
}

/** One's own call that this window does not hold: in another one, or lost by a reload. */
export function ElsewhereScreen({ record, returning, problem, onTakeOver }: ElsewhereScreenProps) {
  const { consult, timeline } = record;
  const absent = consult.places.agent.presence === 'absent';
  return (
    <div class="call">
      <ConsultHeader consult={consult} duration={null} />
      <div class="call-main">
        {problem !== null && (
          <Notice tone="danger" role="alert">
            {errorSentence(problem)}
          </Notice>
        )}
        <section class="panel outcome" aria-labelledby="elsewhere-heading">
          <h2 id="elsewhere-heading">
            {returning ? strings.returning : absent ? strings.interrupted : strings.elsewhere}
          </h2>
          {!returning && !absent && <p class="soft">{strings.elsewhereLead}</p>}
          {!returning && (
            <button
              class="button button-primary"
              type="button"
              data-testid="take-over"
              onClick={onTakeOver}
            >
              {absent ? strings.returnTo : strings.takeOver}
            </button>
          )}
        </section>
        <TimelineList events={timeline} />
      </div>
    </div>
  );
}
