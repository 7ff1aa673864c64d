import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** One after the other: each has the machine, and the clock, to itself. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    name: 'chaos',
    include: ['test/chaos/*.chaos.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    hookTimeout: 120_000,
  },
});
