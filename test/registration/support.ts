import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import { v7 } from 'uuid';
import { createLocalBus } from '../../src/bus/localBus.ts';
import type {
  AgentIdentity,
  ClinicRef,
  DeviceRegistration,
  PatientRef,
  Role,
} from '../../src/protocol/index.ts';
import { usualDesks } from '../../src/registration/desks.ts';
import type { RegistrationChange } from '../../src/registration/feed.ts';
import type { CareLinkRule, RegistrationStore } from '../../src/registration/ports.ts';
import type { Authentication } from '../../src/registration/registration.ts';
import {
  createRegistration,
  defaultRegistrationSettings,
  type Registration,
  type RegistrationSettings,
} from '../../src/registration/registration.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createRegistrationStore } from '../../src/store/registrationStore.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';

export const password = 'correct horse battery staple';

/** Argon2 at its smallest: these tests sign in often, and its cost has a test of its own. */
const cheapPasswords = { memoryKiB: 8, passes: 1, parallelism: 1 };

/** A time that stands still until it is told to go on. */
class Clock {
  #time = Date.parse('2026-03-01T08:00:00.000Z');
  readonly now = (): Date => new Date(this.#time);

  advance(seconds: number): void {
    this.#time += seconds * 1_000;
  }
}

/** Registration on a database file of its own, with a feed that remembers. */
export interface TestRegistration extends Registration {
  readonly clock: Clock;
  readonly changes: RegistrationChange[];
  readonly database: Kysely<Tables>;
  readonly databaseFile: string;
  readonly store: RegistrationStore;
  readonly authentication: Authentication;
  close(): Promise<void>;
}

export async function openRegistration(
  options: { readonly settings?: Partial<RegistrationSettings>; readonly isSecure?: boolean } = {},
): Promise<TestRegistration> {
  const directory = await mkdtemp(path.join(tmpdir(), 'housecall-registration-'));
  const databaseFile = path.join(directory, 'housecall.sqlite');
  const database = openSqlite(databaseFile);
  // Flushing to disk costs most of these tests' time and none of them cuts the power.
  await sql`PRAGMA synchronous = OFF`.execute(database);
  await migrate(database);
  const clock = new Clock();
  const changes: RegistrationChange[] = [];
  const bus = createLocalBus((error) => {
    throw error;
  });
  bus.subscribe('registration', (change) => changes.push(change));
  const store = createRegistrationStore(database);
  const registration = createRegistration({
    store,
    feed: { publish: (change) => bus.publish('registration', change) },
    userCodeKey: randomBytes(32),
    isSecure: options.isSecure ?? false,
    now: clock.now,
    newId: () => v7(),
    randomBytes,
    settings: {
      ...defaultRegistrationSettings,
      passwordCost: cheapPasswords,
      ...options.settings,
    },
  });
  return {
    ...registration,
    clock,
    changes,
    database,
    databaseFile,
    store,
    close: async () => {
      await database.destroy();
      await rm(directory, { recursive: true });
    },
  };
}

/** A clinic with a person of each role; they sign in as `role@name.test`. */
export interface Staffed {
  readonly clinic: ClinicRef;
  readonly physician: AgentIdentity;
  readonly staff: AgentIdentity;
  readonly admin: AgentIdentity;
}

export async function foundClinic(
  { people }: Registration,
  name: string,
  careLinkRule: CareLinkRule = 'mutual',
): Promise<Staffed> {
  const clinic = await people.createClinic({ name, careLinkRule, pathPolicy: 'auto' });
  const hire = (role: Role) => hirePerson(people, clinic, role, `${role}@${name}.test`);
  return {
    clinic,
    physician: await hire('physician'),
    staff: await hire('staff'),
    admin: await hire('admin'),
  };
}

export async function hirePerson(
  people: Registration['people'],
  clinic: ClinicRef,
  role: Role,
  email: string,
): Promise<AgentIdentity> {
  const name = `${role} ${email}`;
  const person = await people.createPerson({ clinic, email, name, role, password });
  return { kind: 'agent', personId: person.id, name, role, desks: [...usualDesks(role)], clinic };
}

export function televisionOf(hardwareId: string): DeviceRegistration {
  return {
    hardwareId,
    model: 'QE55Q60A',
    displayModel: 'Q60A',
    platform: 'tizen',
    engineVersion: 'Chromium 76',
    capabilities: {
      camera: true,
      microphone: true,
      dataChannel: true,
      decodes: ['h264', 'vp8', 'opus'],
      encodes: ['h264', 'opus'],
      keys: ['ArrowUp', 'Back'],
    },
  };
}

/** Pairs a television and hands over its token, which has not been used yet. */
export async function pairTelevision(
  { deviceGrant, pairing }: Registration,
  by: AgentIdentity,
  options: {
    readonly hardwareId?: string;
    readonly patient?: PatientRef;
    readonly physicianIds?: string[];
  } = {},
): Promise<{ deviceId: string; patient: PatientRef; token: string; deviceCode: string }> {
  const registration = televisionOf(options.hardwareId ?? `serial-${v7()}`);
  const { deviceCode, userCode } = await deviceGrant.authorize(registration, '192.0.2.7');
  const { deviceId, patient } = await pairing.confirm(by, {
    userCode,
    patient: options.patient ? { id: options.patient.id } : { name: 'Ada Quist' },
    physicianIds: options.physicianIds ?? [],
  });
  const result = await deviceGrant.poll(deviceCode);
  if (result.kind !== 'token') throw new Error(`The poll came to ${result.kind}.`);
  return { deviceId, patient, token: result.accessToken, deviceCode };
}
