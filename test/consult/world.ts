import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { v7 as newId } from 'uuid';
import { createLocalBus } from '../../src/bus/localBus.ts';
import { Consults } from '../../src/consult/consults.ts';
import type { QueueNews } from '../../src/consult/dispatcher.ts';
import type {
  Actor,
  CalledPatient,
  ConsultChange,
  ConsultStore,
  RelayRooms,
} from '../../src/consult/ports.ts';
import { Playbooks } from '../../src/diagnostics/playbooks.ts';
import { verdict } from '../../src/diagnostics/verdict.ts';
import { whatHappened } from '../../src/diagnostics/whatHappened.ts';
import { createLogger } from '../../src/log.ts';
import {
  type ErrorCode,
  type PathPolicy,
  type PersonRef,
  Refusal,
  type Role,
  type ServiceRequest,
} from '../../src/protocol/index.ts';
import { hashSecret, makeSecret } from '../../src/registration/secrets.ts';
import { createConsultStore } from '../../src/store/consultStore.ts';
import { createInvitationStore } from '../../src/store/invitationStore.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createPlaybookStore } from '../../src/store/playbookStore.ts';
import { createPresenceSettingStore } from '../../src/store/presenceSettingStore.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { clinic, device, idOf, person } from './people.ts';

/** The consult's surroundings: a real database, and ports that a test turns by hand. */
export interface World {
  /** The instance that serves; after a restart it is another one. */
  consults: Consults;
  readonly store: ConsultStore;
  readonly database: Kysely<Tables>;
  readonly relay: RecordingRelay;
  /** Every change published, in order. */
  readonly changes: ConsultChange[];
  /** Sessions that have a socket. */
  readonly connected: Set<string>;
  /** The network addresses of sessions, for those of whom it matters. */
  readonly addresses: Map<string, string>;
  /** People who have an open agent session. */
  readonly online: Set<string>;
  /** Agents at whose screens nothing moves. */
  readonly idle: Set<string>;
  /** The TVs that are connected, by device. */
  readonly tvSessions: Map<string, string>;
  /** What was told of queues and presences, in order. */
  readonly news: QueueNews[];
  /** Who answers care: first these, then those who are linked, then staff. */
  preferred: PersonRef[];
  linked: PersonRef[];
  careStaff: PersonRef[];
  supportStaff: PersonRef[];
  /** Everybody who works in the clinic. */
  people: (PersonRef & { readonly role: Role })[];
  /** Patients who may be called. */
  called: CalledPatient[];
  policy: PathPolicy;
  now: Date;
  /** Another instance on the same database, with the same surroundings. */
  another(store?: ConsultStore): Consults;
  /** Connects an agent's session and tells so. */
  arrive(...actors: Actor[]): Promise<void>;
  leave(...actors: Actor[]): Promise<void>;
  /**
   * The server is killed, whatever it is about, and another one starts on the same database.
   * Nobody is connected then.
   */
  restart(): Promise<void>;
  /** Moves time on and sweeps. */
  pass(ms: number): Promise<void>;
}

/** What the relay was told, in order. */
class RecordingRelay implements RelayRooms {
  readonly told: string[] = [];
  /** What the next calls do instead of answering. */
  trouble: (() => Promise<void>) | undefined;

  async admit(
    roomId: string,
    sessionIds: readonly string[],
    waitingSeats: readonly string[],
  ): Promise<void> {
    const more = waitingSeats.map((seat) => ` and who waits as ${seat}`).join('');
    this.told.push(`admit ${roomId} ${[...sessionIds].sort().join(' ')}${more}`);
    await this.trouble?.();
  }

  async ring(
    roomId: string,
    callers: readonly string[],
    rung: readonly string[],
    waitingSeats: readonly string[],
  ): Promise<void> {
    const more = waitingSeats.map((seat) => ` and who waits as ${seat}`).join('');
    const at = rung.length === 0 ? 'nobody' : [...rung].sort().join(' ');
    this.told.push(`ring ${roomId} ${[...callers].sort().join(' ')} at ${at}${more}`);
    await this.trouble?.();
  }

  async closeRoom(roomId: string): Promise<void> {
    this.told.push(`close ${roomId}`);
    await this.trouble?.();
  }
}

/** @param file the database's; in memory where none is given */
export async function openWorld(file = ':memory:'): Promise<World> {
  const database = openSqlite(file);
  await migrate(database);
  const store = createConsultStore(database);
  const bus = createLocalBus((error) => {
    throw error;
  });
  const log = createLogger('silent');
  const changes: ConsultChange[] = [];
  bus.subscribe('consult', (change) => changes.push(change));
  const relay = new RecordingRelay();
  const make = (on = store, life: Life = { isOver: false }): Consults =>
    new Consults({
      store: mortal(on, life),
      invitations: mortal(createInvitationStore(database), life),
      settings: mortal(createPresenceSettingStore(database), life),
      playbooks: new Playbooks({
        store: mortal(createPlaybookStore(database), life),
        log,
        now: () => world.now,
        monotonicMs: () => 0,
        newId,
      }),
      verdictOf: (events) => verdict(whatHappened(events)),
      directory: {
        answerersOf: async ({ kind }) =>
          kind === 'care'
            ? { preferred: world.preferred, team: world.linked, staff: world.careStaff }
            : { preferred: [], team: [], staff: world.supportStaff },
        answeringClinic: async () => clinic.id,
        device: async (deviceId) => device(deviceId),
        pathPolicyOf: async () => world.policy,
        clinicName: async () => clinic.name,
        calledPatient: async (about) => world.called.find((one) => isMeant(one, about)),
        peopleOf: async () => world.people,
      },
      presence: {
        agentsOf: async () =>
          new Map([...world.online].map((id) => [id, { active: !world.idle.has(id) }])),
        isConnected: async (sessionId) => world.connected.has(sessionId),
        addressOf: async (sessionId) =>
          world.connected.has(sessionId) ? world.addresses.get(sessionId) : undefined,
        tvSession: async (deviceId) => world.tvSessions.get(deviceId),
      },
      relay,
      feed: mortal({ publish: (change: ConsultChange) => bus.publish('consult', change) }, life),
      onQueueNews: (news) => world.news.push(news),
      log,
      now: () => world.now,
      newId,
      makeToken: () => makeSecret(randomBytes),
      hashToken: hashSecret,
      sweepIntervalMs: 5,
    });
  let life: Life = { isOver: false };
  const world: World = {
    consults: make(store, life),
    store,
    database,
    relay,
    changes,
    connected: new Set(),
    addresses: new Map(),
    online: new Set(),
    idle: new Set(),
    tvSessions: new Map(),
    news: [],
    preferred: [],
    linked: [person('Ada'), person('Ben'), person('Cleo')],
    careStaff: [],
    supportStaff: [person('Finn')],
    people: [
      { ...person('Ada'), role: 'physician' },
      { ...person('Ben'), role: 'physician' },
      { ...person('Cleo'), role: 'physician' },
      { ...person('Finn'), role: 'staff' },
      { ...person('Grete'), role: 'admin' },
    ],
    called: ['home TV', 'ward TV'].map((name) => ({
      patient: { id: idOf(`${name} patient`), name: `Patient at ${name}` },
      clinicId: clinic.id,
      devices: [{ id: idOf(`${name} device`), answersItself: false }],
    })),
    policy: 'direct',
    now: new Date('2026-03-02T09:00:00.000Z'),
    another: (on) => make(on),
    async arrive(...actors) {
      for (const { identity, sessionId } of actors) {
        world.connected.add(sessionId);
        if (identity.kind === 'agent') world.online.add(identity.personId);
        if (identity.kind === 'tv') world.tvSessions.set(identity.deviceId, sessionId);
      }
      await tellOf(actors);
    },
    async leave(...actors) {
      for (const { identity, sessionId } of actors) {
        world.connected.delete(sessionId);
        if (identity.kind === 'agent') world.online.delete(identity.personId);
        if (identity.kind === 'tv') world.tvSessions.delete(identity.deviceId);
      }
      await tellOf(actors);
    },
    async restart() {
      const before = world.consults;
      life.isOver = true;
      life = { isOver: false };
      await before.settled();
      world.connected.clear();
      world.online.clear();
      world.tvSessions.clear();
      world.consults = make(store, life);
      await world.consults.recoverAfterRestart();
      await world.consults.settled();
    },
    async pass(ms) {
      world.now = new Date(world.now.getTime() + ms);
      await world.consults.sweep();
      await world.consults.settled();
    },
  };
  async function tellOf(actors: readonly Actor[]): Promise<void> {
    for (const actor of actors) {
      await world.consults.sessionChanged(actor);
      await world.consults.presenceChanged(actor.identity.clinic.id);
    }
    await world.consults.settled();
  }
  return world;
}

/** Whether the process that an instance ran in is gone. */
interface Life {
  isOver: boolean;
}

export class KilledError extends Error {}

/** A part of a server that does nothing more once the server is killed. */
function mortal<T extends object>(part: T, life: Life): T {
  return new Proxy(part, {
    get(target, name) {
      if (life.isOver) throw new KilledError('The server was killed.');
      return Reflect.get(target, name);
    },
  });
}

function isMeant(
  { patient, devices }: CalledPatient,
  about: { readonly patientId: string } | { readonly deviceId: string },
): boolean {
  return 'patientId' in about
    ? patient.id === about.patientId
    : devices.some(({ id }) => id === about.deviceId);
}

/** Runs a test's work on a database file in a folder of its own. */
export async function withFile<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'housecall-consult-'));
  try {
    return await work(join(folder, 'consults.db'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let asked = 0;

/** The TV asks. @returns the consult's id */
export async function ask(
  world: World,
  from: Actor,
  serviceRequest: ServiceRequest = careRequest,
): Promise<string> {
  const consultId = idOf(`consult ${++asked}`);
  world.connected.add(from.sessionId);
  if (from.identity.kind === 'tv') world.tvSessions.set(from.identity.deviceId, from.sessionId);
  await world.consults.request(from, { consultId, serviceRequest });
  await world.consults.settled();
  return consultId;
}

/** What became of a promise: `ok`, or the code it was refused with. */
export async function outcomeOf(work: Promise<unknown>): Promise<'ok' | ErrorCode> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

export async function stateOf(world: World, consultId: string): Promise<string> {
  const consult = await world.store.find(consultId);
  if (consult === undefined) throw new Error(`no consult ${consultId}`);
  return consult.phase.state;
}
