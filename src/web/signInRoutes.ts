import express, { type CookieOptions, type Router } from 'express';
import { Refusal, signInRequest } from '../protocol/index.ts';
import type { Registration } from '../registration/registration.ts';
import { readSignInCookie, signInCookieName } from '../registration/signInCookie.ts';
import { addressKey, plainAddress } from './address.ts';
import type { WebLimiter } from './limits.ts';
import { readBody, requireSignIn } from './requests.ts';

export interface SignInRoutesDeps {
  readonly registration: Registration;
  readonly limiter: WebLimiter;
  /** Whether browsers reach the server by HTTPS. */
  readonly isSecure: boolean;
}

/** `POST /sign-in`, `POST /sign-out`, `GET /me`. */
export function signInRoutes({ registration, limiter, isSecure }: SignInRoutesDeps): Router {
  const { authentication, signIns } = registration;
  // Without an age, so that it ends with the browser; the server ends it when it goes unused.
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' };
  const router = express.Router();

  router.post('/sign-in', async (request, response) => {
    const { email, password } = readBody(signInRequest, request.body);
    const address = addressKey(plainAddress(request.ip));
    const account = email.toLowerCase();
    await limiter.count('signInPerAddress', address);
    const { secret, identity } = await limiter.countFailures(
      [
        ['signInPerAccountAndAddress', `${account} ${address}`],
        ['signInPerAccount', account],
      ],
      (error) => error instanceof Refusal && error.code === 'wrong_credentials',
      () => signIns.signIn(email, password),
    );
    const former = readSignInCookie(request.headers.cookie, isSecure);
    if (former !== undefined) await signIns.signOut(former);
    response.cookie(signInCookieName(isSecure), secret, cookie).json(identity);
  });

  router.post('/sign-out', async (request, response) => {
    const secret = readSignInCookie(request.headers.cookie, isSecure);
    if (secret !== undefined) await signIns.signOut(secret);
    response.clearCookie(signInCookieName(isSecure), cookie).json({});
  });

  router.get('/me', async (request, response) => {
    response.json(await requireSignIn(authentication, request));
  });

  return router;
}
