import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { isolateStyles } from './embed/isolateStyles.ts';
import { shared } from './vite.shared.ts';

/** `housecall.js`, for TV services: a script that gives `Housecall`, and the same as a module. */
export default defineConfig({
  ...shared,
  css: { postcss: { plugins: [isolateStyles] } },
  build: {
    ...shared.build,
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('embed.ts', import.meta.url)),
      preserveEntrySignatures: 'strict',
      output: [
        { format: 'iife', name: 'Housecall', entryFileNames: 'housecall.js', codeSplitting: false },
        { format: 'es', entryFileNames: 'housecall.mjs', codeSplitting: false },
      ],
    },
  },
});
