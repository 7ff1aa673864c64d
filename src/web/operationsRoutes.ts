import express, { type Request, type Router } from 'express';
import { type HealthResponse, Refusal } from '../protocol/index.ts';
import { hasPermission } from '../registration/permissions.ts';
import type { Authentication } from '../registration/registration.ts';
import { isLoopback, plainAddress } from './address.ts';
import { openRpcDocument } from './openrpc.ts';
import { requireSignIn } from './requests.ts';

export interface OperationsRoutesDeps {
  readonly authentication: Authentication;
  /** The origin under which browsers reach the server, if a proxy stands before it. */
  readonly publicUrl: string | undefined;
  /** How many reverse proxies write `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** What prom-client's registry gives. */
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
  readonly health: () => Promise<HealthResponse['status']>;
  readonly version: string;
}

/** `GET /health`, `GET /metrics` (admins, or programs on this machine), `GET /openrpc.json`. */
export function operationsRoutes(deps: OperationsRoutesDeps): Router {
  const { authentication, health, metrics, version } = deps;
  // A proxy that does not say for whom it asks looks like a program on this machine.
  const isHiddenBehindProxy = deps.publicUrl !== undefined && deps.trustedProxies === 0;
  const document = JSON.stringify(openRpcDocument(version));
  const router = express.Router();

  router.get('/health', async (_request, response) => {
    const status = await health();
    const answer: HealthResponse = { status, version };
    response.status(status === 'stopping' ? 503 : 200).json(answer);
  });

  router.get('/metrics', async (request, response) => {
    if (isHiddenBehindProxy || !isFromThisMachine(request)) {
      const { role } = await requireSignIn(authentication, request);
      if (!hasPermission(role, 'see-metrics')) throw new Refusal('forbidden');
    }
    response.type(metrics.contentType).send(await metrics.metrics());
  });

  router.get('/openrpc.json', (_request, response) => {
    response.type('json').send(document);
  });

  return router;
}

/**
 * Whether a program on this machine asks, and neither a proxy on it for somebody else nor a web
 * page under a name that was made to point here.
 */
function isFromThisMachine(request: Request): boolean {
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via'].some(
    (header) => request.headers[header] !== undefined,
  );
  const isLocalName = ['localhost', '127.0.0.1', '::1', '[::1]'].includes(request.hostname);
  return (
    isLoopback(plainAddress(request.socket.remoteAddress)) &&
    isLocalName &&
    !isForwarded &&
    request.headers.cookie === undefined
  );
}
