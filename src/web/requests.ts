import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { type AgentIdentity, Refusal } from '../protocol/index.ts';
import type { Authentication } from '../registration/registration.ts';
import { isSameOrigin } from './origin.ts';

/**
 * Reads a body by its schema.
 * @throws Refusal `invalid_params` that names the fields and what they may be, never their values
 */
export function readBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: issue.message,
  }));
  throw new Refusal('invalid_params', undefined, { issues });
}

/** Finds out who makes a request. @throws Refusal `unauthenticated` */
export async function requireSignIn(
  authentication: Authentication,
  request: Request,
): Promise<AgentIdentity> {
  const signIn = await authentication.agentBySignIn(request.headers.cookie);
  if (signIn === undefined) throw new Refusal('unauthenticated');
  return signIn.identity;
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site's page makes a browser send, and, unless programs may come as well,
 * everything that changes something without saying where it comes from.
 * @param options.programs whether requests without `Origin` are let through: no cookie counts there
 */
export function requireSameOrigin(
  publicUrl: string | undefined,
  options: { readonly programs: boolean },
): RequestHandler {
  return (request, _response, next) => {
    const isProgram = options.programs && request.headers.origin === undefined;
    if (safeMethods.has(request.method) || isProgram || isSameOrigin(request, publicUrl)) {
      return next();
    }
    throw new Refusal('forbidden', 'The request comes from a page of another origin.');
  };
}
