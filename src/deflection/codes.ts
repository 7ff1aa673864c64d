import type { PhoneUse, PhoneWay } from '../protocol/index.ts';
import { lettersIn, makeLetters } from '../protocol/letterCode.ts';
import type { CodeKind, ConsultForDeflection, PhoneCodeStore } from './ports.ts';

/** Random bytes of a given length, such as `randomBytes` of node:crypto. */
export type RandomBytes = (size: number) => Uint8Array;

export interface CodesDeps {
  readonly store: PhoneCodeStore;
  /** HMAC under the deployment's key: these codes are too short for a plain hash. */
  readonly hashCode: (code: string) => string;
  readonly randomBytes: RandomBytes;
  readonly now: () => Date;
}

/** What a code is made of, and how long it lives. */
interface Form {
  readonly lifetimeMs: number;
  readonly make: (randomBytes: RandomBytes) => string;
}

const minuteMs = 60_000;
/** Letters of a code to be scanned or typed, and of one that is in a link. */
const linkLetters = 8;
const sentLetters = 16;

const forms: Readonly<Record<CodeKind, Form>> = {
  link: { lifetimeMs: 5 * minuteMs, make: (random) => makeLetters(linkLetters, random) },
  // It waits in an inbox, so it lives longer and is harder to guess.
  sent: { lifetimeMs: 15 * minuteMs, make: (random) => makeLetters(sentLetters, random) },
  reference: { lifetimeMs: 5 * minuteMs, make: sixDigits },
  return: { lifetimeMs: 5 * minuteMs, make: sixDigits },
};

/** How often a code is drawn anew that another consult has just now. */
const maxDraws = 20;

/** One-time codes. Only their hashes are stored, and a new one voids the one before of its kind. */
export class Codes {
  readonly #deps: CodesDeps;

  constructor(deps: CodesDeps) {
    this.#deps = deps;
  }

  /** @returns the code without separators */
  async issue(
    kind: CodeKind,
    { consultId, clinicId }: Pick<ConsultForDeflection, 'consultId' | 'clinicId'>,
    about: {
      readonly use?: PhoneUse;
      readonly way?: PhoneWay;
      readonly seat?: 'tv' | 'mobile';
    },
  ): Promise<{ readonly code: string; readonly expiresAt: string }> {
    const { now, randomBytes, store } = this.#deps;
    const { lifetimeMs, make } = forms[kind];
    const at = now();
    const expiresAt = new Date(at.getTime() + lifetimeMs).toISOString();
    for (let draw = 0; draw < maxDraws; draw += 1) {
      const code = make(randomBytes);
      const stored = {
        consultId,
        kind,
        scope: scopeOf(kind, { consultId, clinicId }),
        hash: this.hash(kind, code),
        use: about.use ?? null,
        way: about.way ?? null,
        seat: about.seat ?? null,
        expiresAt,
      };
      if (await store.put(stored, at.toISOString())) return { code, expiresAt };
    }
    throw new Error(`No ${kind} code is free.`);
  }

  /** Codes of one kind never match those of another. */
  hash(kind: CodeKind, code: string): string {
    return this.#deps.hashCode(`${kind} ${code}`);
  }
}

/** Among which codes one has to be the only one: phones and agents say no consult. */
export function scopeOf(
  kind: CodeKind,
  { consultId, clinicId }: { readonly consultId: string; readonly clinicId: string },
): string {
  switch (kind) {
    case 'link':
    case 'sent':
      return 'phones';
    case 'reference':
      return `clinic ${clinicId}`;
    case 'return':
      return `consult ${consultId}`;
  }
}

/**
 * What a phone shows, read as a code that links it. The QR picture and links hold it without
 * separators, so one that has them was typed off the screen.
 * @returns `undefined` where it can be none
 */
export function readShown(
  shown: string,
):
  | { readonly kind: 'link' | 'sent'; readonly code: string; readonly isTyped: boolean }
  | undefined {
  const code = lettersIn(shown);
  const isTyped = code !== shown;
  switch (code?.length) {
    case linkLetters:
      return { kind: 'link', code, isTyped };
    case sentLetters:
      return { kind: 'sent', code, isTyped };
    default:
      return undefined;
  }
}

function sixDigits(randomBytes: RandomBytes): string {
  let digits = '';
  while (digits.length < 6) {
    for (const byte of randomBytes(6)) {
      // 250 is the largest multiple of 10 in a byte.
      if (byte < 250 && digits.length < 6) digits += String(byte % 10);
    }
  }
  return digits;
}
