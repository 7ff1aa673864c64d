import { textIn } from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import { elapsed } from '../format.ts';
import { ConsultHeader } from '../parts/ConsultHeader.tsx';
import { DeviceCard } from '../parts/DeviceCard.tsx';
import { TimelineList } from '../parts/TimelineList.tsx';
import { verdict as words } from '../strings/call.ts';
import { leftSentence, outcomeSentence, ended as strings } from '../strings/consults.ts';

interface EndedScreenProps {
  readonly record: ConsultRecord;
  readonly personId: string;
  readonly onDone: () => void;
}

/** What became of a consult, with its timeline, until it is put away. */
export function EndedScreen({ record, personId, onDone }: EndedScreenProps) {
  const { consult, timeline } = record;
  const mine = consult.agent?.id === personId;
  const sentence =
    consult.outcome === null
      ? leftSentence(record, personId)
      : outcomeSentence(consult.outcome, mine);
  const lasted =
    consult.acceptedAt === null || consult.endedAt === null
      ? null
      : elapsed(Date.parse(consult.acceptedAt), Date.parse(consult.endedAt));
  return (
    <div class="call">
      <ConsultHeader consult={consult} duration={null} />
      <div class="call-main">
        <section class="panel outcome" aria-labelledby="outcome-heading">
          <h2 id="outcome-heading" data-testid="outcome" data-value={consult.outcome ?? ''}>
            {sentence}
          </h2>
          <p class="soft">
            {lasted === null ? strings.notStarted : `${strings.lasted} ${lasted}.`}
          </p>
          <Verdict verdict={consult.verdict} />
          <button class="button button-primary" type="button" data-testid="done" onClick={onDone}>
            {strings.done}
          </button>
        </section>
        <TimelineList events={timeline} />
      </div>
      <aside class="call-side">
        <DeviceCard consult={consult} appVisible={undefined} />
      </aside>
    </div>
  );
}

/** What there is to say about the connection, in plain words. */
function Verdict({ verdict }: { readonly verdict: ConsultRecord['consult']['verdict'] }) {
  if (verdict === null) return null;
  return (
    <div class="verdict" data-testid="verdict">
      <h3>{words.heading}</h3>
      {verdict.length === 0 && <p>{words.nothing}</p>}
      <ul>
        {verdict.map((sentence) => (
          <li key={textIn(sentence, ['en'])}>{textIn(sentence, ['en'])}</li>
        ))}
      </ul>
    </div>
  );
}
