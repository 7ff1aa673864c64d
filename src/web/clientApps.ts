import path from 'node:path';
import express, { type Response, type Router } from 'express';

/** The built apps, by their folder in `dist/clients`, which is also their path. */
const apps = [
  { folder: 'tv', title: 'TV' },
  { folder: 'agent', title: 'Agent' },
] as const;

/**
 * Serves the built apps, and a list of them at `/`. Files with a hash in their name are kept by
 * browsers for good; pages are asked for anew, so that an update is seen at once.
 * @param clientsDir the folder that holds a folder per app
 */
export function clientApps(clientsDir: string): Router {
  const router = express.Router();
  for (const { folder } of apps) {
    const directory = path.join(clientsDir, folder);
    router.use(`/${folder}`, express.static(directory, { setHeaders: setCaching }));
  }
  const page = listOfApps();
  router.get('/', (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('html').send(page);
  });
  return router;
}

function setCaching(response: Response, file: string): void {
  const isHashed = path.basename(path.dirname(file)) === 'assets';
  response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function listOfApps(): string {
  const items = apps.map(({ folder, title }) => `<li><a href="/${folder}/">${title}</a></li>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Housecall</title>
<h1>Housecall</h1>
<ul>${items.join('')}</ul>
</html>
`;
}
