import { type AgentIdentity, Refusal } from '../protocol/index.ts';
import type { RegistrationFeed } from './feed.ts';
import { hashPassword, type PasswordCost, verifyPassword } from './password.ts';
import type { Person, PersonStore, SignInStore } from './ports.ts';
import { hashSecret, makeSecret, type RandomBytes } from './secrets.ts';

/** How long a sign-in lives. */
export interface SignInSettings {
  /** Without any request. */
  readonly idleMs: number;
  /** How often a sign-in in use is written down as seen. */
  readonly touchEveryMs: number;
}

export const defaultSignInSettings: SignInSettings = {
  idleMs: 12 * 3_600_000,
  touchEveryMs: 5 * 60_000,
};

export interface SignInsDeps {
  readonly store: { readonly people: PersonStore; readonly signIns: SignInStore };
  readonly feed: RegistrationFeed;
  readonly passwordCost: PasswordCost;
  readonly settings: SignInSettings;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
}

/** People's sign-ins from browsers. A browser holds a secret; its hash is stored. */
export class SignIns {
  readonly #deps: SignInsDeps;
  /** A hash that no password has, so that an unknown e-mail takes as long as a wrong password. */
  readonly #decoy: Promise<string>;

  constructor(deps: SignInsDeps) {
    this.#deps = deps;
    this.#decoy = hashPassword(makeSecret(deps.randomBytes), deps.randomBytes, deps.passwordCost);
    // It is awaited where it is used; without this, a failure before then would end the process.
    this.#decoy.catch(() => undefined);
  }

  /** @throws Refusal `wrong_credentials` */
  async signIn(
    email: string,
    password: string,
  ): Promise<{ readonly secret: string; readonly identity: AgentIdentity }> {
    const { newId, now, randomBytes, settings, store } = this.#deps;
    const found = await store.people.findByEmail(email.toLowerCase());
    const isRight = await verifyPassword(password, found?.passwordHash ?? (await this.#decoy));
    if (found === undefined || !isRight) throw new Refusal('wrong_credentials');

    const secret = makeSecret(randomBytes);
    const at = now();
    await store.signIns.removeExpired(at.toISOString());
    await store.signIns.insert({
      id: newId(),
      secretHash: hashSecret(secret),
      personId: found.person.id,
      at: at.toISOString(),
      expiresAt: new Date(at.getTime() + settings.idleMs).toISOString(),
    });
    return { secret, identity: identityOf(found.person) };
  }

  /** The person whose browser holds a secret. Being asked for keeps the sign-in alive. */
  async find(
    secret: string,
  ): Promise<{ readonly identity: AgentIdentity; readonly signInId: string } | undefined> {
    const { now, settings, store } = this.#deps;
    const signIn = await store.signIns.findBySecret(hashSecret(secret));
    const at = now();
    if (signIn === undefined || signIn.expiresAt <= at.toISOString()) return undefined;
    if (at.getTime() - Date.parse(signIn.seenAt) >= settings.touchEveryMs) {
      const expiresAt = new Date(at.getTime() + settings.idleMs).toISOString();
      await store.signIns.extend(signIn.id, at.toISOString(), expiresAt);
    }
    return { identity: identityOf(signIn.person), signInId: signIn.id };
  }

  /**
   * Which of these sign-ins are over, by whatever hand: they went unused, or a tool beside the
   * server ended them.
   */
  async over(signInIds: readonly string[]): Promise<readonly string[]> {
    const { now, store } = this.#deps;
    const live = new Set(await store.signIns.live(signInIds, now().toISOString()));
    return signInIds.filter((id) => !live.has(id));
  }

  /** Ends a sign-in with its open sessions; one that is over already stays so. */
  async signOut(secret: string): Promise<void> {
    const { feed, store } = this.#deps;
    const signIn = await store.signIns.findBySecret(hashSecret(secret));
    if (signIn === undefined) return;
    await store.signIns.remove(signIn.id);
    feed.publish({ type: 'signed-out', signInId: signIn.id });
  }
}

function identityOf(person: Person): AgentIdentity {
  return {
    kind: 'agent',
    personId: person.id,
    name: person.name,
    role: person.role,
    desks: [...person.desks],
    clinic: person.clinic,
  };
}
