import type { Refusal, TimelineEvent } from '../protocol/index.ts';
import type { Consult, ConsultFacts, ConsultPhase } from './state.ts';

/** What a command made of a consult. Without events nothing changed, and nothing is stored. */
export interface Transition {
  readonly consult: Consult;
  readonly events: readonly TimelineEvent[];
}

export type Outcomes = Transition | Refusal;

type WithoutPlaceInTime<E> = E extends TimelineEvent ? Omit<E, 'seq' | 'at'> : never;

/** A timeline event before it is given its number and its time. */
export type Happening = WithoutPlaceInTime<TimelineEvent>;

export function unchanged(consult: Consult): Transition {
  return { consult, events: [] };
}

/** Puts what happened onto the timeline, numbered on from the last, and the new facts in force. */
export function changed(
  consult: Consult,
  to: { readonly facts?: Partial<ConsultFacts>; readonly phase?: ConsultPhase },
  now: Date,
  happenings: readonly Happening[],
): Transition {
  const events = numbered(consult.facts.lastSeq, now, happenings);
  return {
    consult: {
      facts: {
        ...consult.facts,
        ...to.facts,
        lastSeq: consult.facts.lastSeq + events.length,
        version: consult.facts.version + 1,
      },
      phase: to.phase ?? consult.phase,
    },
    events,
  };
}

export function numbered(
  lastSeq: number,
  now: Date,
  happenings: readonly Happening[],
): TimelineEvent[] {
  return happenings.map((happening, index) => ({
    ...happening,
    seq: lastSeq + index + 1,
    at: now.toISOString(),
  }));
}
