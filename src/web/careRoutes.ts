import express, { type Router } from 'express';
import { careLinkRequest, peopleRequest } from '../protocol/index.ts';
import type { Registration } from '../registration/registration.ts';
import { readBody, requireSignIn } from './requests.ts';

/** `GET /people`, `GET /patients`, `POST /care-links/name` and `/care-links/unname`. */
export function careRoutes({ authentication, patients, people }: Registration): Router {
  const router = express.Router();

  router.get('/people', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    const { role } = readBody(peopleRequest, request.query);
    response.json(await people.list(by, role));
  });

  router.get('/patients', async (request, response) => {
    response.json(await patients.list(await requireSignIn(authentication, request)));
  });

  router.post('/care-links/name', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    await patients.name(by, readBody(careLinkRequest, request.body).patientId);
    response.json({});
  });

  router.post('/care-links/unname', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    await patients.unname(by, readBody(careLinkRequest, request.body).patientId);
    response.json({});
  });

  return router;
}
