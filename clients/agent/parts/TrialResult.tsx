import type { ComparisonResult, PlaybookTryResponse } from '../../../src/protocol/playbook.ts';
import { ruleOutcome, trial as strings } from '../strings/playbook.ts';
import { DiagnosticText } from './SuggestionCard.tsx';

/** What a draft answered to a sample request, and how each rule was judged. */
export function TrialResult({ result }: { readonly result: PlaybookTryResponse }) {
  const { diagnostics, rules } = result;
  return (
    <div class="trial-result" data-testid="try-result">
      {diagnostics.length === 0 && <p class="strong">{strings.nothing}</p>}
      {diagnostics.map((diagnostic, index) => (
        <article key={diagnostic.id} class="suggestion">
          <p class="soft">
            {index === 0 ? strings.first : strings.next}{' '}
            {diagnostic.source.type === 'playbook' && <code>{diagnostic.source.rule}</code>}
          </p>
          <DiagnosticText diagnostic={diagnostic} />
        </article>
      ))}
      <details class="more">
        <summary>{strings.rules}</summary>
        <ul class="judged">
          {rules.map(({ rule, outcome, comparisons }) => (
            <li key={rule} data-value={outcome}>
              <code>{rule}</code>{' '}
              <span class={outcome === 'held' ? 'good-text' : 'soft'}>{ruleOutcome(outcome)}</span>
              {comparisons.map((comparison) => (
                <p key={comparison.at} class="soft judged-comparison">
                  {comparisonWords(comparison)}
                </p>
              ))}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function comparisonWords({ at, held, found }: ComparisonResult): string {
  const what = found === undefined ? strings.foundNothing : strings.found(JSON.stringify(found));
  return `${at} ${held ? strings.held : strings.notHeld}, ${what}`;
}
