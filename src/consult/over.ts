import type { Outcome } from '../protocol/index.ts';
import { changed, type Happening, type Outcomes, type Transition, unchanged } from './change.ts';
import type { Applicable } from './rules.ts';
import { answeredIn, type Consult, type ConsultIn, isCalling, type OverPhase } from './state.ts';

/**
 * The end of a consult, whichever it is. What nobody answered leaves nothing to say about a call.
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
  const answered = answeredIn(consult);
  const caller = isCalling(consult)
    ? { person: consult.phase.person, agent: consult.phase.agent }
    : null;
  const phase: OverPhase = { state, outcome, endedAt: now.toISOString(), answered, caller };
  const facts = {
    verdict: answered === null ? [] : null,
    shift: null,
    adriftUntil: null,
    proposal: null,
  };
  return changed(consult, { facts, phase }, now, [...before, { type: state, by, outcome }]);
}

/** What may still happen to a consult that is over. */
export function overTransition(
  consult: ConsultIn<OverPhase>,
  command: Applicable<'over'>,
  now: Date,
): Outcomes {
  const { facts, phase } = consult;
  switch (command.type) {
    case 'conclude': {
      if (facts.verdict !== null) return unchanged(consult);
      const verdict = [...command.verdict];
      return changed(consult, { facts: { verdict } }, now, [
        { type: 'verdict', by: 'system', verdict },
      ]);
    }
    case 'ask-callback':
      if (facts.callback !== null || phase.answered !== null || phase.caller !== null)
        return unchanged(consult);
      return changed(
        consult,
        { facts: { callback: { askedAt: now.toISOString(), doneBy: null } } },
        now,
        [{ type: 'callback-asked', by: 'patient' }],
      );
    case 'close-callback': {
      if (facts.callback === null || facts.callback.doneBy !== null) return unchanged(consult);
      const { person } = command;
      return changed(consult, { facts: { callback: { ...facts.callback, doneBy: person } } }, now, [
        { type: 'callback-done', by: 'agent', person },
      ]);
    }
  }
}
