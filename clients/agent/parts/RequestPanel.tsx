import { useState } from 'preact/hooks';
import type { ConsultView, Diagnostic } from '../../../src/protocol/index.ts';
import type { DiagnosticDraft } from '../diagnosticDraft.ts';
import { type Diagnosis, diagnosisAsIs, draftOf, emptyDraft } from '../diagnosticDraft.ts';
import type { NoticedFault } from '../noticedFaults.ts';
import { request as strings } from '../strings/request.ts';
import { DiagnosticComposer } from './DiagnosticComposer.tsx';
import { NoticedList } from './NoticedList.tsx';
import { Reason } from './Reason.tsx';
import { SentDiagnostics } from './SentDiagnostics.tsx';
import { SuggestionCard } from './SuggestionCard.tsx';

/** What the playbook says, as far as it is known. */
export interface Suggestions {
  /** `null` until they are there. */
  readonly list: readonly Diagnostic[] | null;
  readonly failed: boolean;
}

interface RequestPanelProps {
  readonly consult: ConsultView;
  readonly noticed: readonly NoticedFault[];
  readonly suggestions: Suggestions;
  /** @returns whether it was sent */
  readonly onDiagnose: (diagnosis: Diagnosis) => Promise<boolean>;
  readonly onIgnore: (suggestion: Diagnostic) => void;
}

/** Why the patient asked, what is known of it, and what to do. */
export function RequestPanel(props: RequestPanelProps) {
  const { consult, noticed, suggestions, onDiagnose, onIgnore } = props;
  const { language } = consult.serviceRequest.context;
  const [draft, setDraft] = useState<DiagnosticDraft | null>(null);
  const [edited, setEdited] = useState<Diagnostic | null>(null);
  const [sendingId, setSendingId] = useState<string | null>(null);

  const send = async (suggestion: Diagnostic) => {
    setSendingId(suggestion.id);
    if (await onDiagnose(diagnosisAsIs(suggestion))) onIgnore(suggestion);
    setSendingId(null);
  };
  const close = () => {
    setDraft(null);
    setEdited(null);
  };
  const { list, failed } = suggestions;
  return (
    <div class="request" data-testid="service-request">
      <Reason serviceRequest={consult.serviceRequest} />
      <section class="request-part" aria-labelledby="suggestions-heading">
        <header class="panel-header">
          <h2 id="suggestions-heading">{strings.suggestions}</h2>
          <button
            class="button button-small"
            type="button"
            data-testid="diagnose"
            onClick={() => setDraft(emptyDraft)}
          >
            {strings.own}
          </button>
        </header>
        {failed && <p class="warn-line">{strings.suggestionsFailed}</p>}
        {!failed && list?.length === 0 && <p class="soft">{strings.noSuggestions}</p>}
        {list?.map((suggestion) => (
          <SuggestionCard
            key={suggestion.id}
            suggestion={suggestion}
            sending={sendingId === suggestion.id}
            onSend={() => void send(suggestion)}
            onEdit={() => {
              setDraft(draftOf(suggestion, language));
              setEdited(suggestion);
            }}
            onIgnore={() => onIgnore(suggestion)}
          />
        ))}
      </section>
      <SentDiagnostics diagnostics={consult.diagnostics} />
      <NoticedList faults={noticed} />
      {draft !== null && (
        <DiagnosticComposer
          draft={draft}
          language={language}
          onDraft={setDraft}
          onSend={async (diagnosis) => {
            if (!(await onDiagnose(diagnosis))) return;
            if (edited !== null) onIgnore(edited);
            close();
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
