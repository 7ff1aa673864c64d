import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { createLocalBus } from '../../src/bus/localBus.ts';
import { Consults } from '../../src/consult/consults.ts';
import type { Actor, ConsultChange, ConsultStore, RelayRooms } from '../../src/consult/ports.ts';
import { createLogger } from '../../src/log.ts';
import {
  type ErrorCode,
  type PathPolicy,
  type PersonRef,
  Refusal,
} from '../../src/protocol/index.ts';
import { createConsultStore } from '../../src/store/consultStore.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { device, idOf, person } from './people.ts';

/** The consult's surroundings: a real database, and ports that a test turns by hand. */
export interface World {
  readonly consults: Consults;
  readonly store: ConsultStore;
  readonly database: Kysely<Tables>;
  readonly relay: RecordingRelay;
  /** Every change published, in order. */
  readonly changes: ConsultChange[];
  /** Sessions that have a socket. */
  readonly connected: Set<string>;
  /** People who have an open agent session. */
  readonly online: Set<string>;
  linked: PersonRef[];
  policy: PathPolicy;
  now: Date;
  /** Another instance on the same database, with the same surroundings. */
  another(store?: ConsultStore): Consults;
  /** Connects an agent's session and tells so. */
  arrive(...actors: Actor[]): Promise<void>;
  leave(...actors: Actor[]): Promise<void>;
  /** Moves time on and sweeps. */
  pass(ms: number): Promise<void>;
}

/** What the relay was told, in order. */
class RecordingRelay implements RelayRooms {
  readonly told: string[] = [];
  /** What the next calls do instead of answering. */
  trouble: (() => Promise<void>) | undefined;

  async admit(roomId: string, sessionIds: readonly string[]): Promise<void> {
    this.told.push(`admit ${roomId} ${[...sessionIds].sort().join(' ')}`);
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
  const changes: ConsultChange[] = [];
  bus.subscribe('consult', (change) => changes.push(change));
  const relay = new RecordingRelay();
  const make = (on = store): Consults =>
    new Consults({
      store: on,
      directory: {
        physiciansOf: async () => world.linked,
        device: async (deviceId) => device(deviceId),
        pathPolicyOf: async () => world.policy,
      },
      presence: {
        onlineAmong: async (ids) => new Set(ids.filter((id) => world.online.has(id))),
        isConnected: async (sessionId) => world.connected.has(sessionId),
      },
      relay,
      feed: { publish: (change) => bus.publish('consult', change) },
      log: createLogger('silent'),
      now: () => world.now,
      sweepIntervalMs: 5,
    });
  const consults = make();
  const world: World = {
    consults,
    store,
    database,
    relay,
    changes,
    connected: new Set(),
    online: new Set(),
    linked: [person('Ada'), person('Ben'), person('Cleo')],
    policy: 'auto',
    now: new Date('2026-03-02T09:00:00.000Z'),
    another: make,
    async arrive(...actors) {
      for (const { identity, sessionId } of actors) {
        world.connected.add(sessionId);
        if (identity.kind === 'agent') world.online.add(identity.personId);
      }
      await tellOf(actors);
    },
    async leave(...actors) {
      for (const { identity, sessionId } of actors) {
        world.connected.delete(sessionId);
        if (identity.kind === 'agent') world.online.delete(identity.personId);
      }
      await tellOf(actors);
    },
    async pass(ms) {
      world.now = new Date(world.now.getTime() + ms);
      await consults.sweep();
      await consults.settled();
    },
  };
  async function tellOf(actors: readonly Actor[]): Promise<void> {
    for (const actor of actors) {
      await consults.sessionChanged(actor);
      await consults.presenceChanged(actor.identity.clinic.id);
    }
    await consults.settled();
  }
  return world;
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
export async function ask(world: World, from: Actor): Promise<string> {
  const consultId = idOf(`consult ${++asked}`);
  world.connected.add(from.sessionId);
  await world.consults.request(from, { consultId, serviceRequest: careRequest });
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
