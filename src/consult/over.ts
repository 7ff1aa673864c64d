import type { Outcome } from '../protocol/index.ts';
import { changed, type Happening, type Transition } from './change.ts';
import { answeredIn, type Consult, type OverPhase } from './state.ts';

/**
 * The end of a consult, whichever it is.
 * @param before what happened in the same moment and led to it
 */
export function over(
  consult: Consult,
  end: {
    readonly state: OverPhase['state'];
    readonly outcome: Outcome;
    readonly by: Happening['by'];
  },
  now: Date,
  before: readonly Happening[] = [],
): Transition {
  const { state, outcome, by } = end;
  const phase: OverPhase = {
    state,
    outcome,
    endedAt: now.toISOString(),
    answered: answeredIn(consult),
  };
  return changed(consult, { phase }, now, [...before, { type: state, by, outcome }]);
}
