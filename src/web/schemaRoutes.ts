import express, { type Response, type Router } from 'express';
import { Refusal } from '../protocol/index.ts';
import { eventSchemas } from './eventSchemas.ts';

/** Schemas change only with a release. */
const cacheControl = 'public, max-age=3600';

/** `GET /schemas` lists the schemas of device events, `GET /schemas/:type/:version` is one. */
export function schemaRoutes(): Router {
  const schemas = eventSchemas();
  const documents = new Map(schemas.map((each) => [`${each.type}/${each.version}`, each.schema]));
  const list = {
    schemas: schemas.map(({ type, version }) => ({
      type,
      version,
      href: `/api/schemas/${type}/${version}`,
    })),
  };
  const router = express.Router();

  router.get('/schemas', (_request, response) => {
    response.set('Cache-Control', cacheControl).json(list);
  });

  router.get('/schemas/:type/:version', ({ params }, response: Response) => {
    const schema = documents.get(`${params.type}/${params.version}`);
    if (schema === undefined) throw new Refusal('not_found');
    response
      .set('Cache-Control', cacheControl)
      .type('application/schema+json')
      .send(JSON.stringify(schema));
  });

  return router;
}
