import type { Colleague } from '../../../src/protocol/index.ts';
import { presence as strings } from '../strings/session.ts';
import { words } from '../strings/words.ts';

/** Who else can be reached. */
export function ColleaguesPanel({ colleagues }: { readonly colleagues: readonly Colleague[] }) {
  return (
    <section class="panel" aria-labelledby="colleagues-heading">
      <header class="panel-header">
        <h2 id="colleagues-heading">{strings.colleagues}</h2>
      </header>
      {colleagues.length === 0 && <p class="soft">{strings.nobodyElse}</p>}
      <ul class="colleagues">
        {colleagues.map(({ id, name, presence }) => (
          <li key={id} data-testid="colleague" data-value={presence}>
            <span class={`dot dot-${presence}`} aria-hidden="true" />
            <span>{name}</span>
            <span class="soft">{words.presence(presence)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
