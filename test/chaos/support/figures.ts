import type { Gaps } from './chaosCall.ts';
import type { Figure } from './results.ts';

/** The longest gap between two decoded frames, on either screen. */
export function gapFigures({ tv, agent }: Gaps, goalMs: number): readonly Figure[] {
  const figure = (what: string, value: number) => ({ what, value, unit: 'ms', goal: goalMs });
  return [figure('TV', tv), figure('agent', agent)];
}
