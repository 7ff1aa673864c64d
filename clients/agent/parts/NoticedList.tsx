import { capital, evidenceLines, faultWords } from '../faults.ts';
import { clock } from '../format.ts';
import type { NoticedFault } from '../noticedFaults.ts';
import { request as strings } from '../strings/request.ts';

/** Faults that were noticed since the request, on whichever side. */
export function NoticedList({ faults }: { readonly faults: readonly NoticedFault[] }) {
  if (faults.length === 0) return null;
  return (
    <section class="request-part" aria-labelledby="noticed-heading">
      <h2 id="noticed-heading">{strings.noticed}</h2>
      <ol class="noticed">
        {faults.map(({ id, at, place, fault, isOver }) => (
          <li key={id} data-testid="noticed" data-value={isOver ? 'over' : 'open'}>
            <time dateTime={at}>{clock(at)}</time>
            <span>
              <span class={isOver ? 'soft' : 'strong'}>{capital(faultWords(fault.code))}</span>
              {isOver && `, ${strings.over}`} <span class="tag">{placeWord(place)}</span>
              <span class="noticed-evidence">
                {evidenceLines(fault)
                  .map(({ name, value }) => `${name.toLowerCase()} ${value}`)
                  .join(', ')}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function placeWord(place: string): string {
  switch (place) {
    case 'tv':
      return strings.byTv;
    case 'mobile':
      return strings.byMobile;
    case 'agent':
      return strings.byAgent;
    default:
      return strings.byGuest;
  }
}
