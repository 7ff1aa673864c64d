import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { rows } from './rows.ts';

const figure = z.object({
  what: z.string(),
  value: z.number(),
  unit: z.string(),
  goal: z.number(),
  /** The same just before anything was broken. */
  before: z.number().optional(),
});

const rowName = z.enum(Object.keys(rows) as [keyof typeof rows, ...(keyof typeof rows)[]]);

const result = z.object({
  row: rowName,
  /** How it was broken. */
  how: z.string(),
  figures: z.array(figure).readonly().default([]),
  /** Why the machine did not permit it. */
  notShown: z.string().optional(),
  /** What went wrong before there was a figure. */
  failed: z.string().optional(),
  at: z.string(),
});

export type Figure = z.infer<typeof figure>;
export type ChaosResult = z.infer<typeof result>;

/** Where the last result of each test is kept, until the report is written. */
const folder = path.join(tmpdir(), 'housecall-chaos-results');

export async function record(
  shown: Pick<ChaosResult, 'row' | 'how'> & Partial<ChaosResult>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const name = `${shown.row} ${shown.how}`.replaceAll(/[^a-z0-9]+/gi, '-');
  const complete = result.parse({ ...shown, at: new Date().toISOString() });
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(complete, null, 2)}\n`);
}

/** The last result of each test that was run on this machine, in the order of their names. */
export async function readResults(): Promise<readonly ChaosResult[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(path.join(folder, name), 'utf8');
      return result.parse(JSON.parse(text));
    }),
  );
}
