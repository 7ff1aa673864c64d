import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Random bytes of a given length, such as `randomBytes` of node:crypto. */
export type RandomBytes = (size: number) => Uint8Array;

/** A secret as it is stored, and the one before it while that is still good. */
export interface SealedSecrets {
  readonly present: string;
  readonly former: { readonly sealed: string; readonly until: string } | null;
}

/** A secret that was sealed under another key, or for something else. */
export class UnreadableSecret extends Error {
  override name = 'UnreadableSecret';
}

/** How long a secret is good beside its successor. */
const formerForMs = 24 * 3_600_000;

const prefix = 'whsec_';
const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/**
 * Makes, keeps and reads the secrets of webhooks. Signing takes the secret itself, so a hash will
 * not do: it is stored encrypted, under a key that lies beside the database and not in it.
 */
export class Secrets {
  readonly #key: Uint8Array;
  readonly #randomBytes: RandomBytes;

  /** @param key 256 bits */
  constructor(key: Uint8Array, randomBytes: RandomBytes) {
    this.#key = key;
    this.#randomBytes = randomBytes;
  }

  /** A new secret of 256 random bits, as Standard Webhooks writes it: `whsec_` and base64. */
  make(): string {
    return `${prefix}${Buffer.from(this.#randomBytes(32)).toString('base64')}`;
  }

  /** @param owner the id of what has it; what is sealed for one cannot be given to another */
  seal(secret: string, owner: string): string {
    const iv = this.#randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.#key, iv, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(owner));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64');
  }

  /** Puts a new secret in the place of the present one, which is good for a day more. */
  rotate(
    sealed: SealedSecrets,
    owner: string,
    now: Date,
  ): { readonly secret: string; readonly until: string; readonly secrets: SealedSecrets } {
    const secret = this.make();
    const until = new Date(now.getTime() + formerForMs).toISOString();
    const former = { sealed: sealed.present, until };
    return { secret, until, secrets: { present: this.seal(secret, owner), former } };
  }

  /**
   * The secrets that are good now, the present one first.
   * @throws UnreadableSecret where the present one cannot be read
   */
  open(sealed: SealedSecrets, owner: string, now: Date): readonly string[] {
    const { former, present } = sealed;
    const secret = this.#unseal(present, owner);
    if (secret === undefined) throw new UnreadableSecret();
    const isGood = former !== null && former.until > now.toISOString();
    const before = isGood ? this.#unseal(former.sealed, owner) : undefined;
    return before === undefined ? [secret] : [secret, before];
  }

  #unseal(sealed: string, owner: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64');
    const iv = bytes.subarray(0, ivBytes);
    const decipher = createDecipheriv(algorithm, this.#key, iv, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(owner));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const text = bytes.subarray(ivBytes, -tagBytes);
    try {
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}
