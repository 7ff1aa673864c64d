import type { z } from 'zod';
import { type MethodName, methods, type Params, Refusal, type Result } from '../protocol/index.ts';
import type { Call } from './connection.ts';
import type { Handlers } from './handlers/handler.ts';

export type OpenHandler = (
  params: Params<'session.open'>,
  call: Call,
) => Promise<Result<'session.open'>>;

/** How many things that are wrong with the parameters one reply names. */
const maxIssues = 10;

/**
 * Makes the way of a request from its name to its handler: the method is known, the phase allows
 * it, the endpoint's kind may call it, the parameters fit. Whether this endpoint may do it to this
 * consult is the domain's to say.
 */
export function createDispatch(
  open: OpenHandler,
  handlers: Handlers,
): (call: Call) => Promise<unknown> {
  return async (call) => {
    const { connection, method, params } = call;
    if (connection.phase !== 'open') {
      if (method !== 'session.open') throw new Refusal('not_open');
      return await open(check('session.open', params), call);
    }
    if (!isMethod(method)) throw new Refusal('method_not_found');
    if (method === 'session.open') throw new Refusal('already_open');
    return await handle(handlers, method, call);
  };
}

async function handle<M extends keyof Handlers>(
  handlers: Handlers,
  method: M,
  call: Call,
): Promise<Result<M>> {
  const { session } = call.connection;
  if (!session) throw new Refusal('not_open');
  const { callers } = methods[method];
  if (!callers.includes(session.identity.kind)) throw new Refusal('forbidden');
  return await handlers[method](check(method, call.params), session, call);
}

export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

/** @throws Refusal `invalid_params` with the paths of what is wrong, never with its values */
function check<M extends MethodName>(method: M, params: unknown): Params<M> {
  const parsed = methods[method].params.safeParse(params);
  // The union of all methods' outputs is narrowed to the one whose schema has just checked it.
  if (parsed.success) return parsed.data as Params<M>;
  throw new Refusal('invalid_params', undefined, { issues: issuesOf(parsed.error) });
}

function issuesOf(error: z.ZodError): { path: string; code: string }[] {
  return error.issues
    .slice(0, maxIssues)
    .map(({ path, code }) => ({ path: path.map(String).join('.').slice(0, 128), code }));
}
