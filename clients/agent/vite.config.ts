import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The agent app, for evergreen browsers, as static files under `/agent/`. */
export default defineConfig({
  root: here('.'),
  base: '/agent/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    outDir: here('../../dist/clients/agent'),
    emptyOutDir: true,
    // The content security policy allows scripts, styles and fonts from the origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One script: mediasoup-client, zod and the app are needed together.
    chunkSizeWarningLimit: 750,
  },
});
