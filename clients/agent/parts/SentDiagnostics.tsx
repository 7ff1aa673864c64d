import type { DiagnosticSource, DiagnosticStatus } from '../../../src/protocol/index.ts';
import { answerWords, request as strings } from '../strings/request.ts';
import { DiagnosticText } from './SuggestionCard.tsx';

/** What was sent to the TV, the newest first, with what became of each task. */
export function SentDiagnostics({
  diagnostics,
}: {
  readonly diagnostics: readonly DiagnosticStatus[];
}) {
  if (diagnostics.length === 0) return null;
  return (
    <section class="request-part" aria-labelledby="sent-heading">
      <h2 id="sent-heading">{strings.sent}</h2>
      {[...diagnostics].reverse().map(({ diagnostic, answers }) => (
        <article key={diagnostic.id} class="sent" data-testid="diagnostic">
          <p class="soft">{sourceWords(diagnostic.source)}</p>
          <DiagnosticText
            diagnostic={diagnostic}
            beside={(taskId) => {
              const answer = answers.find((each) => each.taskId === taskId) ?? null;
              return (
                <span
                  class={`task-state task-state-${answer?.answer ?? 'open'}`}
                  data-testid="task-state"
                  data-value={answer?.answer ?? 'open'}
                >
                  {answerWords(answer)}
                </span>
              );
            }}
          />
        </article>
      ))}
    </section>
  );
}

function sourceWords(source: DiagnosticSource): string {
  return source.type === 'person' ? source.person.name : strings.byPlaybook(source.rule);
}
