import type { MethodName, Params, Result } from '../../protocol/index.ts';
import type { Call } from '../connection.ts';
import type { Session } from '../session.ts';

/** Answers one method for an open session. @throws Refusal */
type Handler<M extends MethodName> = (
  params: Params<M>,
  session: Session,
  call: Call,
) => Promise<Result<M>>;

/** Methods of a session that is open; `session.open` makes it. */
type OpenMethod = Exclude<MethodName, 'session.open'>;

/** The methods that begin with a noun. */
export type HandlersOf<Noun extends string> = {
  readonly [M in OpenMethod & `${Noun}.${string}`]: Handler<M>;
};

export type Handlers = { readonly [M in OpenMethod]: Handler<M> };

/** The reply of a method that answers nothing. */
export async function done(work: Promise<unknown>): Promise<Record<string, never>> {
  await work;
  return {};
}
