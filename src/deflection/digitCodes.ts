import type { Limiter } from '../limiter.ts';
import { Refusal } from '../protocol/index.ts';
import { type Codes, scopeOf } from './codes.ts';
import { type DeflectionLimits, perConsult } from './limits.ts';
import type { CodeKind, PhoneCodeStore, PhoneCounts, Seated } from './ports.ts';

export interface DigitCodesDeps {
  readonly store: { readonly codes: PhoneCodeStore; readonly counts: PhoneCounts };
  readonly codes: Codes;
  readonly limiter: Limiter<keyof DeflectionLimits>;
  readonly now: () => Date;
}

type DigitKind = Extract<CodeKind, 'reference' | 'return'>;

interface Where {
  readonly consultId: string;
  readonly clinicId: string;
}

/** Six digits: said on the telephone, or carried from one of the patient's devices to the other. */
export class DigitCodes {
  readonly #deps: DigitCodesDeps;

  constructor(deps: DigitCodesDeps) {
    this.#deps = deps;
  }

  async open(
    kind: DigitKind,
    consult: Seated,
  ): Promise<{ readonly code: string; readonly expiresAt: string }> {
    const seat = consult.seat === 'mobile' ? 'mobile' : 'tv';
    return await this.#deps.codes.issue(kind, consult, { seat });
  }

  /**
   * Does the work for digits that one of TV and phone shows and the other took.
   * @throws Refusal `phone_code_void` with `triesLeft`, `too_many_tries`, or what the work threw
   */
  async comeBack(consult: Seated, digits: string, work: () => Promise<void>): Promise<void> {
    const { counts } = this.#deps.store;
    const { consultId } = consult;
    // It is counted before it is looked at, so that many at once try no more.
    const tried = await counts.add(consultId, 'wrong-returns', perConsult.wrongReturns);
    if (tried === undefined) throw new Refusal('too_many_tries');
    const other = consult.seat === 'tv' ? 'mobile' : 'tv';
    try {
      await this.#spend('return', consult, digits, [other], work);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'phone_code_void') {
        // The digits were right, and something else was in the way.
        await counts.takeBack(consultId, 'wrong-returns');
        throw error;
      }
      const triesLeft = perConsult.wrongReturns - tried;
      throw new Refusal(error.code, error.message, { triesLeft });
    }
    await counts.reset(consultId, 'wrong-returns');
  }

  /**
   * Does the work for the consult whose patient says this reference.
   * @throws Refusal `phone_code_void`, `rate_limited`, or what the work threw
   */
  async refer(
    clinicId: string,
    agentId: string,
    digits: string,
    work: (consultId: string) => Promise<void>,
  ): Promise<string> {
    return await this.#deps.limiter.countFailures(
      [['wrongReferencesPerAgent', agentId]],
      (error) => error instanceof Refusal && error.code === 'phone_code_void',
      () => this.#spend('reference', { clinicId, consultId: '' }, digits, ['tv'], work),
    );
  }

  async #spend(
    kind: DigitKind,
    where: Where,
    digits: string,
    openedBy: readonly ('tv' | 'mobile')[],
    work: (consultId: string) => Promise<void>,
  ): Promise<string> {
    const { codes, now, store } = this.#deps;
    const scope = scopeOf(kind, where);
    const hash = codes.hash(kind, digits);
    const consultId = await store.codes.spend({ scope, hash, openedBy }, now().toISOString());
    if (consultId === undefined) throw new Refusal('phone_code_void');
    try {
      await work(consultId);
    } catch (error) {
      await store.codes.giveBack(scope, hash);
      throw error;
    }
    return consultId;
  }
}
