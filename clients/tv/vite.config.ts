import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Chromium of Tizen 6 TVs (2021); webOS 6 has 79. */
const oldestEngine = 'chrome76';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // The app is served under /tv/, or from wherever a TV platform unpacks it.
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/clients/tv', import.meta.url)),
    emptyOutDir: true,
    target: oldestEngine,
    cssTarget: oldestEngine,
    // One script: chunks would need import(), and TVs load few big files faster than many.
    modulePreload: false,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
