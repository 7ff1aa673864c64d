import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ApiErrorCode } from '../httpApi.ts';
import { Notice } from '../parts/Notice.tsx';
import { Wordmark } from '../parts/Wordmark.tsx';
import { errorSentence } from '../strings/errors.ts';
import { signIn as strings } from '../strings/session.ts';

export type SignInState =
  | { readonly name: 'ready' }
  | { readonly name: 'expired' }
  /** The server could not be told that somebody signs out. */
  | { readonly name: 'not-signed-out' }
  | { readonly name: 'busy' }
  | {
      readonly name: 'failed';
      readonly code: ApiErrorCode;
      readonly retryAfterMs?: number | undefined;
    };

interface SignInScreenProps {
  readonly state: SignInState;
  readonly onSignIn: (email: string, password: string) => void;
}

export function SignInScreen({ state, onSignIn }: SignInScreenProps) {
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const wrong = state.name === 'failed' && state.code === 'wrong_credentials';

  useEffect(() => email.current?.focus(), []);
  useEffect(() => {
    if (wrong) password.current?.select();
  }, [wrong]);

  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state.name === 'busy') return;
    onSignIn(email.current?.value.trim() ?? '', password.current?.value ?? '');
  };

  return (
    <main class="sign-in">
      <form class="sign-in-card" onSubmit={onSubmit}>
        <Wordmark />
        <div>
          <h1>{strings.heading}</h1>
          <p class="soft">{strings.lead}</p>
        </div>
        {(state.name === 'expired' || state.name === 'not-signed-out') && (
          <Notice tone="warn" role="status">
            {state.name === 'expired' ? strings.expired : strings.notSignedOut}
          </Notice>
        )}
        {state.name === 'failed' && (
          <Notice tone="danger" role="alert">
            {errorSentence(state.code, state.retryAfterMs)}
          </Notice>
        )}
        <div class="field">
          <label for="email">{strings.email}</label>
          <input
            ref={email}
            id="email"
            data-testid="email"
            type="email"
            autocomplete="username"
            required
            aria-invalid={wrong}
          />
        </div>
        <div class="field">
          <label for="password">{strings.password}</label>
          <input
            ref={password}
            id="password"
            data-testid="password"
            type="password"
            autocomplete="current-password"
            required
            aria-invalid={wrong}
          />
        </div>
        <button
          class="button button-primary button-wide"
          type="submit"
          data-testid="sign-in"
          aria-disabled={state.name === 'busy'}
        >
          {state.name === 'busy' ? strings.busy : strings.submit}
        </button>
      </form>
    </main>
  );
}
