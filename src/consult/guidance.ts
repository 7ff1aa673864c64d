import type { Logger } from '../log.ts';
import {
  type DeviceEvent,
  type Diagnostic,
  faultOf,
  type LocalizedText,
  Refusal,
  type Task,
  type TaskAnswer,
} from '../protocol/index.ts';
import { follows, withoutSeat } from './access.ts';
import {
  actFrom,
  actOnceAdmitted,
  asAgent,
  isAgent,
  isPatients,
  isPatientsOrAgent,
  refOf,
} from './acting.ts';
import { wantsDiagnostic } from './guided.ts';
import type { Ledger } from './ledger.ts';
import type {
  Actor,
  ConsultStore,
  DiagnosticQuestion,
  PlaybookReader,
  VerdictOf,
} from './ports.ts';
import { type Consult, isOver } from './state.ts';

export interface GuidanceParts {
  readonly store: Pick<ConsultStore, 'find' | 'timeline'>;
  readonly ledger: Ledger;
  readonly playbooks: PlaybookReader;
  readonly verdictOf: VerdictOf;
  readonly log: Logger;
  readonly newId: () => string;
}

/** What goes back to the TV: findings and tasks, of a playbook or of a person, and the last word. */
export class Guidance {
  readonly #parts: GuidanceParts;

  constructor(parts: GuidanceParts) {
    this.#parts = parts;
  }

  /** An endpoint noticed something. */
  async reportEvent(actor: Actor, consultId: string, event: DeviceEvent): Promise<void> {
    await actOnceAdmitted(this.#parts.ledger, actor, consultId, isPatientsOrAgent, (seat) => ({
      type: 'report-event',
      seat,
      event,
    }));
  }

  /** What became of a task. @throws Refusal `not_found` where there is no such task */
  async answerTask(actor: Actor, consultId: string, answer: TaskAnswer): Promise<void> {
    await actOnceAdmitted(this.#parts.ledger, actor, consultId, isPatients, () => ({
      type: 'answer-task',
      answer,
    }));
  }

  /** A person sends findings and tasks. */
  async diagnose(
    actor: Actor,
    consultId: string,
    sent: {
      readonly findings: readonly LocalizedText[];
      readonly tasks: readonly Omit<Task, 'id'>[];
    },
  ): Promise<void> {
    const { ledger, newId } = this.#parts;
    const person = refOf(asAgent(actor.identity));
    const diagnostic: Diagnostic = {
      id: newId(),
      source: { type: 'person', person },
      findings: [...sent.findings],
      tasks: sent.tasks.map((task) => ({ ...task, id: newId() })),
    };
    await actFrom(ledger, actor, consultId, isAgent, () => ({
      type: 'diagnose',
      by: 'agent',
      diagnostic,
    }));
  }

  /** What the playbook says to the faults of the consult, for those who answer it. */
  async suggestions(actor: Actor, consultId: string): Promise<readonly Diagnostic[]> {
    const { store, playbooks } = this.#parts;
    const consult = await store.find(consultId);
    if (!consult) throw new Refusal('not_found');
    if (!follows(actor.identity, consult)) throw withoutSeat(actor.identity, consult);
    return await playbooks.suggest(consult.facts.clinicId, await this.#question(consult));
  }

  /** Asks the playbook, where it leads and has nothing open; a person comes where it is at its end. */
  async lead(consultId: string): Promise<Consult> {
    const { ledger } = this.#parts;
    return await ledger.apply(consultId, async (consult) => {
      if (!consult || !wantsDiagnostic(consult)) return undefined;
      const diagnostic = await this.#answer(consult.facts.clinicId, await this.#question(consult));
      return diagnostic === undefined
        ? { type: 'escalate' }
        : { type: 'diagnose', by: 'system', diagnostic };
    });
  }

  /** Says what there is to say about a call that is over. */
  async conclude(consultId: string): Promise<void> {
    const { ledger, store, verdictOf } = this.#parts;
    await ledger.apply(consultId, async (consult) => {
      if (!consult || !isOver(consult) || consult.facts.verdict !== null) return undefined;
      return {
        type: 'conclude',
        verdict: verdictOf(await store.timeline(consultId, 0)),
      };
    });
  }

  /** A playbook that cannot be read knows nothing, so that a person comes. */
  async #answer(clinicId: string, asked: DiagnosticQuestion): Promise<Diagnostic | undefined> {
    const { playbooks, log } = this.#parts;
    try {
      return await playbooks.diagnose(clinicId, asked);
    } catch (error) {
      log.error({ err: error, clinicId }, 'the playbook could not be asked');
      return undefined;
    }
  }

  /** The newest fault counts: the one reported last, else the one that was asked about. */
  async #question(consult: Consult): Promise<DiagnosticQuestion> {
    const { serviceRequest, diagnostics } = consult.facts;
    const events = await this.#parts.store.timeline(consult.facts.id, 0);
    const faults = events.flatMap((event) => {
      const fault = event.type === 'device-event' ? faultOf(event.event) : undefined;
      return fault === undefined ? [] : [fault];
    });
    const fault = faults.at(-1) ?? faultOf(serviceRequest.event);
    const tried = diagnostics.flatMap(({ diagnostic: { source } }) =>
      source.type === 'playbook' ? [source.rule] : [],
    );
    return {
      kind: serviceRequest.kind,
      ...(fault !== undefined && { fault }),
      context: serviceRequest.context,
      tried,
    };
  }
}
