import express, { type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import {
  type DeviceAuthorizationResponse,
  deviceAuthorizationRequest,
  deviceTokenRequest,
  Refusal,
} from '../protocol/index.ts';
import type { DeviceGrant } from '../registration/deviceGrant.ts';
import { addressKey, plainAddress } from './address.ts';
import { type FailuresDeps, grantFailures } from './failures.ts';
import type { WebLimiter } from './limits.ts';
import { ownOrigin } from './origin.ts';
import { readBody, requireSameOrigin } from './requests.ts';

export interface DeviceGrantRoutesDeps extends FailuresDeps {
  readonly deviceGrant: DeviceGrant;
  readonly limiter: WebLimiter;
  readonly publicUrl: string | undefined;
}

/** What decides on the answer before the request as a whole is looked at. */
const grantType = z.looseObject({ grant_type: z.string().optional() });

/**
 * The device authorization grant (RFC 8628): `POST /authorize` and `POST /token`. Errors are RFC
 * 6749's, with `rate_limited` (429), `server_error` (500) and `temporarily_unavailable` (503).
 */
export function deviceGrantRoutes(deps: DeviceGrantRoutesDeps): Router {
  const { deviceGrant, limiter, publicUrl } = deps;
  const router = express.Router();
  const readable: RequestHandler[] = [
    requireSameOrigin(publicUrl, { programs: true }),
    express.json({ limit: '16kb' }),
    express.urlencoded({ limit: '4kb' }),
  ];

  router.post('/authorize', ...readable, async (request, response) => {
    const address = plainAddress(request.ip);
    await limiter.count('authorizePerAddress', addressKey(address));
    const { registration } = readBody(deviceAuthorizationRequest, request.body);
    const origin = ownOrigin(request, publicUrl);
    if (origin === undefined) throw new Refusal('invalid_request', 'The Host header is malformed.');

    const codes = await deviceGrant.authorize(registration, address);
    const verificationUri = `${origin}/agent/`;
    const answer: DeviceAuthorizationResponse = {
      device_code: codes.deviceCode,
      user_code: codes.userCode,
      verification_uri: verificationUri,
      // Browsers keep the fragment to themselves, so the code reaches no server's log.
      verification_uri_complete: `${verificationUri}#pair=${codes.userCode}`,
      expires_in: codes.expiresInSeconds,
      interval: codes.pollIntervalSeconds,
    };
    response.json(answer);
  });

  router.post('/token', ...readable, async (request, response) => {
    await limiter.count('pollPerAddress', addressKey(plainAddress(request.ip)));
    const asked = readBody(grantType, request.body).grant_type;
    if (asked !== undefined && asked !== deviceTokenRequest.shape.grant_type.value) {
      response.status(400).json({ error: 'unsupported_grant_type' });
      return;
    }
    const { device_code: deviceCode } = readBody(deviceTokenRequest, request.body);
    await limiter.count('pollPerCode', deviceCode);
    const result = await deviceGrant.poll(deviceCode);
    if (result.kind === 'token') {
      response.json({ access_token: result.accessToken, token_type: 'Bearer' });
    } else {
      response.status(400).json({ error: result.kind });
    }
  });

  router.use(grantFailures(deps));
  return router;
}
