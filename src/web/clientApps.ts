import path from 'node:path';
import express, { type Response, type Router } from 'express';
import { listOfApps, style, stylePath } from './listOfApps.ts';

/** The built apps that a person may open by themselves, by their folder in `dist/clients`. */
const apps = [
  { folder: 'tv', path: 'tv', title: 'TV', lead: 'The app on the patient’s television.' },
  {
    folder: 'agent',
    path: 'agent',
    title: 'Agent',
    lead: 'For physicians and staff: answer calls, pair TVs.',
  },
  {
    folder: 'mobile',
    // Typed on a phone, from what the TV shows.
    path: 'm',
    title: 'Phone',
    lead: 'For the patient’s phone: go on with a consult by the code on the TV.',
  },
] as const;
/** Of no use without the link that leads there, so the list does without it. */
const guest = { folder: 'guest', path: 'guest' } as const;

/** Pages of which nothing may stay on a device that is not the clinic's own. */
const unkept: ReadonlySet<string> = new Set(['mobile']);

/**
 * Serves the built apps, and a list of them at `/`. Files with a hash in their name are kept by
 * browsers for good; pages are asked for anew, so that an update is seen at once.
 * @param clientsDir the folder that holds a folder per app
 */
export function clientApps(clientsDir: string): Router {
  const router = express.Router();
  for (const { folder, path: under } of [...apps, guest]) {
    const page = unkept.has(folder) ? 'no-store' : 'no-cache';
    const setHeaders = (response: Response, file: string) => setCaching(response, file, page);
    router.use(`/${under}`, express.static(path.join(clientsDir, folder), { setHeaders }));
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

function setCaching(response: Response, file: string, page: 'no-cache' | 'no-store'): void {
  const isHashed = path.basename(path.dirname(file)) === 'assets';
  response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : page);
}
