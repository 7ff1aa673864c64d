import { isDeepStrictEqual } from 'node:util';
import { Refusal, type TvIdentity } from '../protocol/index.ts';
import type { CareLinks } from './careDirectory.ts';
import type { Clinic, RegistrationStore } from './ports.ts';
import { hashSecret, makeSecret, type RandomBytes } from './secrets.ts';

export interface DeviceTokensDeps {
  readonly store: RegistrationStore;
  readonly directory: CareLinks;
  /** A token this old is replaced when it is used. */
  readonly rotateAfterMs: number;
  readonly now: () => Date;
  readonly randomBytes: RandomBytes;
}

type OfClinic = Pick<TvIdentity, 'clinic' | 'reception'>;

/**
 * Who a device is, by its token. At any time a device has at most one token in use and one
 * successor that waits for its first use, which voids the one before; so an answer that is lost on
 * its way locks nobody out.
 */
export class DeviceTokens {
  readonly #deps: DeviceTokensDeps;
  /** By clinic: thousands of its TVs share what they are told of it. */
  readonly #ofClinic = new Map<string, OfClinic>();

  constructor(deps: DeviceTokensDeps) {
    this.#deps = deps;
  }

  /** @returns `undefined` for a token that is unknown or void */
  async tvByToken(
    token: string,
  ): Promise<{ readonly identity: TvIdentity; readonly rotatedToken?: string } | undefined> {
    const { now, randomBytes, rotateAfterMs, store } = this.#deps;
    const hash = hashSecret(token);
    const stored = await store.tokens.find(hash);
    if (stored === undefined || stored.revokedAt !== null) return undefined;
    const identity = await this.tvIdentity(stored.deviceId);
    if (identity === undefined) return undefined;

    const at = now();
    if (stored.firstUsedAt === null && !(await store.tokens.markUsed(hash, at.toISOString()))) {
      return undefined;
    }
    if (at.getTime() - Date.parse(stored.issuedAt) < rotateAfterMs) return { identity };
    const rotatedToken = makeSecret(randomBytes);
    await store.tokens.rotate(hash, hashSecret(rotatedToken), at.toISOString());
    return { identity, rotatedToken };
  }

  /** The device as it is now; `undefined` once it is unpaired. */
  async tvIdentity(deviceId: string): Promise<TvIdentity | undefined> {
    const { directory, store } = this.#deps;
    const device = await store.devices.find(deviceId);
    if (device === undefined || device.unpairedAt !== null) return undefined;
    const clinic = await store.clinics.find(device.clinicId);
    const patient = await store.patients.find(device.patientId);
    if (clinic === undefined || patient === undefined) {
      throw new Refusal('not_found', 'The device belongs to no clinic or patient any more.');
    }
    return {
      kind: 'tv',
      deviceId,
      ...this.#toldOf(clinic),
      patient: { id: patient.id, name: patient.name },
      physicians: [...(await directory.physiciansOf(patient.id))],
      answersItself: clinic.settings.answersItself ? device.answersItself : null,
    };
  }

  #toldOf({ id, name, settings: { reception } }: Clinic): OfClinic {
    const known = this.#ofClinic.get(id);
    const now = { clinic: { id, name }, reception };
    if (known !== undefined && isDeepStrictEqual(known, now)) return known;
    this.#ofClinic.set(id, now);
    return now;
  }
}
