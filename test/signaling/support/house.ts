import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { createLocalBus } from '../../../src/bus/localBus.ts';
import type { Config } from '../../../src/config.ts';
import { Consults } from '../../../src/consult/consults.ts';
import { isOver } from '../../../src/consult/state.ts';
import { type ConsultTiming, defaultTiming } from '../../../src/consult/timing.ts';
import { Playbooks } from '../../../src/diagnostics/playbooks.ts';
import { verdict } from '../../../src/diagnostics/verdict.ts';
import { whatHappened } from '../../../src/diagnostics/whatHappened.ts';
import { createLogger, type Logger } from '../../../src/log.ts';
import { openDeflection } from '../../../src/openDeflection.ts';
import type { AgentIdentity, PathPolicy, Role } from '../../../src/protocol/index.ts';
import {
  createRegistration,
  defaultRegistrationSettings,
  type Registration,
} from '../../../src/registration/registration.ts';
import { hashSecret, makeSecret } from '../../../src/registration/secrets.ts';
import { signInCookieName } from '../../../src/registration/signInCookie.ts';
import { Relay } from '../../../src/sfu/relay.ts';
import { createIceServers } from '../../../src/signaling/iceServers.ts';
import { defaultLimits, type SignalingLimits } from '../../../src/signaling/limits.ts';
import { Sessions } from '../../../src/signaling/sessions.ts';
import { createSignaling, type Signaling } from '../../../src/signaling/signaling.ts';
import { createConsultStore } from '../../../src/store/consultStore.ts';
import { createInvitationStore } from '../../../src/store/invitationStore.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { createPlaybookStore } from '../../../src/store/playbookStore.ts';
import { createPresenceSettingStore } from '../../../src/store/presenceSettingStore.ts';
import { createRegistrationStore } from '../../../src/store/registrationStore.ts';
import { createSessionStore } from '../../../src/store/sessionStore.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';
import { isSameOrigin } from '../../../src/web/origin.ts';
import { Endpoint } from './endpoint.ts';

export interface HouseOptions {
  readonly limits?: Partial<SignalingLimits>;
  readonly timing?: Partial<ConsultTiming>;
  readonly log?: Logger;
  /** The folder of a house that was left; its people and consults are there again. */
  readonly folder?: string;
  readonly relay?: boolean;
  /** How links go to phones; nothing does that where it is left out. */
  readonly messages?: Config['messages'];
}

/** A signed-in person: the cookie of their browser, and who they are. */
export interface SignedIn {
  readonly identity: AgentIdentity;
  readonly cookie: string;
  readonly secret: string;
}

/** A paired TV. */
export interface PairedTv {
  readonly deviceId: string;
  readonly patientId: string;
  readonly token: string;
}

const password = 'correct horse battery staple';
const userCodeKey = new Uint8Array(32).fill(7);
/** Hashes that cost next to nothing, so that tests sign many people in. */
const passwordCost = { memoryKiB: 64, passes: 1, parallelism: 1 };

/** A whole Housecall but its pages: real sockets, SQLite, registration, consults, and the relay. */
export class House {
  readonly folder: string;
  readonly port: number;
  readonly registration: Registration;
  readonly consults: Consults;
  readonly signaling: Signaling;
  readonly sessions: Sessions;
  readonly relay: Relay;
  readonly #server: Server;
  readonly #database: ReturnType<typeof openSqlite>;
  readonly #endpoints = new Set<Endpoint>();
  #clinics = 0;

  private constructor(
    parts: Pick<
      House,
      'folder' | 'port' | 'registration' | 'consults' | 'signaling' | 'sessions' | 'relay'
    > & {
      server: Server;
      database: ReturnType<typeof openSqlite>;
    },
  ) {
    this.folder = parts.folder;
    this.port = parts.port;
    this.registration = parts.registration;
    this.consults = parts.consults;
    this.signaling = parts.signaling;
    this.sessions = parts.sessions;
    this.relay = parts.relay;
    this.#server = parts.server;
    this.#database = parts.database;
  }

  static async open(options: HouseOptions = {}): Promise<House> {
    const folder = options.folder ?? (await mkdtemp(path.join(tmpdir(), 'housecall-signaling-')));
    const log = options.log ?? createLogger('silent');
    const limits = { ...defaultLimits, ...options.limits };
    const database = openSqlite(path.join(folder, 'housecall.sqlite'));
    await migrate(database);
    const now = () => new Date();
    const monotonicMs = () => performance.now();
    const bus = createLocalBus((error) => log.error({ err: error }, 'bus'));
    const registration = createRegistration({
      store: createRegistrationStore(database),
      feed: { publish: (change) => bus.publish('registration', change) },
      userCodeKey,
      isSecure: false,
      now,
      newId,
      randomBytes,
      settings: { ...defaultRegistrationSettings, passwordCost },
    });
    const relay = await Relay.start({
      workers: options.relay === true ? 1 : 0,
      listenIp: '127.0.0.1',
      basePort: 0,
      log,
    });
    const sessions = new Sessions({ lingerMs: limits.lingerMs, monotonicMs });
    const playbooks = new Playbooks({
      store: createPlaybookStore(database),
      log,
      now,
      monotonicMs,
      newId,
    });
    const consults = new Consults({
      store: createConsultStore(database),
      invitations: createInvitationStore(database),
      settings: createPresenceSettingStore(database),
      playbooks,
      verdictOf: (events) => verdict(whatHappened(events)),
      directory: registration.directory,
      presence: sessions,
      relay,
      feed: { publish: (change) => bus.publish('consult', change) },
      onQueueNews: (news) => bus.publish('queue', news),
      log,
      now,
      newId,
      makeToken: () => makeSecret(randomBytes),
      hashToken: hashSecret,
      timing: { ...defaultTiming, ...options.timing },
      sweepIntervalMs: 50,
    });
    await consults.recoverAfterRestart();
    consults.start();
    const server = createServer();
    let origin = '';
    const { deflection, photos } = await openDeflection({
      config: { dataDir: folder, messages: options.messages ?? { sms: null, mail: null } },
      database,
      registration,
      consults,
      origin: () => origin,
      now,
      log,
    });
    bus.subscribe('consult', ({ after }) => {
      if (isOver(after)) void deflection.forget(after.facts.id);
    });
    const signaling = createSignaling({
      server,
      bus,
      sessions,
      consults,
      deflection,
      photos,
      relay,
      authentication: registration.authentication,
      deviceSettings: registration.clinicSettings,
      sessionStore: createSessionStore(database),
      iceServers: createIceServers({
        stunUrls: ['stun:stun.clinic.example'],
        turnUrls: ['turn:turn.clinic.example'],
        turnSecret: 'a shared secret',
        ttlSeconds: 3_600,
        now,
      }),
      isAllowedOrigin: (request) =>
        request.headers.origin === undefined || isSameOrigin(request, undefined),
      addressOf: (request) => request.socket.remoteAddress ?? 'unknown',
      limits,
      now,
      monotonicMs,
      newId,
      randomBytes,
      log,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    const { port } = address;
    origin = `http://127.0.0.1:${port}`;
    return new House({
      folder,
      port,
      registration,
      consults,
      signaling,
      sessions,
      server,
      relay,
      database,
    });
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/signaling`;
  }

  /** A clinic of its own, where everybody may answer every patient unless the rule says other. */
  async clinic(
    policy: PathPolicy = 'direct',
    careLinkRule: 'clinic' | 'mutual' = 'clinic',
  ): Promise<Clinic> {
    this.#clinics += 1;
    const name = `Clinic ${this.#clinics}`;
    const { people } = this.registration;
    return new Clinic(this, await people.createClinic({ name, careLinkRule, pathPolicy: policy }));
  }

  /** Opens a socket and nothing more. */
  async connect(headers: Record<string, string> = {}): Promise<Endpoint> {
    const endpoint = await Endpoint.connect(this.url, headers);
    this.#endpoints.add(endpoint);
    return endpoint;
  }

  /** A socket with an open session for a TV. */
  async tv(tv: PairedTv): Promise<Endpoint> {
    const endpoint = await this.connect();
    await endpoint.open({ endpoint: 'tv', token: tv.token });
    return endpoint;
  }

  /** A socket with an open session for a signed-in person. */
  async agent(person: SignedIn): Promise<Endpoint> {
    const endpoint = await this.connect({ cookie: person.cookie });
    await endpoint.open({ endpoint: 'agent' });
    return endpoint;
  }

  /** Runs SQL beside the store, as an administrator or a damaged disk would. */
  get database(): ReturnType<typeof openSqlite> {
    return this.#database;
  }

  /** Stops everything; the folder stays. */
  async leave(): Promise<void> {
    for (const endpoint of this.#endpoints) endpoint.terminate();
    await this.signaling.close();
    await this.consults.close();
    await this.relay.close();
    await this.#database.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async close(): Promise<void> {
    await this.leave();
    await rm(this.folder, { recursive: true });
  }
}

/** One clinic with its people and TVs. */
export class Clinic {
  readonly house: House;
  readonly ref: { readonly id: string; readonly name: string };
  #count = 0;

  constructor(house: House, ref: { readonly id: string; readonly name: string }) {
    this.house = house;
    this.ref = ref;
  }

  async person(role: Role = 'physician'): Promise<SignedIn> {
    this.#count += 1;
    const email = `${role}-${this.#count}-${this.ref.id}@clinic.test`;
    const { people } = this.house.registration;
    const name = `Dr. ${role} ${this.#count}`;
    await people.createPerson({ clinic: this.ref, email, name, role, password });
    return await this.signIn(email);
  }

  async signIn(email: string): Promise<SignedIn> {
    const { secret, identity } = await this.house.registration.signIns.signIn(email, password);
    return { identity, secret, cookie: `${signInCookieName(false)}=${secret}` };
  }

  /** Pairs a TV as people do: the TV asks, somebody of the clinic confirms, the TV collects. */
  async tv(
    confirmedBy: SignedIn,
    patientOrNew?: { id: string },
    physicianIds: string[] = [],
  ): Promise<PairedTv> {
    this.#count += 1;
    const { deviceGrant, pairing } = this.house.registration;
    const codes = await deviceGrant.authorize(
      {
        hardwareId: `serial-${this.ref.id}-${this.#count}`,
        model: 'Test TV',
        platform: 'browser',
        engineVersion: '1',
        capabilities: {
          camera: true,
          microphone: true,
          dataChannel: true,
          decodes: ['vp8'],
          encodes: ['vp8'],
          keys: [],
        },
      },
      '127.0.0.1',
    );
    const { deviceId, patient } = await pairing.confirm(confirmedBy.identity, {
      userCode: codes.userCode,
      patient: patientOrNew ?? { name: `Patient ${this.#count}` },
      physicianIds,
    });
    const polled = await deviceGrant.poll(codes.deviceCode);
    if (polled.kind !== 'token') throw new Error(polled.kind);
    return { deviceId, patientId: patient.id, token: polled.accessToken };
  }
}
