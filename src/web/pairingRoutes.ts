import express, { type Request, type Router } from 'express';
import {
  type AgentIdentity,
  pairingConfirmRequest,
  pairingDenyRequest,
  pairingLookupRequest,
  Refusal,
  unpairRequest,
} from '../protocol/index.ts';
import type { Registration } from '../registration/registration.ts';
import { addressKey, plainAddress } from './address.ts';
import type { WebCount, WebLimiter } from './limits.ts';
import { readBody, requireSignIn } from './requests.ts';

export interface PairingRoutesDeps {
  readonly registration: Registration;
  readonly limiter: WebLimiter;
}

/** `POST /pairing/lookup`, `/pairing/confirm`, `/pairing/deny` and `/device/unpair`. */
export function pairingRoutes({ registration, limiter }: PairingRoutesDeps): Router {
  const { authentication, pairing } = registration;
  const router = express.Router();

  /** Who guesses is counted first; a clinic behind one address has many people who mistype. */
  function countGuesses<T>(
    by: AgentIdentity,
    request: Request,
    work: () => Promise<T>,
  ): Promise<T> {
    const counts: WebCount[] = [
      ['userCodePerPerson', by.personId],
      ['userCodePerAddress', addressKey(plainAddress(request.ip))],
    ];
    return limiter.countFailures(counts, isWrongGuess, work);
  }

  router.post('/pairing/lookup', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    const { userCode } = readBody(pairingLookupRequest, request.body);
    response.json(await countGuesses(by, request, () => pairing.lookup(by, userCode)));
  });

  router.post('/pairing/confirm', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    const confirmation = readBody(pairingConfirmRequest, request.body);
    response.json(await countGuesses(by, request, () => pairing.confirm(by, confirmation)));
  });

  router.post('/pairing/deny', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    const { userCode } = readBody(pairingDenyRequest, request.body);
    await countGuesses(by, request, () => pairing.deny(by, userCode));
    response.json({});
  });

  router.post('/device/unpair', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    const { deviceId } = readBody(unpairRequest, request.body);
    await pairing.unpair(by, deviceId);
    response.json({});
  });

  return router;
}

function isWrongGuess(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'code_unknown';
}
