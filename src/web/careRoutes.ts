import express, { type Router } from 'express';
import {
  careLinkRequest,
  clinicSettings,
  desksRequest,
  patientProofsRequest,
  peopleRequest,
} from '../protocol/index.ts';
import type { Registration } from '../registration/registration.ts';
import { readBody, requireSignIn } from './requests.ts';

/**
 * `GET /people`, `PUT /people/desks`, `GET /patients`, `PUT /patients/proofs`,
 * `POST /care-links/name` and `/care-links/unname`, `GET` and `PUT /clinic/settings`.
 */
export function careRoutes(registration: Registration): Router {
  const { authentication, patients, people } = registration;
  const router = express.Router();

  router.get('/people', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    const { role } = readBody(peopleRequest, request.query);
    response.json(await people.list(by, role));
  });

  router.get('/patients', async (request, response) => {
    response.json(await patients.list(await requireSignIn(authentication, request)));
  });

  router.put('/patients/proofs', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    await registration.proofs.set(by, readBody(patientProofsRequest, request.body));
    response.json({});
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

  router.put('/people/desks', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    await registration.clinicSettings.setDesks(by, readBody(desksRequest, request.body));
    response.json({});
  });

  router.get('/clinic/settings', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    response.json(await registration.clinicSettings.read(by));
  });

  router.put('/clinic/settings', async (request, response) => {
    const by = await requireSignIn(authentication, request);
    await registration.clinicSettings.write(by, readBody(clinicSettings, request.body));
    response.json({});
  });

  return router;
}
