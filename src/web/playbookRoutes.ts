import express, { type Request, type Response, type Router } from 'express';
import type { z } from 'zod';
import type { Playbooks } from '../diagnostics/playbooks.ts';
import type { AgentIdentity, PersonRef } from '../protocol/index.ts';
import {
  type PlaybookFile,
  playbookImportRequest,
  playbookRequest,
  playbookRestoreRequest,
  playbookSaveRequest,
  playbookTryRequest,
} from '../protocol/playbook.ts';
import { type Permission, requirePermission } from '../registration/permissions.ts';
import type { Authentication } from '../registration/registration.ts';
import { readBody, requireSignIn } from './requests.ts';

export interface PlaybookRoutesDeps {
  readonly authentication: Authentication;
  readonly playbooks: Playbooks;
}

/** A playbook at its largest, with the white space of a file that people read. */
const parseLarge = express.json({ limit: '1mb' });

/**
 * `GET /playbook`, `PUT /playbook`, `POST /playbook/restore`, `POST /playbook/try`,
 * `GET /playbook/export` and `POST /playbook/import`. They read their bodies themselves, and only
 * once it is known who sends them.
 */
export function playbookRoutes({ authentication, playbooks }: PlaybookRoutesDeps): Router {
  const router = express.Router();

  async function allowed(permission: Permission, request: Request): Promise<AgentIdentity> {
    const by = await requireSignIn(authentication, request);
    requirePermission(by, permission);
    return by;
  }

  router.get('/playbook', async (request, response) => {
    const { clinic } = await allowed('see-playbooks', request);
    const { version } = readBody(playbookRequest, request.query);
    response.json(await playbooks.read(clinic.id, version));
  });

  router.get('/playbook/export', async (request, response) => {
    const { clinic } = await allowed('see-playbooks', request);
    const { version } = readBody(playbookRequest, request.query);
    const { playbook } = await playbooks.read(clinic.id, version);
    const file: PlaybookFile = { format: 'housecall-playbook', formatVersion: 1, playbook };
    response.attachment('housecall-playbook.json').json(file);
  });

  router.put('/playbook', async (request, response) => {
    const by = await allowed('edit-playbooks', request);
    const { expectedVersion, playbook } = await readLarge(playbookSaveRequest, request, response);
    const change = { expectedVersion, playbook, origin: 'edited' } as const;
    response.json(await playbooks.save(by.clinic.id, personOf(by), change));
  });

  router.post('/playbook/import', async (request, response) => {
    const by = await allowed('edit-playbooks', request);
    const { expectedVersion, file } = await readLarge(playbookImportRequest, request, response);
    const change = { expectedVersion, playbook: file.playbook, origin: 'imported' } as const;
    response.json(await playbooks.save(by.clinic.id, personOf(by), change));
  });

  router.post('/playbook/restore', async (request, response) => {
    const by = await allowed('edit-playbooks', request);
    const { expectedVersion } = await readLarge(playbookRestoreRequest, request, response);
    response.json(await playbooks.restore(by.clinic.id, personOf(by), expectedVersion));
  });

  router.post('/playbook/try', async (request, response) => {
    const { clinic } = await allowed('edit-playbooks', request);
    const draft = await readLarge(playbookTryRequest, request, response);
    response.json(await playbooks.try(clinic.id, draft.playbook, draft.request));
  });

  return router;
}

/** @throws what the parser throws, and Refusal `invalid_params` */
async function readLarge<S extends z.ZodType>(
  schema: S,
  request: Request,
  response: Response,
): Promise<z.output<S>> {
  await new Promise<void>((resolve, reject) => {
    parseLarge(request, response, (error?: unknown) =>
      error === undefined ? resolve() : reject(error),
    );
  });
  return readBody(schema, request.body);
}

function personOf({ personId, name }: AgentIdentity): PersonRef {
  return { id: personId, name };
}
