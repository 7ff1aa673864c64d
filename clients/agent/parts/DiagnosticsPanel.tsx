import type { DiagnosticsSample } from '../../../src/protocol/index.ts';
import type { PatientPlace } from '../../connector/index.ts';
import { seriesOf } from '../diagnosticsSeries.ts';
import { pictureNoteOf } from '../pictureNote.ts';
import { diagnostics as strings } from '../strings/call.ts';
import { Sparkline } from './Sparkline.tsx';

/** Seconds that a chart shows. */
const span = 60;

interface DiagnosticsPanelProps {
  readonly samples: readonly DiagnosticsSample[];
  /** Which of the patient's devices measures. */
  readonly from: PatientPlace;
}

/** What the patient's device measures, once a second. */
export function DiagnosticsPanel({ samples, from }: DiagnosticsPanelProps) {
  const note = pictureNoteOf(samples.at(-1), from);
  return (
    <section
      class="panel diagnostics"
      aria-labelledby="diagnostics-heading"
      data-testid="diagnostics"
      data-samples={samples.length}
    >
      <header class="panel-header">
        <h2 id="diagnostics-heading">{strings.heading}</h2>
        {note === undefined ? (
          <p class="soft">{samples.length === 0 ? strings.none : strings.lead[from]}</p>
        ) : (
          <p data-testid="picture-note">{note}</p>
        )}
      </header>
      <dl class="charts">
        {seriesOf(samples).map((series) => (
          <div class="chart" key={series.key} data-chart={series.key}>
            <dt>{series.name}</dt>
            <dd>
              <span class="chart-now">
                {series.now}
                {series.now !== strings.noValue && series.unit && (
                  <span class="chart-unit"> {series.unit}</span>
                )}
              </span>
              <Sparkline values={series.values} span={span} ceiling={series.ceiling} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
