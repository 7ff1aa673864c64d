import {
  type ConsultKind,
  type ConsultView,
  finalStates,
  type TaskAnswer,
} from '../../../src/protocol/index.ts';
import { type Connector, RequestError } from '../../connector/index.ts';
import type { Guidance, TaskPhase } from './consultScreens.ts';
import { openGuidance } from './openTask.ts';
import type { TaskChecks } from './taskChecks.ts';

export interface GuideOptions {
  readonly connector: Connector;
  readonly consultId: string;
  readonly kind: ConsultKind;
  readonly checks: TaskChecks;
  readonly onChange: () => void;
}

/** How long the device looks after the patient said that they are done. */
const looksForMs = 10_000;
/** How long what the device saw stays on the screen, for those who read slowly. */
const showsForMs = { works: 3_000, fails: 6_000 } as const;

type Open = Omit<Guidance, 'phase'>;

/**
 * Leads the patient through the tasks of one consult, one at a time. Where the device can see for
 * itself whether a task helped it looks all the while, says what it saw, and answers for the patient.
 */
export class Guide {
  readonly #options: GuideOptions;
  readonly #answered = new Set<string>();
  #consult: ConsultView | null = null;
  /** What is in front of the patient. */
  #open: Open | null = null;
  #phase: TaskPhase = 'open';
  #stopLooking: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wantsPerson = false;
  #isClosed = false;

  constructor(options: GuideOptions) {
    this.#options = options;
  }

  /** What is to be shown; `null` where nothing is. */
  get guidance(): Guidance | null {
    return this.#open === null ? null : { ...this.#open, phase: this.#phase };
  }

  /** Whether what the device saw is being shown, even if the consult is over by now. */
  get isTelling(): boolean {
    return this.#phase === 'works' || this.#phase === 'fails';
  }

  /** Keeps up with the consult. */
  follow(consult: ConsultView): void {
    const isNews = this.#consult !== consult;
    this.#consult = consult;
    if (!isNews || this.#isClosed) return;
    if (consult.state !== 'guided') this.#wantsPerson = false;
    if (this.isTelling) return;
    if (consult.outcome === 'solved' && this.#open?.step?.task.check !== undefined) {
      // The server heard of it first, from what watches the service.
      this.#tell('works');
    } else {
      this.#lookAt(finalStates.has(consult.state) ? null : this.#next());
    }
  }

  answer(answer: TaskAnswer['answer']): void {
    const open = this.#open;
    if (open === null || this.isTelling) return;
    const task = open.step?.task;
    if (task === undefined) {
      this.#answered.add(open.diagnosticId);
      this.#lookAt(this.#next());
    } else if (answer === 'done' && this.#stopLooking !== null) {
      if (this.#phase === 'looking') return;
      this.#phase = 'looking';
      this.#timer = setTimeout(() => this.#saw('fails'), looksForMs);
    } else {
      this.#wantsPerson = answer === 'need-person' && this.#consult?.state === 'guided';
      this.#send({ taskId: task.id, answer, checkedBy: 'patient' });
      this.#lookAt(this.#next());
    }
    this.#options.onChange();
  }

  /** On from what the device saw; while it still looks, back to the task. */
  goOn(): void {
    if (this.isTelling) {
      this.#lookAt(this.#next());
    } else if (this.#phase === 'looking') {
      clearTimeout(this.#timer);
      this.#phase = 'open';
    }
    this.#options.onChange();
  }

  /** Looks no more; what the device saw stays for as long as it would. Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#endLook();
    if (!this.isTelling) clearTimeout(this.#timer);
  }

  #next(): Open | null {
    const consult = this.#consult;
    if (consult === null || this.#wantsPerson || finalStates.has(consult.state)) return null;
    return openGuidance(consult, { ids: this.#answered });
  }

  #lookAt(next: Open | null): void {
    const isSame =
      next !== null &&
      next.diagnosticId === this.#open?.diagnosticId &&
      next.step?.task.id === this.#open.step?.task.id;
    if (isSame && !this.isTelling) return;
    this.#endLook();
    clearTimeout(this.#timer);
    this.#phase = 'open';
    this.#open = next;
    const check = next?.step?.task.check;
    const { checks, kind } = this.#options;
    if (check !== undefined && !this.#isClosed && checks.canCheck(check, kind)) {
      this.#stopLooking = checks.whenTrue(check, () => this.#saw('works'));
    }
  }

  #endLook(): void {
    this.#stopLooking?.();
    this.#stopLooking = null;
  }

  #saw(what: 'works' | 'fails'): void {
    const taskId = this.#open?.step?.task.id;
    if (taskId === undefined) return;
    this.#tell(what);
    const answer = what === 'works' ? 'done' : 'did-not-help';
    this.#send({ taskId, answer, checkedBy: 'device' });
    this.#options.onChange();
  }

  #tell(what: 'works' | 'fails'): void {
    this.#endLook();
    clearTimeout(this.#timer);
    this.#phase = what;
    this.#timer = setTimeout(() => this.goOn(), showsForMs[what]);
  }

  /** The connector repeats it until the server has it. */
  #send(answer: TaskAnswer): void {
    const { connector, consultId, onChange } = this.#options;
    this.#answered.add(answer.taskId);
    connector.request('consult.answerTask', { consultId, ...answer }).catch((error: unknown) => {
      if (!(error instanceof RequestError)) throw error;
      // What the server could not take is asked again, if it is still open there.
      this.#answered.delete(answer.taskId);
      this.#wantsPerson = false;
      if (!this.isTelling) this.#lookAt(this.#next());
      onChange();
    });
  }
}
