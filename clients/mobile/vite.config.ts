import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Whatever phone a patient happens to have, some years old. */
const oldestEngines = ['chrome90', 'firefox100', 'safari15.4'];

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/m/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/clients/mobile', import.meta.url)),
    emptyOutDir: true,
    target: oldestEngines,
    cssTarget: oldestEngines,
    // The content security policy allows scripts, styles and fonts from the origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});
