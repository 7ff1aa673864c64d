import type { ApiErrorCode } from '../httpApi.ts';
import { Notice } from '../parts/Notice.tsx';
import { Wordmark } from '../parts/Wordmark.tsx';
import { errorSentence } from '../strings/errors.ts';
import { start as strings } from '../strings/session.ts';

interface StartScreenProps {
  readonly problem: ApiErrorCode | null;
  readonly onAgain: () => void;
}

/** Until the server has said who is signed in. */
export function StartScreen({ problem, onAgain }: StartScreenProps) {
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <h1>
          <Wordmark />
        </h1>
        {problem === null ? (
          <p class="soft" role="status">
            {strings.loading}
          </p>
        ) : (
          <>
            <Notice tone="danger" role="alert">
              {errorSentence(problem)}
            </Notice>
            <button class="button button-primary button-wide" type="button" onClick={onAgain}>
              {strings.again}
            </button>
          </>
        )}
      </div>
    </main>
  );
}
