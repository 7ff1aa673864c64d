import { useState } from 'preact/hooks';
import type { InboundSource } from '../../../src/protocol/index.ts';
import { integrations, sources as strings } from '../strings/integrations.ts';
import { Dialog } from './Dialog.tsx';
import { WiredActions } from './WiredActions.tsx';

interface SourcesPanelProps {
  readonly sources: readonly InboundSource[];
  /** Where this server is. */
  readonly origin: string;
  readonly onAdd: (name: string) => Promise<boolean>;
  readonly onEnable: (id: string, enabled: boolean) => void;
  readonly onRotate: (id: string) => void;
  readonly onRemove: (id: string, name: string) => void;
}

/** Systems of the clinic that may open consults and set presence. */
export function SourcesPanel({ sources, origin, onAdd, ...actions }: SourcesPanelProps) {
  const [name, setName] = useState<string | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    const wanted = name?.trim() ?? '';
    if (wanted === '') return;
    await onAdd(wanted);
    setName(null);
  };
  return (
    <section class="panel" aria-labelledby="sources-heading">
      <header class="panel-header">
        <h2 id="sources-heading">{strings.heading}</h2>
        <button
          class="button button-small"
          type="button"
          data-testid="add-source"
          onClick={() => setName('')}
        >
          {strings.add}
        </button>
      </header>
      {sources.length === 0 && <p class="soft">{strings.none}</p>}
      <ul class="wired">
        {sources.map(({ id, name: sourceName, enabled }) => (
          <li key={id} data-testid="source">
            <div class="wired-what">
              <p class="strong">{sourceName}</p>
              <p class="soft wired-url">
                {strings.address} <code>{`${origin}/api/inbound/${id}`}</code>
              </p>
            </div>
            <WiredActions
              enabled={enabled}
              onRotate={() => actions.onRotate(id)}
              onEnable={(wanted) => actions.onEnable(id, wanted)}
              onRemove={() => actions.onRemove(id, sourceName)}
            />
          </li>
        ))}
      </ul>
      {name !== null && (
        <Dialog heading={strings.addHeading} onClose={() => setName(null)}>
          <form class="stack-small" onSubmit={(event) => void submit(event)}>
            <div class="field">
              <label for="source-name">{strings.name}</label>
              <input
                id="source-name"
                data-testid="source-name"
                type="text"
                maxLength={128}
                aria-describedby="source-name-hint"
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
              <p class="hint" id="source-name-hint">
                {strings.nameHint}
              </p>
            </div>
            <div class="actions">
              <button
                class="button button-primary"
                type="submit"
                data-testid="source-create"
                disabled={name.trim() === ''}
              >
                {strings.create}
              </button>
              <button class="button" type="button" onClick={() => setName(null)}>
                {integrations.cancel}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </section>
  );
}
