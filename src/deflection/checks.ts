import { type CheckStatus, Refusal } from '../protocol/index.ts';
import { perConsult, proofsPerPhone } from './limits.ts';
import type {
  ConsultForDeflection,
  MobileDesk,
  PhoneCounts,
  PhoneDirectory,
  PhoneProofs,
  Seated,
} from './ports.ts';

export interface PhoneChecksDeps {
  readonly counts: PhoneCounts;
  readonly desk: Pick<MobileDesk, 'proved'>;
  readonly directory: Pick<PhoneDirectory, 'phonesOf'>;
  readonly proofs: PhoneProofs;
}

/** What a clinic asks of whoever holds the phone. */
export class PhoneChecks {
  readonly #deps: PhoneChecksDeps;

  constructor(deps: PhoneChecksDeps) {
    this.#deps = deps;
  }

  /** What a phone that is linked now has to pass; `null`: nothing. */
  async of({ clinicId, patientId }: ConsultForDeflection): Promise<CheckStatus | null> {
    const { directory, proofs } = this.#deps;
    const { check: kind } = await directory.phonesOf(clinicId);
    if (kind === null) return null;
    return (await proofs.isOnRecord(patientId, kind))
      ? { kind, state: 'open', triesLeft: proofsPerPhone }
      : { kind, state: 'not-on-record', triesLeft: 0 };
  }

  /**
   * The phone's answer. It is counted before it is looked at, so that many at once try no more.
   * @throws Refusal `wrong_state` where nothing is asked, `too_many_tries`
   */
  async prove(
    { consultId, mobile, patientId }: Seated,
    answer: string,
  ): Promise<{ readonly passed: boolean; readonly triesLeft: number }> {
    const { counts, desk, proofs } = this.#deps;
    if (mobile?.check?.state !== 'open') throw new Refusal('wrong_state');
    const tried = await counts.add(consultId, `proofs ${mobile.id}`, proofsPerPhone);
    if (tried === undefined) throw new Refusal('too_many_tries');
    // Phones come and go; the patient stays the same.
    const inAll = await counts.add(consultId, 'proofs', perConsult.proofs);
    const passed =
      inAll !== undefined && (await proofs.isRight(patientId, mobile.check.kind, answer));
    const triesLeft = inAll === undefined ? 0 : proofsPerPhone - tried;
    await desk.proved(consultId, mobile.id, { passed, triesLeft });
    return { passed, triesLeft };
  }
}
