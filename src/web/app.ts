import express, { type Express } from 'express';
import type { Playbooks } from '../diagnostics/playbooks.ts';
import type { Integration } from '../integration/integration.ts';
import { Limiter } from '../limiter.ts';
import { type HealthResponse, Refusal } from '../protocol/index.ts';
import type { Registration } from '../registration/registration.ts';
import { careRoutes } from './careRoutes.ts';
import { clientApps } from './clientApps.ts';
import { deviceGrantRoutes } from './deviceGrantRoutes.ts';
import { type FailuresDeps, jsonFailures } from './failures.ts';
import { inboundRoutes } from './inboundRoutes.ts';
import { integrationRoutes } from './integrationRoutes.ts';
import { defaultWebLimits, type WebLimits } from './limits.ts';
import { type MailReceiver, mailRoutes } from './mailRoutes.ts';
import { operationsRoutes } from './operationsRoutes.ts';
import { pairingRoutes } from './pairingRoutes.ts';
import { playbookRoutes } from './playbookRoutes.ts';
import { requireSameOrigin } from './requests.ts';
import { schemaRoutes } from './schemaRoutes.ts';
import { securityHeaders } from './securityHeaders.ts';
import { signInRoutes } from './signInRoutes.ts';

export interface WebAppDeps extends FailuresDeps {
  readonly registration: Registration;
  readonly playbooks: Playbooks;
  readonly integration: Integration;
  /** Where answers to e-mails go, and under which password they come; `null`: there are none. */
  readonly mail: { readonly receiver: MailReceiver; readonly secret: string } | null;
  /** The origin under which browsers reach the server, if a proxy stands before it. */
  readonly publicUrl: string | undefined;
  /** Whether browsers reach the server by HTTPS, its own or a proxy's. */
  readonly isSecure: boolean;
  /** How many reverse proxies' `X-Forwarded-For` entries to believe. */
  readonly trustedProxies: number;
  /** The folder of the built apps, `dist/clients`. */
  readonly clientsDir: string;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
  readonly health: () => Promise<HealthResponse['status']>;
  readonly version: string;
  readonly limits?: WebLimits;
}

/** Everything that is spoken by HTTP: the agent app's API, pairing, the built apps. */
export function createWebApp(deps: WebAppDeps): Express {
  const { integration, mail, registration, playbooks, publicUrl } = deps;
  const { authentication } = registration;
  const limiter = new Limiter(deps.limits ?? defaultWebLimits);
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.trustedProxies);
  app.set('query parser', 'simple');
  app.use(securityHeaders(deps));

  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(
    '/api/device',
    deviceGrantRoutes({ ...deps, deviceGrant: registration.deviceGrant, limiter }),
  );
  app.use('/api', inboundRoutes({ inbound: integration.inbound, limiter }));
  if (mail !== null) app.use('/api', mailRoutes({ ...mail, limiter }));
  app.use('/api', requireSameOrigin(publicUrl, { programs: false }));
  // Playbooks are larger than what any other route takes.
  app.use('/api', playbookRoutes({ authentication, playbooks }));
  app.use('/api', express.json({ limit: '16kb' }));
  app.use('/api', signInRoutes({ ...deps, limiter }));
  app.use('/api', pairingRoutes({ registration, limiter }));
  app.use('/api', careRoutes(registration));
  app.use('/api', schemaRoutes());
  app.use('/api', integrationRoutes({ authentication, integration, limiter }));
  app.use('/api', operationsRoutes({ ...deps, authentication }));
  app.use('/api', () => {
    throw new Refusal('not_found');
  });
  app.use('/', clientApps(deps.clientsDir));
  app.use(jsonFailures(deps));
  return app;
}
