import type { Limiter } from '../limiter.ts';
import {
  type CheckStatus,
  type MobileIdentity,
  type PhoneUse,
  type PhoneWay,
  Refusal,
} from '../protocol/index.ts';
import type { PhoneChecks } from './checks.ts';
import { type Codes, readShown, scopeOf } from './codes.ts';
import type { DeflectionLimits } from './limits.ts';
import { describePhone } from './phone.ts';
import type {
  ClaimedCode,
  ConsultForDeflection,
  MobileDesk,
  PhoneCodeStore,
  PhoneDirectory,
  PhoneStore,
} from './ports.ts';

export interface PhoneLinksDeps {
  readonly store: { readonly codes: PhoneCodeStore; readonly phones: PhoneStore };
  readonly desk: Pick<MobileDesk, 'facts' | 'link'>;
  readonly directory: Pick<PhoneDirectory, 'clinicName'>;
  readonly codes: Codes;
  readonly checks: PhoneChecks;
  readonly limiter: Limiter<keyof DeflectionLimits>;
  /** SHA-256, hex: claims are secrets of full entropy. */
  readonly hashSecret: (secret: string) => string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A phone that shows a code. */
export interface ShownCode {
  readonly code: string;
  /** A secret of the phone's own. */
  readonly claim: string;
  /** Network address, as limits count it. */
  readonly address: string;
  readonly userAgent: string;
}

/** How long a phone is known after it was linked: longer than its session can be resumed. */
const knownForMs = 25 * 60 * 60 * 1_000;

/** Phones that come in by a code, and come back. */
export class PhoneLinks {
  readonly #deps: PhoneLinksDeps;

  constructor(deps: PhoneLinksDeps) {
    this.#deps = deps;
  }

  /**
   * Links the phone with the code's consult. The same phone may show the code again, as after a
   * lost answer, and is the same phone then.
   * @throws Refusal `phone_code_void`, `phone_code_used`, `rate_limited`; `wrong_state` where the
   * call is on another phone
   */
  async link(shown: ShownCode): Promise<MobileIdentity> {
    return await this.#deps.limiter.countFailures(
      [
        ['wrongCodesPerAddress', shown.address],
        ['wrongCodes', 'all'],
      ],
      (error) => error instanceof Refusal && isWrongCode.has(error.code),
      () => this.#link(shown),
    );
  }

  /** The phone again; `undefined` once another has its place, or it was put out. */
  async find(mobileId: string): Promise<MobileIdentity | undefined> {
    const { desk, store } = this.#deps;
    const consultId = await store.phones.consultOf(mobileId);
    const consult = consultId === undefined ? undefined : await desk.facts(consultId);
    return consult?.mobile?.id === mobileId ? await this.#identity(consult, mobileId) : undefined;
  }

  async #link(shown: ShownCode): Promise<MobileIdentity> {
    const { desk, now, store } = this.#deps;
    const { claimed, isTyped } = await this.#claim(shown);
    const { consultId, mobileId, use, way } = claimed;
    const consult = await desk.facts(consultId);
    if (consult === undefined || consult.isOver) throw new Refusal('phone_code_void');
    const at = now();
    if (consult.mobile?.id !== mobileId) {
      // Whoever was linked by this code and has lost their place needs a new one.
      if ((await store.phones.consultOf(mobileId)) !== undefined) {
        throw new Refusal('phone_code_void');
      }
      await this.#take(consult, mobileId, use, way ?? (isTyped ? 'typed' : 'qr'), shown);
    }
    await store.phones.add({ mobileId, consultId }, at.toISOString());
    await store.phones.removeLinkedBefore(new Date(at.getTime() - knownForMs).toISOString());
    return await this.#identity(consult, mobileId);
  }

  async #claim({
    code: shown,
    claim,
  }: ShownCode): Promise<{ readonly claimed: ClaimedCode; readonly isTyped: boolean }> {
    const { codes, hashSecret, newId, now, store } = this.#deps;
    const read = readShown(shown);
    if (read === undefined) throw new Refusal('phone_code_void');
    const { kind, code, isTyped } = read;
    const claimed = await store.codes.claim(
      {
        scope: scopeOf(kind, { consultId: '', clinicId: '' }),
        hash: codes.hash(kind, code),
        claimHash: hashSecret(claim),
        mobileId: newId(),
      },
      now().toISOString(),
    );
    if (claimed === undefined) throw new Refusal('phone_code_void');
    if (claimed === 'used') throw new Refusal('phone_code_used');
    return { claimed, isTyped };
  }

  async #take(
    consult: ConsultForDeflection,
    mobileId: string,
    use: PhoneUse,
    way: PhoneWay,
    { address, userAgent }: ShownCode,
  ): Promise<void> {
    const check: CheckStatus | null = await this.#deps.checks.of(consult);
    const phone = {
      id: mobileId,
      ...describePhone(userAgent),
      address,
      nearTv: address === consult.tvAddress,
      way,
      use,
    };
    try {
      await this.#deps.desk.link(consult.consultId, phone, check);
    } catch (error) {
      const isRefused = error instanceof Refusal && error.code === 'wrong_state';
      // That the call is on another phone is for whoever holds this one to hear.
      if (!isRefused || consult.mobile !== null) throw error;
      throw new Refusal('phone_code_void');
    }
  }

  async #identity(
    { consultId, clinicId }: ConsultForDeflection,
    mobileId: string,
  ): Promise<MobileIdentity> {
    const name = await this.#deps.directory.clinicName(clinicId);
    return { kind: 'mobile', mobileId, consultId, clinic: { id: clinicId, name } };
  }
}

const isWrongCode: ReadonlySet<string> = new Set(['phone_code_void', 'phone_code_used']);
