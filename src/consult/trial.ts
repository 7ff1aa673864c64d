import { Refusal } from '../protocol/index.ts';
import { changed, type Outcomes, unchanged } from './change.ts';
import type { CommandOf } from './commands.ts';
import { pathProven } from './path.ts';
import { pathChanged } from './places.ts';
import { isMediaComplete } from './shift.ts';
import {
  type AnsweredPhase,
  type Consult,
  type ConsultIn,
  isAnswered,
  type Trial,
} from './state.ts';

type InCall = ConsultIn<AnsweredPhase>;

/** How often direct is tried in one consult: a line that breaks it again and again is left alone. */
const maxTrials = 3;

/**
 * After whatever happened: begins to try the direct path beside the relay's as soon as that is
 * worth it, and gives the trial up once it is not any more.
 */
export function trialReviewed(outcome: Outcomes): Outcomes {
  if (outcome instanceof Refusal || outcome.events.length === 0) return outcome;
  const { consult, events } = outcome;
  const { trial, triedBeside, path } = consult.facts;
  const next = trialFor(consult);
  if (trial === next) return outcome;
  const tried = next === null ? triedBeside : [...triedBeside, path.epoch];
  return {
    consult: { ...consult, facts: { ...consult.facts, trial: next, triedBeside: tried } },
    events,
  };
}

/** The agent's end has tried the direct path for long enough. */
export function trialConcluded(
  consult: InCall,
  { epoch, outcome }: CommandOf<'conclude-trial'>,
  now: Date,
): Outcomes {
  const { path, trial } = consult.facts;
  if (path.kind === 'direct' && path.epoch === epoch) return unchanged(consult);
  if (trial?.epoch !== epoch) return new Refusal('stale_epoch');
  if (outcome !== 'proven') {
    return changed(consult, { facts: { trial: null } }, now, [
      { type: 'direct-not-taken', by: 'system', reason: outcome },
    ]);
  }
  const direct = pathProven(trial.epoch);
  return changed(consult, { facts: { trial: null, path: direct } }, now, [pathChanged(direct)]);
}

function trialFor(consult: Consult): Trial | null {
  const { path, trial, triedBeside } = consult.facts;
  if (!isAnswered(consult) || !mayBeDirect(consult)) return null;
  if (trial !== null) return trial.epoch > path.epoch ? trial : null;
  if (triedBeside.length >= maxTrials || triedBeside.includes(path.epoch)) return null;
  return isMediaComplete(consult) ? { epoch: path.epoch + 1 } : null;
}

/** Only a TV and an agent meet directly, and while it rings at a colleague the relay has room. */
function mayBeDirect({ facts, phase }: InCall): boolean {
  const { policy, path, patientAt, shift, guests } = facts;
  return (
    policy === 'auto' &&
    path.kind === 'relay' &&
    patientAt === 'tv' &&
    shift === null &&
    phase.transfer === null &&
    guests.every(({ place }) => place === null)
  );
}
