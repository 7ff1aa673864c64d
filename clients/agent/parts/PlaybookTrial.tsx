import { useState } from 'preact/hooks';
import { type ConsultKind, consultKind, faultCodes } from '../../../src/protocol/index.ts';
import { type PlaybookTryResponse, playbookTryRequest } from '../../../src/protocol/playbook.ts';
import { capital, faultWords } from '../faults.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import type { SampleRequest } from '../playbookApi.ts';
import { readJson } from '../playbookDraft.ts';
import { errorSentence } from '../strings/errors.ts';
import { trial as strings } from '../strings/playbook.ts';
import { kindName } from '../strings/request.ts';
import { Select } from './Select.tsx';
import { TrialResult } from './TrialResult.tsx';

interface PlaybookTrialProps {
  /** Whether the draft is right, so that it can be tried. */
  readonly ready: boolean;
  readonly result: PlaybookTryResponse | null;
  readonly busy: boolean;
  /** Why the last try came to nothing. */
  readonly refused: ApiErrorCode | null;
  readonly onTry: (request: SampleRequest) => void;
}

const sampleContext = JSON.stringify(
  { screen: 'player', screenState: 'stalled', language: 'en', networkType: 'wifi' },
  null,
  2,
);
const sampleEvidence = JSON.stringify({ throughput: { value: 1_300_000, unit: 'bit/s' } }, null, 2);

/** A sample request, and what the draft would answer to it. */
export function PlaybookTrial({ ready, result, busy, refused, onTry }: PlaybookTrialProps) {
  const [kind, setKind] = useState<ConsultKind>('support');
  const [fault, setFault] = useState<string>('playback-stalled');
  const [evidence, setEvidence] = useState(sampleEvidence);
  const [context, setContext] = useState(sampleContext);
  const [tried, setTried] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: Event) => {
    event.preventDefault();
    const request = {
      kind,
      ...(fault === '' ? {} : { fault: { code: fault, evidence: readJson(evidence).value } }),
      context: readJson(context).value,
      tried: tried
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    };
    const message = readJson(context).message ?? (fault === '' ? null : readJson(evidence).message);
    const parsed = playbookTryRequest.shape.request.safeParse(request);
    const [issue] = parsed.error?.issues ?? [];
    setProblem(message ?? (issue ? `${issue.path.join('.')}: ${issue.message}` : null));
    if (message === null && parsed.success && ready && !busy) onTry(parsed.data);
  };
  return (
    <div class="trial">
      <p class="soft">{ready ? strings.lead : strings.wrongDraft}</p>
      <form class="trial-form" data-testid="try" onSubmit={submit}>
        <label class="select-field">
          <span>{strings.kind}</span>
          <select
            class="select select-small"
            value={kind}
            onChange={(event) => {
              const { data } = consultKind.safeParse(event.currentTarget.value);
              if (data !== undefined) setKind(data);
            }}
          >
            {consultKind.options.map((option) => (
              <option key={option} value={option}>
                {kindName(option)}
              </option>
            ))}
          </select>
        </label>
        <Select
          label={strings.fault}
          value={fault}
          options={faultCodes}
          none={strings.noFault}
          nameOf={(code) => capital(faultWords(code))}
          onChange={setFault}
        />
        <label class="select-field trial-wide">
          <span>{strings.evidence}</span>
          <textarea
            class="mono"
            rows={6}
            spellcheck={false}
            value={evidence}
            onInput={(event) => setEvidence(event.currentTarget.value)}
          />
        </label>
        <label class="select-field trial-wide">
          <span>{strings.context}</span>
          <textarea
            class="mono"
            rows={6}
            spellcheck={false}
            value={context}
            onInput={(event) => setContext(event.currentTarget.value)}
          />
        </label>
        <label class="select-field trial-all">
          <span>{strings.tried}</span>
          <input
            type="text"
            class="mono"
            spellcheck={false}
            value={tried}
            onInput={(event) => setTried(event.currentTarget.value)}
          />
        </label>
        <div class="actions actions-middle trial-all">
          <button
            class="button button-primary"
            type="submit"
            data-testid="try-run"
            disabled={!ready}
            aria-disabled={busy}
          >
            {busy ? strings.running : strings.run}
          </button>
          <p class="danger-text" role="status">
            {problem ?? (refused === null ? '' : errorSentence(refused))}
          </p>
        </div>
      </form>
      {result !== null && <TrialResult result={result} />}
    </div>
  );
}
