import { defineConfig } from 'vite';
import { shared } from './vite.shared.ts';

/** The app as a page of its own. It is built first: it empties the folder. */
export default defineConfig({
  ...shared,
  build: {
    ...shared.build,
    emptyOutDir: true,
    // One script: chunks would need import(), and TVs load few big files faster than many.
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
