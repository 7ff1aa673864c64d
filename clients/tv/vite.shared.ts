import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

/** Chromium of Tizen 6 TVs (2021); webOS 6 has 79. */
const oldestEngine = 'chrome76';

/** What all scripts for TVs are built with. */
export const shared = {
  root: fileURLToPath(new URL('.', import.meta.url)),
  // The app is served under /tv/, or from wherever a TV platform unpacks it.
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/clients/tv', import.meta.url)),
    target: oldestEngine,
    cssTarget: oldestEngine,
    modulePreload: false,
    chunkSizeWarningLimit: 800,
  },
} satisfies UserConfig;
