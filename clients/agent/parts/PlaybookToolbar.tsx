import { useRef, useState } from 'preact/hooks';
import type { PlaybookDraft } from '../playbookDraft.ts';
import { playbook as strings } from '../strings/playbook.ts';
import { Dialog } from './Dialog.tsx';
import { Notice } from './Notice.tsx';

/** What the last change of the server's side came to. */
export type PlaybookNews =
  | { readonly name: 'none' }
  | { readonly name: 'busy' }
  | { readonly name: 'saved'; readonly version: number }
  | { readonly name: 'conflict' }
  | { readonly name: 'failed'; readonly sentence: string };

export interface PlaybookToolbarProps {
  readonly draft: PlaybookDraft;
  readonly isChanged: boolean;
  /** The version in force; 0 for the shipped one. */
  readonly version: number;
  readonly news: PlaybookNews;
  /** How many rules have to be put right. */
  readonly wrong: number;
  readonly onDraft: (draft: PlaybookDraft) => void;
  readonly onSave: () => void;
  readonly onSaveOver: () => void;
  readonly onDiscard: () => void;
  readonly onImport: (file: File) => void;
  readonly onRestore: () => void;
}

/** The playbook as a whole: its name and version, saving, files. */
export function PlaybookToolbar(props: PlaybookToolbarProps) {
  const { draft, isChanged, version, news, wrong, onDraft } = props;
  const [restoring, setRestoring] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const busy = news.name === 'busy';
  return (
    <>
      <header class="page-header page-header-row">
        <div>
          <h1>{strings.heading}</h1>
          <p class="soft" role="status" data-testid="playbook-state" data-value={version}>
            {stateSentence(props)}
          </p>
        </div>
        <div class="actions">
          {isChanged && (
            <button class="button button-quiet" type="button" onClick={props.onDiscard}>
              {strings.discard}
            </button>
          )}
          <button class="button" type="button" onClick={() => file.current?.click()}>
            {strings.importFile}
          </button>
          <input
            ref={file}
            type="file"
            class="visually-hidden"
            data-testid="playbook-import"
            aria-label={strings.importFile}
            tabIndex={-1}
            accept="application/json,.json"
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              if (chosen !== undefined) props.onImport(chosen);
              // The same file may be chosen again.
              event.currentTarget.value = '';
            }}
          />
          <a class="button" href="/api/playbook/export" download data-testid="playbook-export">
            {strings.exportFile}
          </a>
          <button class="button" type="button" onClick={() => setRestoring(true)}>
            {strings.restore}
          </button>
          <button
            class="button button-primary"
            type="button"
            data-testid="playbook-save"
            disabled={!isChanged || wrong > 0}
            aria-disabled={busy}
            onClick={busy ? undefined : props.onSave}
          >
            {busy ? strings.saving : strings.save}
          </button>
        </div>
      </header>
      <div class="field playbook-name">
        <label for="playbook-name">{strings.name}</label>
        <input
          id="playbook-name"
          type="text"
          maxLength={128}
          value={draft.name}
          onInput={(event) => onDraft({ ...draft, name: event.currentTarget.value })}
        />
      </div>
      {news.name === 'conflict' && (
        <Notice tone="warn" role="alert">
          <span>{strings.conflict}</span>
          <span class="row-actions">
            <button class="button button-small" type="button" onClick={props.onDiscard}>
              {strings.loadNewest}
            </button>
            <button
              class="button button-small"
              type="button"
              data-testid="playbook-save-over"
              onClick={props.onSaveOver}
            >
              {strings.saveOver}
            </button>
          </span>
        </Notice>
      )}
      {news.name === 'failed' && (
        <Notice tone="danger" role="alert">
          {news.sentence}
        </Notice>
      )}
      {restoring && (
        <Dialog heading={strings.restoreHeading} onClose={() => setRestoring(false)}>
          <p>{strings.restoreLead}</p>
          <div class="actions">
            <button
              class="button button-primary"
              type="button"
              data-testid="playbook-restore"
              onClick={() => {
                setRestoring(false);
                props.onRestore();
              }}
            >
              {strings.restoreConfirm}
            </button>
            <button class="button" type="button" onClick={() => setRestoring(false)}>
              {strings.cancel}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function stateSentence({ isChanged, version, news, wrong }: PlaybookToolbarProps): string {
  if (wrong > 0) return strings.wrong(wrong);
  if (isChanged) return strings.changed;
  if (news.name === 'saved') return strings.saved(news.version);
  return version === 0 ? strings.shipped : strings.version(version);
}
