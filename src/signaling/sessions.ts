import type { Presence } from '../consult/ports.ts';
import type { Identity } from '../protocol/index.ts';
import type { Connection } from './connection.ts';
import type { Session } from './session.ts';

export interface SessionsOptions {
  /** How long an agent whose socket dropped still counts as there. */
  readonly lingerMs: number;
  readonly monotonicMs: () => number;
}

/** The sessions that are live on this node, by whom they speak for. */
export class Sessions implements Presence {
  /** Told the clinic when one of its people has come or gone, at their screen or altogether. */
  onAgentsChanged: (clinicId: string) => void = () => {};

  readonly #options: SessionsOptions;
  readonly #byId = new Map<string, Session>();
  readonly #byDevice = new Map<string, Session>();
  readonly #byPerson = new Map<string, Set<Session>>();
  readonly #byClinic = new Map<string, Set<Session>>();
  /** Agents' sessions without a socket. */
  readonly #lingering = new Set<Session>();

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(sessionId: string): Session | undefined {
    return this.#byId.get(sessionId);
  }

  ofDevice(deviceId: string): Session | undefined {
    return this.#byDevice.get(deviceId);
  }

  /** Of the agents of the clinic. */
  agentSessionsOf(clinicId: string): Iterable<Session> {
    return this.#byClinic.get(clinicId) ?? [];
  }

  all(): Iterable<Session> {
    return this.#byId.values();
  }

  /**
   * Takes a session in with its socket. What it replaces, an older socket of the same session or
   * another session of the same device, is closed.
   * @returns the device's other session that is gone now, if there was one
   */
  add(session: Session, connection: Connection): Session | undefined {
    const { identity } = session;
    const same = this.#byId.get(session.sessionId);
    const other = identity.kind === 'tv' ? this.#byDevice.get(identity.deviceId) : undefined;
    const before = this.#activityOf(identity);
    for (const old of new Set([same, other])) {
      if (!old) continue;
      const { connection: replaced } = old;
      this.#unlink(old);
      replaced?.close('replaced');
    }
    session.connection = connection;
    this.#byId.set(session.sessionId, session);
    if (identity.kind === 'tv') {
      this.#byDevice.set(identity.deviceId, session);
    } else if (identity.kind === 'agent') {
      addTo(this.#byPerson, identity.personId, session);
      addTo(this.#byClinic, identity.clinic.id, session);
      this.#tellIfChanged(identity, before);
    }
    return other === same ? undefined : other;
  }

  /** The session's socket is gone; its endpoint may come back. */
  lost(session: Session): void {
    if (session.identity.kind !== 'agent') {
      this.#unlink(session);
      return;
    }
    session.connection = null;
    session.told = null;
    session.lostAtMs = this.#options.monotonicMs();
    this.#lingering.add(session);
  }

  /** The session is over, or waits so long that only the store knows it. */
  forget(session: Session): void {
    if (this.#byId.get(session.sessionId) !== session) return;
    const { identity } = session;
    const before = this.#activityOf(identity);
    this.#unlink(session);
    this.#tellIfChanged(identity, before);
  }

  /** Forgets agents who have not come back. */
  sweep(): void {
    const before = this.#options.monotonicMs() - this.#options.lingerMs;
    for (const session of [...this.#lingering]) {
      if (session.lostAtMs <= before) this.forget(session);
    }
  }

  agentsOf(clinicId: string): Promise<ReadonlyMap<string, { readonly active: boolean }>> {
    const agents = new Map<string, { active: boolean }>();
    for (const { identity } of this.agentSessionsOf(clinicId)) {
      if (identity.kind !== 'agent' || identity.role === 'admin') continue;
      agents.set(identity.personId, { active: this.#activityOf(identity) === 'active' });
    }
    return Promise.resolve(agents);
  }

  tvSession(deviceId: string): Promise<string | undefined> {
    const session = this.#byDevice.get(deviceId);
    return Promise.resolve(session?.connection === null ? undefined : session?.sessionId);
  }

  addressOf(sessionId: string): Promise<string | undefined> {
    return Promise.resolve(this.#byId.get(sessionId)?.connection?.address);
  }

  /** Somebody is at this screen, or nobody is. */
  setActive(session: Session, active: boolean): void {
    const before = this.#activityOf(session.identity);
    session.active = active;
    this.#tellIfChanged(session.identity, before);
  }

  isConnected(sessionId: string): Promise<boolean> {
    return Promise.resolve(this.hasSocket(sessionId));
  }

  hasSocket(sessionId: string): boolean {
    return (this.#byId.get(sessionId)?.connection ?? null) !== null;
  }

  /** Whether an agent is at any of their screens, or just has one open; `null` for whoever has none. */
  #activityOf(identity: Identity): 'active' | 'idle' | null {
    const sessions = identity.kind === 'agent' ? this.#byPerson.get(identity.personId) : undefined;
    if (sessions === undefined) return null;
    return [...sessions].some(({ active }) => active) ? 'active' : 'idle';
  }

  #tellIfChanged(identity: Identity, before: 'active' | 'idle' | null): void {
    if (identity.kind !== 'agent' || this.#activityOf(identity) === before) return;
    this.onAgentsChanged(identity.clinic.id);
  }

  #unlink(session: Session): void {
    const { identity } = session;
    session.connection = null;
    this.#byId.delete(session.sessionId);
    this.#lingering.delete(session);
    if (identity.kind === 'tv') {
      this.#byDevice.delete(identity.deviceId);
    } else if (identity.kind === 'agent') {
      removeFrom(this.#byPerson, identity.personId, session);
      removeFrom(this.#byClinic, identity.clinic.id, session);
    }
  }
}

function addTo(index: Map<string, Set<Session>>, key: string, session: Session): void {
  const sessions = index.get(key);
  if (sessions) sessions.add(session);
  else index.set(key, new Set([session]));
}

function removeFrom(index: Map<string, Set<Session>>, key: string, session: Session): void {
  const sessions = index.get(key);
  sessions?.delete(session);
  if (sessions?.size === 0) index.delete(key);
}
