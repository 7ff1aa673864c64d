import type { TaskAnswer } from '../../../src/protocol/index.ts';
import { type Connector, RequestError } from '../../connector/index.ts';
import type { NumberAsk } from './screen.ts';
import type { AskState } from './screenOf.ts';

const noNumber: NumberAsk = { problem: null, busy: false };

/** What the patient tells the clinic from here, apart from the call and what is written. */
export class Asks {
  readonly #connector: Connector;
  readonly #consultId: string;
  readonly #onChange: () => void;
  #state: AskState = { check: 'none', triesLeft: null, number: noNumber, answering: new Set() };

  /** @param onChange called whenever `state` has changed */
  constructor(connector: Connector, consultId: string, onChange: () => void) {
    this.#connector = connector;
    this.#consultId = consultId;
    this.#onChange = onChange;
  }

  get state(): AskState {
    return this.#state;
  }

  /** Answers the clinic's check. */
  async prove(answer: string): Promise<void> {
    if (this.#state.check === 'asking') return;
    this.#set({ check: 'asking' });
    try {
      const { passed, triesLeft } = await this.#connector.request('deflection.prove', {
        consultId: this.#consultId,
        answer,
      });
      this.#set({ check: passed ? 'none' : 'wrong', triesLeft });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.code === 'too_many_tries') this.#set({ check: 'wrong', triesLeft: 0 });
      else this.#set({ check: 'failed' });
    }
  }

  async giveNumber(number: string): Promise<void> {
    if (this.#state.number.busy) return;
    this.#set({ number: { problem: null, busy: true } });
    try {
      await this.#connector.request('deflection.giveNumber', {
        consultId: this.#consultId,
        number,
      });
      this.#set({ number: noNumber });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      this.#set({ number: { problem: problemOf(error), busy: false } });
    }
  }

  /** The connector repeats it until the server has it. */
  async answerTask(taskId: string, answer: TaskAnswer['answer']): Promise<void> {
    if (this.#state.answering.has(taskId)) return;
    this.#set({ answering: new Set([...this.#state.answering, taskId]) });
    try {
      await this.#connector.request('consult.answerTask', {
        consultId: this.#consultId,
        taskId,
        answer,
        checkedBy: 'patient',
      });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      // What the server could not take is asked again, if it is still open there.
    }
    this.#set({
      answering: new Set([...this.#state.answering].filter((each) => each !== taskId)),
    });
  }

  #set(change: Partial<AskState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange();
  }
}

function problemOf({ code }: RequestError): NonNullable<NumberAsk['problem']> {
  switch (code) {
    case 'number_invalid':
    case 'invalid_params':
      return 'invalid';
    case 'way_unavailable':
      return 'unavailable';
    case 'too_many_tries':
    case 'rate_limited':
      return 'too-often';
    default:
      return 'failed';
  }
}
