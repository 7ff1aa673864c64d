import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';

const clientFile = (name: string) =>
  fileURLToPath(new URL(`../../clients/tv/${name}`, import.meta.url));

/** A file of a build, by its name relative to the app. */
export type BuiltFiles = ReadonlyMap<string, string | Uint8Array>;

/** Builds the app as it is shipped, or another page of it, without writing anything. */
export function buildTv(input?: 'gallery.html'): Promise<BuiltFiles> {
  return buildBy(
    'vite.config.ts',
    input === undefined ? {} : { rolldownOptions: { input: clientFile(input) } },
  );
}

/** Builds what is shipped beside the app: the script for TV services, or the example of one. */
export function buildBeside(what: 'embed' | 'service'): Promise<BuiltFiles> {
  return buildBy(`vite.${what}.config.ts`, {});
}

async function buildBy(config: string, change: object): Promise<BuiltFiles> {
  const built = await build({
    configFile: clientFile(config),
    logLevel: 'warn',
    build: { write: false, ...change },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const output of Array.isArray(built) ? built : [built]) {
    if (!('output' in output)) continue;
    for (const file of output.output) {
      files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
    }
  }
  return files;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
};

/**
 * Answers a page's requests under an address with a build's files, and forbids what the server's
 * content security policy forbids.
 * @param base ends with a slash
 */
export async function serveTv(page: Page, base: string, files: BuiltFiles): Promise<void> {
  const ownSocket = new URL(base).origin.replace(/^http/, 'ws');
  const policy = [
    "default-src 'self'",
    `connect-src 'self' ${ownSocket}`,
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ');
  await page.route(`${base}**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(new URL(base).pathname.length);
    const body = files.get(name === '' ? 'index.html' : name);
    // What lies in `public` is no part of a build that writes nothing.
    if (body === undefined) return route.fulfill({ status: name === 'icon.svg' ? 204 : 404 });
    return route.fulfill({
      contentType: types[name.split('.').pop() ?? ''] ?? 'text/html',
      headers: { 'content-security-policy': policy },
      body: typeof body === 'string' ? body : Buffer.from(body),
    });
  });
}
