import type { Logger } from '../log.ts';
import type { PersonRef, TimelineEvent } from '../protocol/index.ts';
import type { AgentPresences } from './agentPresences.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { GuestList } from './guestList.ts';
import type { Guidance } from './guidance.ts';
import { wantsDiagnostic } from './guided.ts';
import type { Ledger } from './ledger.ts';
import type { ConsultChange } from './ports.ts';
import { agentIn, type Consult, isOver, isWaiting } from './state.ts';

export interface AftermathParts {
  readonly ledger: Ledger;
  readonly agents: AgentPresences;
  readonly dispatcher: Dispatcher;
  readonly guidance: Guidance;
  readonly guests: GuestList;
  readonly log: Logger;
}

/**
 * What follows from a change, once it is committed: work that nobody waits for. What is left undone,
 * as by a crash, the sweep for deadlines takes up again.
 */
export class Aftermath {
  readonly #parts: AftermathParts;
  readonly #underWay = new Set<Promise<void>>();

  constructor(parts: AftermathParts) {
    this.#parts = parts;
  }

  get isBusy(): boolean {
    return this.#underWay.size > 0;
  }

  /** Waits for what is under way now. */
  async idle(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  follow(change: ConsultChange): void {
    const { agents, guidance, guests } = this.#parts;
    const { before, after, events } = change;
    const { id, clinicId } = after.facts;
    const missed = events.flatMap((event) => {
      if (event.type === 'missed') return [event.person.id];
      return event.type === 'transfer-withdrawn' && event.reason === 'no-answer'
        ? [event.to.id]
        : [];
    });
    if (missed.length > 0) agents.missed(clinicId, missed);
    if (changesQueue(before, after) || events.some(freesSomebody)) this.dispatch(clinicId);
    if (after.phase.state === 'guided' && wantsDiagnostic(after)) {
      this.run(id, async () => void (await guidance.lead(id)));
    }
    const { callbackOf } = after.facts;
    const taken = events.find((event) => event.type === 'accepted' && event.by === 'patient');
    if (taken?.type === 'accepted' && callbackOf !== null) {
      this.run(callbackOf, () => this.#calledBack(callbackOf, taken.person));
    }
    if (isOver(after) && !(before !== null && isOver(before))) {
      this.run(id, () => guests.forget(id));
      if (after.facts.verdict === null) this.run(id, () => guidance.conclude(id));
    }
  }

  dispatch(clinicId: string): void {
    this.run(clinicId, () => this.#parts.dispatcher.dispatch(clinicId));
  }

  async #calledBack(consultId: string, person: PersonRef): Promise<void> {
    await this.#parts.ledger.apply(consultId, async () => ({ type: 'close-callback', person }));
  }

  run(subject: string, work: () => Promise<void>): void {
    const errand = work()
      .catch((error: unknown) => {
        this.#parts.log.error({ err: error, subject }, 'what follows from a change failed');
      })
      .finally(() => this.#underWay.delete(errand));
    this.#underWay.add(errand);
  }
}

/** Whether somebody has become busy or free, or the queue another one. */
function changesQueue(before: Consult | null, after: Consult): boolean {
  const agentBefore = before === null ? undefined : holderOf(before);
  return agentBefore !== holderOf(after) || isQueued(before) !== isQueued(after);
}

/** Whether it rings no more at somebody who may be rung by another. */
function freesSomebody({ type }: TimelineEvent): boolean {
  return type === 'declined' || type === 'transfer-withdrawn';
}

/** Who is busy with it. */
function holderOf(consult: Consult): string | undefined {
  return isOver(consult) ? undefined : agentIn(consult)?.person.id;
}

function isQueued(consult: Consult | null): boolean {
  if (consult === null || !isWaiting(consult)) return false;
  return consult.phase.state !== 'guided' && !wantsDiagnostic(consult);
}
