import { timingSafeEqual } from 'node:crypto';
import type { GuestAuthentication } from '../consult/ports.ts';
import type { ConsultUpdate } from '../protocol/index.ts';
import { type Identity, type Params, Refusal, type Result } from '../protocol/index.ts';
import type { RegistrationChange } from '../registration/feed.ts';
import type { Authentication } from '../registration/registration.ts';
import { hashSecret, makeSecret, type RandomBytes } from '../registration/secrets.ts';
import type { Call } from './connection.ts';
import type { Feed } from './feed.ts';
import type { PeerSignals } from './peerSignals.ts';
import type { MobileAuthentication, SessionStore, StoredSession } from './ports.ts';
import type { PresenceReports } from './presenceReports.ts';
import { Session } from './session.ts';
import type { Sessions } from './sessions.ts';

type OpenParams = Params<'session.open'>;

/** Who asks to open, as authentication found it. */
interface Claim {
  readonly identity: Identity;
  readonly signInId: string | null;
  readonly rotatedToken?: string;
}

export interface OpeningOptions {
  readonly authentication: Authentication;
  readonly guests: GuestAuthentication;
  readonly mobiles: MobileAuthentication;
  readonly store: SessionStore;
  readonly sessions: Sessions;
  readonly feed: Feed;
  readonly peerSignals: PeerSignals;
  readonly presence: PresenceReports;
  followed(identity: Identity, cursors: Readonly<Record<string, number>>): Promise<ConsultUpdate[]>;
  /** Applies a change of registration to one session. */
  applyTo(session: Session, change: RegistrationChange): void;
  readonly heartbeatIntervalMs: number;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
}

/** `session.open`: from a socket that nobody knows to a session that has been told everything. */
export class Opening {
  readonly #options: OpeningOptions;
  /** What registration changed while an opening was under way, one list for each of them. */
  readonly #witnesses = new Set<RegistrationChange[]>();

  constructor(options: OpeningOptions) {
    this.#options = options;
  }

  /** Shows a change to the openings that have authenticated already and are not live yet. */
  witness(change: RegistrationChange): void {
    for (const seen of this.#witnesses) seen.push(change);
  }

  async open(params: OpenParams, call: Call): Promise<Result<'session.open'>> {
    const { connection } = call;
    const { sessions, feed, peerSignals, presence } = this.#options;
    const seen: RegistrationChange[] = [];
    this.#witnesses.add(seen);
    try {
      const claim = await this.#authenticate(params, call);
      const { sessionId, resumeToken, resumed } = await this.#findOrBegin(params, claim);
      if (connection.phase !== 'opening') throw new Refusal('not_open');

      if (this.#isTakenOver(sessionId, params.page)) {
        connection.close('replaced');
        throw new Refusal('not_open');
      }

      const session = new Session(sessionId, claim.identity, claim.signInId, params.page?.id);
      call.afterReply = session.hold();
      const replaced = sessions.add(session, connection);
      if (replaced) void presence.session(replaced);
      connection.attach(session);
      for (const change of seen) this.#options.applyTo(session, change);
      try {
        if (resumed) await presence.session(session);
        const consults = await this.#options.followed(session.identity, params.cursors);
        if (!connection.open()) throw new Refusal('not_open');
        feed.begin(session, consults);
        for (const signal of peerSignals.of(sessionId)) session.notify('peer.signal', signal);
        return {
          sessionId,
          resumeToken,
          resumed,
          identity: session.identity,
          ...(claim.rotatedToken !== undefined && { rotatedToken: claim.rotatedToken }),
          heartbeatIntervalMs: this.#options.heartbeatIntervalMs,
          consults,
        };
      } catch (error) {
        if (session.connection === connection) {
          sessions.lost(session);
          void presence.session(session);
        }
        connection.attach(undefined);
        throw error;
      }
    } finally {
      this.#witnesses.delete(seen);
    }
  }

  /**
   * Whether another page has the session now. A page that lost its socket before it could be told
   * comes back as if nothing had happened; one that is new has been opened by somebody.
   */
  #isTakenOver(sessionId: string, page: OpenParams['page']): boolean {
    if (!page?.hadSession) return false;
    const live = this.#options.sessions.get(sessionId);
    if (live === undefined || live.connection === null) return false;
    return live.pageId !== undefined && live.pageId !== page.id;
  }

  /** @throws Refusal `unauthenticated`, after whose reply the socket is closed */
  async #authenticate(params: OpenParams, call: Call): Promise<Claim> {
    call.afterReply = () => call.connection.close('unauthenticated');
    const claim = await this.#claimOf(params, call);
    if (claim === undefined) throw new Refusal('unauthenticated');
    delete call.afterReply;
    return claim;
  }

  async #claimOf(params: OpenParams, call: Call): Promise<Claim | undefined> {
    const { authentication, guests, mobiles } = this.#options;
    switch (params.endpoint) {
      case 'tv': {
        const tv =
          params.token === undefined ? undefined : await authentication.tvByToken(params.token);
        return tv && { ...tv, signInId: null };
      }
      case 'agent':
        return await authentication.agentBySignIn(call.connection.cookieHeader);
      case 'guest': {
        const stored = params.resume && (await this.#resumable(params.resume));
        const known = stored?.kind === 'guest' ? await guests.guest(stored.subjectId) : undefined;
        const identity =
          known ??
          (params.token === undefined ? undefined : await guests.guestByToken(params.token));
        return identity && { identity, signInId: null };
      }
      case 'mobile': {
        const stored = params.resume && (await this.#resumable(params.resume));
        const known =
          stored?.kind === 'mobile' ? await mobiles.mobile(stored.subjectId) : undefined;
        const identity = known ?? (await this.#mobileByCode(params, call));
        return identity && { identity, signInId: null };
      }
    }
  }

  async #mobileByCode(
    { token: code, claim }: OpenParams,
    { connection }: Call,
  ): Promise<Identity | undefined> {
    if (code === undefined || claim === undefined) return undefined;
    const { address, userAgent } = connection;
    return await this.#options.mobiles.mobileByCode({ code, claim, address, userAgent });
  }

  /** The stored session, where the endpoint has its resume token. */
  async #resumable({
    sessionId,
    resumeToken,
  }: NonNullable<OpenParams['resume']>): Promise<StoredSession | undefined> {
    const stored = await this.#options.store.find(sessionId);
    return stored && sameHash(stored.resumeTokenHash, hashSecret(resumeToken)) ? stored : undefined;
  }

  /** A session that cannot be resumed is replaced by a new one: who asks is known all the same. */
  async #findOrBegin(
    { endpoint, resume }: OpenParams,
    { identity, signInId }: Claim,
  ): Promise<{ sessionId: string; resumeToken: string; resumed: boolean }> {
    const { store, newId, randomBytes } = this.#options;
    const subjectId = subjectOf(identity);
    const stored = resume && (await this.#resumable(resume));
    if (
      resume &&
      stored?.kind === endpoint &&
      stored.subjectId === subjectId &&
      stored.signInId === signInId
    ) {
      return { ...resume, resumed: true };
    }
    const sessionId = newId();
    const resumeToken = makeSecret(randomBytes);
    const at = this.#options.now().toISOString();
    await store.insert({
      id: sessionId,
      resumeTokenHash: hashSecret(resumeToken),
      kind: endpoint,
      subjectId,
      signInId,
      openedAt: at,
      seenAt: at,
    });
    return { sessionId, resumeToken, resumed: false };
  }
}

function subjectOf(identity: Identity): string {
  switch (identity.kind) {
    case 'tv':
      return identity.deviceId;
    case 'agent':
      return identity.personId;
    case 'guest':
      return identity.guestId;
    case 'mobile':
      return identity.mobileId;
  }
}

function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
