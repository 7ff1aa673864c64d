import express, { type Router } from 'express';
import type { Inbound } from '../integration/inbound.ts';
import { Refusal } from '../protocol/index.ts';
import { addressKey, plainAddress } from './address.ts';
import type { WebLimiter } from './limits.ts';

export interface InboundRoutesDeps {
  readonly inbound: Inbound;
  readonly limiter: WebLimiter;
}

/**
 * `POST /inbound/:sourceId`: a CloudEvent of one of the clinic's systems, signed by Standard
 * Webhooks. The signature is of the body's bytes, so nothing parses it before.
 */
export function inboundRoutes({ inbound, limiter }: InboundRoutesDeps): Router {
  const router = express.Router();
  const raw = express.raw({ type: () => true, limit: '64kb' });

  router.post('/inbound/:sourceId', raw, async (request, response) => {
    const bytes: unknown = request.body;
    const body = Buffer.isBuffer(bytes) ? bytes.toString('utf8') : '';
    const { sourceId } = request.params;
    const address = addressKey(plainAddress(request.ip));
    const { source, webhookId } = await limiter.countFailures(
      [['inboundPerAddress', address]],
      (error) => error instanceof Refusal && error.code === 'unauthenticated',
      () => inbound.authenticate(sourceId, { headers: request.headers, body }),
    );
    // After the signature: else anybody could use up a system's share.
    await limiter.count('inboundPerSource', source.id);
    response.json(await inbound.receive(source, webhookId, body));
  });

  return router;
}
