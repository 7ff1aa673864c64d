import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import { createLocalBus } from './bus/localBus.ts';
import type { Config } from './config.ts';
import { Consults } from './consult/consults.ts';
import { isOver } from './consult/state.ts';
import type { Deflection } from './deflection/deflection.ts';
import { type DemoSignIn, refuseDemo, seedDemo } from './demo.ts';
import { Playbooks } from './diagnostics/playbooks.ts';
import { verdict } from './diagnostics/verdict.ts';
import { whatHappened } from './diagnostics/whatHappened.ts';
import { createInboundCommands } from './inboundCommands.ts';
import { createIntegration } from './integration/integration.ts';
import { lastCalls } from './lastCalls.ts';
import type { Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openDeflection } from './openDeflection.ts';
import { openRegistration } from './openRegistration.ts';
import { hashSecret, makeSecret } from './registration/secrets.ts';
import { Relay } from './sfu/relay.ts';
import { createIceServers } from './signaling/iceServers.ts';
import { defaultLimits } from './signaling/limits.ts';
import { Sessions } from './signaling/sessions.ts';
import { createSignaling } from './signaling/signaling.ts';
import { createConsultStore } from './store/consultStore.ts';
import { lockDataDir } from './store/dataDirLock.ts';
import { createInvitationStore } from './store/invitationStore.ts';
import { createPlaybookStore } from './store/playbookStore.ts';
import { createPresenceSettingStore } from './store/presenceSettingStore.ts';
import { loadWebhookKey } from './store/registrationKey.ts';
import { createSessionStore } from './store/sessionStore.ts';
import { createIntegrationStore } from './store/webhookStore.ts';
import { version } from './version.ts';
import { callerKey } from './web/address.ts';
import { createWebApp } from './web/app.ts';
import { isSameOrigin } from './web/origin.ts';

const clientsDir = path.resolve(import.meta.dirname, '../dist/clients');
/** How long a TURN credential lets one begin an allocation: longer than any consult takes. */
const turnCredentialSeconds = 12 * 60 * 60;

/** A running Housecall. */
export interface Housecall {
  /** Where browsers reach it. */
  readonly url: string;
  /** The demo's people, if it is the demo. */
  readonly demo: DemoSignIn | null;
  /**
   * Lets no consult begin any more, tells the endpoints, and waits for the calls that are under way,
   * for as long as the configuration says.
   * @param hurry ends the waiting
   */
  drain(hurry: AbortSignal): Promise<void>;
  /** Answers what is under way, closes every socket, worker and file. Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens the store, wires the parts, listens.
 * @throws Error where the database, a port or the worker cannot be had; nothing is left running
 */
export async function startHousecall(config: Config, log: Logger): Promise<Housecall> {
  await using undo = new AsyncDisposableStack();
  const now = () => new Date();
  const monotonicMs = () => performance.now();

  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  undo.use(lockDataDir(config.dataDir));
  const bus = createLocalBus((error, topic) => {
    log.error({ err: error, topic }, 'a subscriber failed');
  });
  const isSecure = config.tls !== null || config.publicUrl?.startsWith('https:') === true;
  const { database, registration } = await openRegistration({
    dataDir: config.dataDir,
    feed: { publish: (change) => bus.publish('registration', change) },
    isSecure,
  });
  undo.defer(() => database.destroy());
  if (config.demo === null) await refuseDemo(registration.people);
  const demo = config.demo && (await seedDemo(config.demo, registration.people, config.dataDir));

  const relay = await startRelay(config, log);
  undo.defer(() => relay.close());

  const sessions = new Sessions({ lingerMs: defaultLimits.lingerMs, monotonicMs });
  const playbooks = new Playbooks({
    store: createPlaybookStore(database),
    log: log.child({ part: 'diagnostics' }),
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
    log: log.child({ part: 'consult' }),
    now,
    newId,
    makeToken: () => makeSecret(randomBytes),
    hashToken: hashSecret,
  });
  let origin = config.publicUrl ?? '';
  const { deflection, photos } = await openDeflection({
    config,
    database,
    registration,
    consults,
    origin: () => origin,
    now,
    log: log.child({ part: 'deflection' }),
  });
  bus.subscribe('consult', ({ after }) => {
    if (isOver(after)) void forget(deflection, after.facts.id, log);
  });
  const integration = createIntegration({
    store: createIntegrationStore(database),
    commands: createInboundCommands(consults, registration.people),
    secretKey: await loadWebhookKey(path.join(config.dataDir, 'webhook.key')),
    reach: config.webhooks.reach,
    userAgent: `Housecall/${version}`,
    now,
    newId,
    randomBytes,
    random: Math.random,
    log: log.child({ part: 'integration' }),
  });
  integration.deliveries.start();
  undo.defer(() => integration.deliveries.close());
  bus.subscribe('consult', () => integration.deliveries.kick());
  await consults.recoverAfterRestart();
  consults.start();
  undo.defer(() => consults.close());

  const state = { stopping: false };
  const metrics = createMetrics({ bus, relay, signaling: () => signaling.counts() });
  undo.defer(() => metrics.close());
  const server = await createServer(config);
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
    iceServers: createIceServers({ ...config.ice, ttlSeconds: turnCredentialSeconds, now }),
    isAllowedOrigin: (request) =>
      request.headers.origin === undefined || isSameOrigin(request, config.publicUrl),
    addressOf: (request) => callerKey(request, config.trustedProxies),
    limits: defaultLimits,
    now,
    monotonicMs,
    newId,
    randomBytes,
    log: log.child({ part: 'signaling' }),
  });
  undo.defer(() => signaling.close());

  const answers = config.messages.mail?.answers ?? null;
  server.on(
    'request',
    createWebApp({
      registration,
      playbooks,
      integration,
      mail: answers && { receiver: deflection, secret: answers.secret },
      publicUrl: config.publicUrl,
      isSecure,
      trustedProxies: config.trustedProxies,
      clientsDir,
      metrics: metrics.registry,
      health: async () => {
        if (state.stopping) return 'stopping';
        return relay.stats().workers.length === config.media.workers ? 'ok' : 'degraded';
      },
      version,
      newId,
      log: log.child({ part: 'web' }),
    }),
  );
  const url = await listen(server, config);
  origin = url;
  // A server is closed only when its sockets are, so signaling closes them in between.
  undo.defer(async () => {
    const closed = once(server, 'close');
    server.close();
    await signaling.close();
    server.closeAllConnections();
    await closed;
  });

  const running = undo.move();
  let closed: Promise<void> | undefined;
  return {
    url,
    demo,
    async drain(hurry) {
      state.stopping = true;
      consults.takeNoMore();
      const { drainMs } = config;
      signaling.tellStopping(new Date(now().getTime() + drainMs));
      const left = await lastCalls({
        count: () => consults.countCalls(),
        onChange: (listener) => bus.subscribe('consult', listener),
        timeoutMs: drainMs,
        hurry,
      });
      log.info(
        { calls: left },
        left === 0 ? 'no call is left' : 'calls are left to the next start',
      );
    },
    close: () => {
      state.stopping = true;
      closed ??= running.disposeAsync();
      return closed;
    },
  };
}

/** What is left of a consult's codes expires by itself. */
async function forget(deflection: Deflection, consultId: string, log: Logger): Promise<void> {
  try {
    await deflection.forget(consultId);
  } catch (error) {
    log.error({ err: error, consultId }, 'codes of a consult were not forgotten');
  }
}

async function startRelay({ media }: Config, log: Logger): Promise<Relay> {
  try {
    return await Relay.start({
      workers: media.workers,
      listenIp: media.host,
      announcedAddress: media.announcedAddress,
      basePort: media.basePort,
      log: log.child({ part: 'sfu' }),
    });
  } catch (cause) {
    const last = media.basePort + media.workers - 1;
    const where = `${media.host}, ports ${media.basePort} to ${last}`;
    throw new Error(
      `The media relay cannot run on ${where}. Are they taken? See HOUSECALL_MEDIA_PORT. «npm run setup» checks the worker.`,
      { cause },
    );
  }
}

async function createServer({ tls }: Config): Promise<Server> {
  if (tls === null) return createHttpServer();
  const [cert, key] = await Promise.all([readFile(tls.certFile), readFile(tls.keyFile)]);
  return createHttpsServer({ cert, key });
}

async function listen(server: Server, { listen, publicUrl, tls }: Config): Promise<string> {
  server.listen(listen.port, listen.host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const where = `${listen.host}, port ${listen.port}`;
    throw new Error(`It cannot listen on ${where}. Is the port taken? See HOUSECALL_PORT.`, {
      cause,
    });
  }
  const address = server.address();
  if (publicUrl !== undefined || address === null || typeof address === 'string') {
    return publicUrl ?? listen.host;
  }
  const host = listen.host === '127.0.0.1' || listen.host === '::1' ? 'localhost' : listen.host;
  return `${tls === null ? 'http' : 'https'}://${host}:${address.port}`;
}
