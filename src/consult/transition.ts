import { Refusal } from '../protocol/index.ts';
import { answeredTransition } from './answered.ts';
import { numbered, type Outcomes, unchanged } from './change.ts';
import type { Command, RequestCommand } from './commands.ts';
import { firstPath } from './path.ts';
import { newPlace } from './places.ts';
import { type Applicable, ruleFor, type Standing } from './rules.ts';
import { type Consult, isAnswered, isWaiting } from './state.ts';
import { after, type Clock } from './timing.ts';
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
    return command.type === 'request' ? requested(command, clock) : new Refusal('not_found');
  }
  if (rule === 'nothing') return unchanged(consult);
  if (isWaiting(consult) && mayApply(command, waitingStandings)) {
    return waitingTransition(consult, command, clock);
  }
  if (isAnswered(consult) && mayApply(command, answeredStandings)) {
    return answeredTransition(consult, command, clock);
  }
  return new Refusal('wrong_state');
}

const waitingStandings = ['requested', 'queued', 'offered'] as const;
const answeredStandings = ['accepted', 'active'] as const;

function mayApply<S extends Exclude<Standing, 'none' | 'over'>>(
  command: Command,
  standings: readonly S[],
): command is Command & Applicable<S> {
  return standings.some((standing) => ruleFor(command.type, standing) === 'applies');
}

function requested(command: RequestCommand, clock: Clock): Outcomes {
  const path = firstPath(command.policy);
  const events = numbered(0, clock.now, [
    { type: 'requested', by: 'patient', serviceRequest: command.serviceRequest, path },
  ]);
  return {
    consult: {
      facts: {
        id: command.consultId,
        clinicId: command.clinicId,
        patient: command.patient,
        device: command.device,
        serviceRequest: command.serviceRequest,
        policy: command.policy,
        path,
        requestedAt: clock.now.toISOString(),
        tv: newPlace(command.sessionId),
        askedOf: [],
        declinedBy: [],
        lastSeq: events.length,
        version: 1,
      },
      phase: { state: 'requested', expiresAt: after(clock, clock.timing.waitMs) },
    },
    events,
  };
}
