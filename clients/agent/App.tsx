import { useEffect, useState } from 'preact/hooks';
import { v7 as newId } from 'uuid';
import type { AgentIdentity } from '../../src/protocol/index.ts';
import { Connector, LocalMedia } from '../connector/index.ts';
import { RingTone } from '../theme/ringTone.ts';
import { CallDesk } from './callDesk.ts';
import type { ClinicApi } from './clinicApi.ts';
import { ApiError, type ApiErrorCode } from './httpApi.ts';
import { readOpenCamera } from './preferences.ts';
import { PresenceBoard } from './presenceBoard.ts';
import { SignedIn } from './SignedIn.tsx';
import { SignInScreen, type SignInState } from './screens/SignInScreen.tsx';
import { StartScreen } from './screens/StartScreen.tsx';
import { codeOf } from './useLoaded.ts';

/** How often the server is asked who is signed in: it ends a sign-in that it does not hear of. */
const staySignedInEveryMs = 30 * 60_000;

type AppState =
  | { readonly name: 'starting'; readonly problem: ApiErrorCode | null }
  | { readonly name: 'signed-out'; readonly signIn: SignInState }
  | { readonly name: 'signed-in'; readonly seat: Seat };

/** What belongs to one sign-in, from its beginning to its end. */
interface Seat {
  readonly identity: AgentIdentity;
  readonly connector: Connector;
  readonly media: LocalMedia;
  readonly desk: CallDesk;
  readonly tone: RingTone;
  readonly board: PresenceBoard;
  /** Ends the asking who is signed in. */
  readonly stopAsking: () => void;
}

interface AppProps {
  readonly api: ClinicApi;
  /** Where signaling is, as `wss://…`. */
  readonly signalingUrl: string;
}

export function App({ api, signalingUrl }: AppProps) {
  const [state, setState] = useState<AppState>({ name: 'starting', problem: null });

  const begin = () => {
    setState({ name: 'starting', problem: null });
    api.me().then(
      (identity) =>
        setState(
          identity === null
            ? { name: 'signed-out', signIn: { name: 'ready' } }
            : { name: 'signed-in', seat: takeSeat(api, identity, signalingUrl) },
        ),
      (error: unknown) => setState({ name: 'starting', problem: codeOf(error) }),
    );
  };
  const signIn = async (email: string, password: string) => {
    setState({ name: 'signed-out', signIn: { name: 'busy' } });
    try {
      const identity = await api.signIn(email, password);
      setState({ name: 'signed-in', seat: takeSeat(api, identity, signalingUrl) });
    } catch (error) {
      const retryAfterMs = error instanceof ApiError ? error.retryAfterMs : undefined;
      const failed = { name: 'failed', code: codeOf(error), retryAfterMs } as const;
      setState({ name: 'signed-out', signIn: failed });
    }
  };
  const signOut = async (seat: Seat) => {
    leaveSeat(seat);
    await seat.connector.leave();
    const signedOut = await api.signOut().then(
      () => true,
      () => false,
    );
    // The cookie is HttpOnly: without the server it stays, and the person has to know.
    const signIn = { name: signedOut ? 'ready' : 'not-signed-out' } as const;
    setState({ name: 'signed-out', signIn });
  };
  // It begins once; later beginnings are asked for.
  useEffect(begin, []);

  const seat = state.name === 'signed-in' ? state.seat : null;
  useEffect(() => {
    if (seat === null) return;
    return seat.connector.connection.subscribe((connection) => {
      if (connection.name !== 'closed' || connection.reason !== 'unauthenticated') return;
      leaveSeat(seat);
      setState({ name: 'signed-out', signIn: { name: 'expired' } });
    });
  }, [seat]);

  switch (state.name) {
    case 'starting':
      return <StartScreen problem={state.problem} onAgain={begin} />;
    case 'signed-out':
      return (
        <SignInScreen
          state={state.signIn}
          onSignIn={(email, password) => void signIn(email, password)}
        />
      );
    case 'signed-in':
      return <SignedIn api={api} {...state.seat} onSignOut={() => void signOut(state.seat)} />;
  }
}

function takeSeat(api: ClinicApi, identity: AgentIdentity, url: string): Seat {
  const connector = new Connector({ url, endpoint: 'agent' });
  const media = new LocalMedia();
  const desk = new CallDesk({
    connector,
    media,
    personId: identity.personId,
    opensCamera: () => readOpenCamera(localStorage),
    nowMs: Date.now,
    newId,
  });
  const board = new PresenceBoard(connector, identity.personId);
  connector.start();
  // What comes of it does not matter: where the sign-in is over, the server closes the socket.
  const timer = setInterval(() => void api.me().catch(() => null), staySignedInEveryMs);
  const stopAsking = () => clearInterval(timer);
  return { identity, connector, media, desk, board, tone: new RingTone(), stopAsking };
}

function leaveSeat({ desk, board, tone, stopAsking }: Seat): void {
  stopAsking();
  board.close();
  tone.close();
  desk.close();
}
