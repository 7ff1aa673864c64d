import { useEffect, useMemo, useState } from 'preact/hooks';
import {
  type Playbook,
  type PlaybookResponse,
  type PlaybookTryResponse,
  type PlaybookVersion,
  playbookFile,
} from '../../../src/protocol/playbook.ts';
import { ApiError, type ApiErrorCode } from '../httpApi.ts';
import { Notice } from '../parts/Notice.tsx';
import type { PlaybookNews } from '../parts/PlaybookToolbar.tsx';
import type { PlaybookApi } from '../playbookApi.ts';
import { checkDraft, draftOf, type PlaybookDraft, readJson } from '../playbookDraft.ts';
import { PlaybookScreen } from '../screens/PlaybookScreen.tsx';
import { errorSentence, refusalSentence } from '../strings/errors.ts';
import { playbook as strings } from '../strings/playbook.ts';
import { useAsk } from '../useAsk.ts';
import { codeOf } from '../useLoaded.ts';

/** What is in force, and the draft over it. */
interface Edited {
  readonly base: PlaybookResponse;
  readonly draft: PlaybookDraft;
}

export function PlaybookPage({ api }: { readonly api: PlaybookApi }) {
  const [edited, setEdited] = useState<Edited | null>(null);
  const [problem, setProblem] = useState<ApiErrorCode | null>(null);
  const [news, setNews] = useState<PlaybookNews>({ name: 'none' });
  const [trial, setTrial] = useState<PlaybookTryResponse | null>(null);
  const trying = useAsk();

  const take = (base: PlaybookResponse) => setEdited({ base, draft: draftOf(base.playbook) });
  const load = () => {
    setProblem(null);
    setNews({ name: 'none' });
    api.read().then(take, (error: unknown) => setProblem(codeOf(error)));
  };
  // It loads once; later loads are asked for.
  useEffect(load, []);
  const draft = edited?.draft;
  const checked = useMemo(() => draft && checkDraft(draft), [draft]);

  const change = async (request: Promise<PlaybookVersion>) => {
    setNews({ name: 'busy' });
    try {
      const { version } = await request;
      take(await api.read());
      setNews({ name: 'saved', version });
    } catch (error) {
      const isConflict = error instanceof ApiError && error.code === 'conflict';
      setNews(
        isConflict ? { name: 'conflict' } : { name: 'failed', sentence: refusalSentence(error) },
      );
    }
  };

  if (edited === null || checked === undefined) {
    return (
      <div class="page">
        <header class="page-header">
          <h1>{strings.heading}</h1>
          {problem === null && <p class="soft">{strings.loading}</p>}
        </header>
        {problem !== null && (
          <Notice tone="danger" role="alert">
            <span>{errorSentence(problem)}</span>
            <button class="button button-small" type="button" onClick={load}>
              {strings.again}
            </button>
          </Notice>
        )}
      </div>
    );
  }

  const { base } = edited;
  const save = (expectedVersion: number, playbook: Playbook) =>
    void change(api.save(expectedVersion, playbook));
  const saveOver = async (playbook: Playbook) => {
    const newest = await api.read();
    return api.save(newest.version, playbook);
  };
  const importFile = async (file: File) => {
    const parsed = playbookFile.safeParse(readJson(await file.text()).value);
    if (parsed.success) return change(api.import(base.version, parsed.data));
    const [issue] = parsed.error.issues;
    const detail = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
    setNews({ name: 'failed', sentence: strings.notAPlaybook(detail) });
  };
  return (
    <PlaybookScreen
      draft={edited.draft}
      checked={checked}
      isChanged={!isSame(edited.draft, base.playbook)}
      version={base.version}
      history={base.history}
      news={news}
      trial={trial}
      trialProblem={trying.problem}
      trying={trying.busy}
      onDraft={(changed) => setEdited({ base, draft: changed })}
      onSave={() => {
        if (checked.name === 'right') save(base.version, checked.playbook);
      }}
      onSaveOver={() => {
        if (checked.name === 'right') void change(saveOver(checked.playbook));
      }}
      onDiscard={load}
      onImport={(file) => void importFile(file)}
      onRestore={() => void change(api.restore(base.version))}
      onOpenVersion={(version) => {
        api.read(version).then(
          ({ playbook }) => setEdited({ base, draft: draftOf(playbook) }),
          (error: unknown) => setNews({ name: 'failed', sentence: refusalSentence(error) }),
        );
      }}
      onTry={(request) => {
        if (checked.name !== 'right') return;
        void trying.run(api.try(checked.playbook, request).then(setTrial));
      }}
    />
  );
}

function isSame(draft: PlaybookDraft, playbook: Playbook): boolean {
  return JSON.stringify(draft) === JSON.stringify(draftOf(playbook));
}
