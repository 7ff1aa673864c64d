import express, { type Request, type Router } from 'express';
import type { Integration } from '../integration/integration.ts';
import {
  changeInboundSourceRequest,
  changeSubscriptionRequest,
  createInboundSourceRequest,
  createSubscriptionRequest,
  deliveriesRequest,
  integrationIdRequest,
  replayRequest,
} from '../protocol/index.ts';
import { requirePermission } from '../registration/permissions.ts';
import type { Authentication } from '../registration/registration.ts';
import type { WebLimiter } from './limits.ts';
import { readBody, requireSignIn } from './requests.ts';

export interface IntegrationRoutesDeps {
  readonly authentication: Authentication;
  readonly integration: Integration;
  readonly limiter: WebLimiter;
}

/** `/integration/subscriptions`, `/integration/deliveries` and `/integration/sources`: admins'. */
export function integrationRoutes(deps: IntegrationRoutesDeps): Router {
  const { authentication, integration, limiter } = deps;
  const { sources, subscriptions } = integration;
  const router = express.Router();

  /** The clinic of the admin who asks. @throws Refusal `unauthenticated`, `forbidden` */
  async function clinicOf(request: Request): Promise<string> {
    const by = await requireSignIn(authentication, request);
    requirePermission(by, 'manage-integrations');
    return by.clinic.id;
  }

  router.get('/integration/subscriptions', async (request, response) => {
    response.json(await subscriptions.list(await clinicOf(request)));
  });

  router.post('/integration/subscriptions/create', async (request, response) => {
    const clinicId = await clinicOf(request);
    const wanted = readBody(createSubscriptionRequest, request.body);
    response.json(await subscriptions.create(clinicId, wanted));
  });

  router.post('/integration/subscriptions/change', async (request, response) => {
    const clinicId = await clinicOf(request);
    const changes = readBody(changeSubscriptionRequest, request.body);
    response.json(await subscriptions.change(clinicId, changes));
  });

  router.post('/integration/subscriptions/delete', async (request, response) => {
    const clinicId = await clinicOf(request);
    await subscriptions.remove(clinicId, readBody(integrationIdRequest, request.body).id);
    response.json({});
  });

  router.post('/integration/subscriptions/rotate', async (request, response) => {
    const clinicId = await clinicOf(request);
    const { id } = readBody(integrationIdRequest, request.body);
    response.json(await subscriptions.rotate(clinicId, id));
  });

  router.post('/integration/subscriptions/test', async (request, response) => {
    const clinicId = await clinicOf(request);
    const { id } = readBody(integrationIdRequest, request.body);
    await limiter.count('webhookTestPerClinic', clinicId);
    response.json(await integration.test(clinicId, id));
  });

  router.get('/integration/deliveries', async (request, response) => {
    const clinicId = await clinicOf(request);
    const filter = readBody(deliveriesRequest, request.query);
    response.json(await integration.listDeliveries(clinicId, filter));
  });

  router.post('/integration/deliveries/replay', async (request, response) => {
    const clinicId = await clinicOf(request);
    response.json(await integration.replay(clinicId, readBody(replayRequest, request.body)));
  });

  router.get('/integration/sources', async (request, response) => {
    response.json(await sources.list(await clinicOf(request)));
  });

  router.post('/integration/sources/create', async (request, response) => {
    const clinicId = await clinicOf(request);
    const { name } = readBody(createInboundSourceRequest, request.body);
    response.json(await sources.create(clinicId, name));
  });

  router.post('/integration/sources/change', async (request, response) => {
    const clinicId = await clinicOf(request);
    const changes = readBody(changeInboundSourceRequest, request.body);
    response.json(await sources.change(clinicId, changes));
  });

  router.post('/integration/sources/delete', async (request, response) => {
    const clinicId = await clinicOf(request);
    await sources.remove(clinicId, readBody(integrationIdRequest, request.body).id);
    response.json({});
  });

  router.post('/integration/sources/rotate', async (request, response) => {
    const clinicId = await clinicOf(request);
    const { id } = readBody(integrationIdRequest, request.body);
    response.json(await sources.rotate(clinicId, id));
  });

  return router;
}
