import path from 'node:path';
import express, { type Response, type Router } from 'express';
import { listOfApps, style, stylePath } from './listOfApps.ts';

/** The built apps, by their folder in `dist/clients`, which is also their path. */
const apps = [
  { folder: 'tv', title: 'TV', lead: 'The app on the patient’s television.' },
  { folder: 'agent', title: 'Agent', lead: 'For physicians and staff: answer calls, pair TVs.' },
] as const;
/**
 * Of no use without the link or the code that leads there, so the list does without them. What a
 * patient types into a phone is short, and nothing of a consult may stay on it.
 */
const unlisted = [
  { folder: 'guest', path: '/guest', pages: 'no-cache' },
  { folder: 'mobile', path: '/m', pages: 'no-store' },
] as const;

/**
 * Serves the built apps, and a list of them at `/`. Files with a hash in their name are kept by
 * browsers for good; pages are asked for anew, so that an update is seen at once.
 * @param clientsDir the folder that holds a folder per app
 */
export function clientApps(clientsDir: string): Router {
  const router = express.Router();
  const listed = apps.map(({ folder }) => {
    return { folder, path: `/${folder}`, pages: 'no-cache' } as const;
  });
  for (const { folder, path: under, pages } of [...listed, ...unlisted]) {
    const directory = path.join(clientsDir, folder);
    const setHeaders = (response: Response, file: string) => {
      response.set('Cache-Control', isHashed(file) ? 'public, max-age=31536000, immutable' : pages);
    };
    router.use(under, express.static(directory, { setHeaders }));
  }
  const page = listOfApps(apps);
  router.get('/', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('html').send(page);
  });
  router.get(stylePath, (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('css').send(style);
  });
  return router;
}

function isHashed(file: string): boolean {
  return path.basename(path.dirname(file)) === 'assets';
}
