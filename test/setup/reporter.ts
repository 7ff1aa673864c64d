import type { Reporter } from '../../scripts/setup/reporter.mjs';

/** Keeps what the setup says, for tests to look at. */
export function createKeepingReporter(): Reporter & { readonly said: string[] } {
  const said: string[] = [];
  return { said, say: (line) => said.push(line), progress: () => {} };
}
