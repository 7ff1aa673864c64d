import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { shared } from './vite.shared.ts';

/** The example of a TV service, which loads `housecall.js` as any other would. */
export default defineConfig({
  ...shared,
  build: {
    ...shared.build,
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('service.html', import.meta.url)),
      output: { codeSplitting: false },
    },
  },
});
