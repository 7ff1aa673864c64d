import { useRef } from 'preact/hooks';
import type { TimelineEvent } from '../../../src/protocol/index.ts';
import { clock } from '../format.ts';
import { timeline as strings } from '../strings/call.ts';
import { timelineSentence } from '../timelineSentences.ts';
import { useNewestInSight } from '../useNewestInSight.ts';

/** What people did, as against what followed from it: set off, so that one finds one's way. */
const decisions: ReadonlySet<TimelineEvent['type']> = new Set([
  'requested',
  'declined',
  'accepted',
  'policy-changed',
  'cancelled',
  'expired',
  'ended',
]);

interface TimelineListProps {
  readonly events: readonly TimelineEvent[];
}

/** What happened, oldest first; it stays at the newest entry unless somebody scrolled back. */
export function TimelineList({ events }: TimelineListProps) {
  const list = useRef<HTMLOListElement>(null);
  const onScroll = useNewestInSight(list, events.length);
  return (
    <section class="panel timeline" aria-labelledby="timeline-heading">
      <header class="panel-header">
        <h2 id="timeline-heading">{strings.heading}</h2>
      </header>
      <ol
        class="timeline-list"
        data-testid="timeline"
        ref={list}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-labelledby="timeline-heading"
      >
        {events.length === 0 && <li class="soft">{strings.empty}</li>}
        {events.map((event) => (
          <li
            key={event.seq}
            data-type={event.type}
            class={`timeline-entry ${decisions.has(event.type) ? 'timeline-decision' : ''}`}
          >
            <time dateTime={event.at}>{clock(event.at)}</time>
            <span>{timelineSentence(event)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
