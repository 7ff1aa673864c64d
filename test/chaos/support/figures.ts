import type { ChaosCall, Gaps } from './chaosCall.ts';
import type { Figure } from './results.ts';
import { goesOnMs } from './rows.ts';

/** The longest gap between two decoded frames, or what followed from it, on either screen. */
export function gapFigures({ tv, agent }: Gaps, goalMs: number): readonly Figure[] {
  const figure = (what: string, value: number) => ({ what, value, unit: 'ms', goal: goalMs });
  return [figure('TV', tv), figure('agent', agent)];
}

/** Of a picture that is to go on, compared with how it went on before anything was broken. */
export function goesOnFigures(gaps: Gaps, { undisturbed }: ChaosCall): readonly Figure[] {
  const figure = (what: string, value: number, before: number) => ({
    ...{ what, value, before },
    unit: 'ms',
    goal: goesOnMs,
  });
  return [figure('TV', gaps.tv, undisturbed.tv), figure('agent', gaps.agent, undisturbed.agent)];
}
