import { Refusal } from '../protocol/index.ts';
import { answeredTransition } from './answered.ts';
import { besideTransition } from './beside.ts';
import { callingTransition } from './calling.ts';
import { type Outcomes, unchanged } from './change.ts';
import { type Command, isBeside } from './commands.ts';
import { called, requested } from './opening.ts';
import { overTransition } from './over.ts';
import { type Applicable, ruleFor, type Standing } from './rules.ts';
import { type Consult, isAnswered, isCalling, isOver, isWaiting } from './state.ts';
import type { Clock } from './timing.ts';
import { trialReviewed } from './trial.ts';
import { waitingTransition } from './waiting.ts';

/**
 * What a command makes of a consult: pure, and the only place where a consult changes.
 * @param consult `undefined` where there is none yet
 * @returns the consult after it with the events that happened (none: nothing changed), or why not
 */
export function transition(consult: Consult | undefined, command: Command, clock: Clock): Outcomes {
  const rule = ruleFor(command.type, consult?.phase.state);
  if (rule !== 'applies' && rule !== 'nothing') return new Refusal(rule);
  if (consult === undefined) {
    if (command.type === 'request') return requested(command, clock);
    return command.type === 'call' ? called(command, clock) : new Refusal('not_found');
  }
  if (rule === 'nothing') return unchanged(consult);
  if (isBeside(command)) return besideTransition(consult, command, clock);
  if (isWaiting(consult) && mayApply(command, ['requested', 'guided', 'queued', 'offered'])) {
    return waitingTransition(consult, command, clock);
  }
  if (isCalling(consult) && mayApply(command, ['calling'])) {
    return callingTransition(consult, command, clock);
  }
  if (isAnswered(consult) && mayApply(command, ['accepted', 'active'])) {
    return trialReviewed(answeredTransition(consult, command, clock));
  }
  if (isOver(consult) && mayApply(command, ['over'])) {
    return overTransition(consult, command, clock.now);
  }
  return new Refusal('wrong_state');
}

function mayApply<const S extends Exclude<Standing, 'none'>>(
  command: Command,
  standings: readonly S[],
): command is Command & Applicable<S> {
  return standings.some((standing) => ruleFor(command.type, stateOf(standing)) === 'applies');
}

/** A state of the standing. */
function stateOf(standing: Exclude<Standing, 'none'>): Consult['phase']['state'] {
  return standing === 'over' ? 'ended' : standing;
}
