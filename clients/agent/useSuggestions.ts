import { useEffect, useState } from 'preact/hooks';
import type { Diagnostic } from '../../src/protocol/index.ts';
import type { Connector, ConsultRecord } from '../connector/index.ts';
import type { Suggestions } from './parts/RequestPanel.tsx';

interface UsedSuggestions {
  readonly suggestions: Suggestions;
  readonly ignore: (suggestion: Diagnostic) => void;
}

/** What the playbook says to a consult, asked anew with each event of its endpoints. */
export function useSuggestions(connector: Connector, record: ConsultRecord): UsedSuggestions {
  const consultId = record.consult.id;
  const [list, setList] = useState<readonly Diagnostic[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [ignored, setIgnored] = useState<ReadonlySet<string>>(new Set());
  const events = record.timeline.filter(({ type }) => type === 'device-event').length;

  useEffect(() => {
    let current = true;
    connector.request('consult.suggestions', { consultId }).then(
      ({ suggestions }) => {
        if (!current) return;
        setList(suggestions);
        setFailed(false);
      },
      () => {
        if (current) setFailed(true);
      },
    );
    return () => {
      current = false;
    };
  }, [connector, consultId, events]);

  const shown = list?.filter((suggestion) => !ignored.has(ruleOf(suggestion))) ?? null;
  return {
    suggestions: { list: shown, failed },
    ignore: (suggestion) => setIgnored((before) => new Set(before).add(ruleOf(suggestion))),
  };
}

/** Each question gives new ids; the rule stays. */
function ruleOf({ id, source }: Diagnostic): string {
  return source.type === 'playbook' ? source.rule : id;
}
