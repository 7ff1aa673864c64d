import { cpuPerMegabit } from './compare-cpu.ts';
import { firstFrames } from './compare-first-frame.ts';
import type { Result } from './support/report.ts';

/** Housecall beside what a user would pick instead, in one run on one machine. */
export async function compare(): Promise<Result[]> {
  return [...(await firstFrames()), ...(await cpuPerMegabit())];
}
