import type { IncomingMessage, Server } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Bus } from '../bus/bus.ts';
import type { Consults } from '../consult/consults.ts';
import type { Deflection } from '../deflection/deflection.ts';
import type { Photos } from '../deflection/photos.ts';
import type { Logger } from '../log.ts';
import type { Authentication } from '../registration/registration.ts';
import type { RandomBytes } from '../registration/secrets.ts';
import { Connection, type ConnectionHost } from './connection.ts';
import { createDispatch } from './dispatch.ts';
import { Drain } from './drain.ts';
import { Feed } from './feed.ts';
import { agentHandlers } from './handlers/agent.ts';
import { chatHandlers } from './handlers/chat.ts';
import { consultHandlers } from './handlers/consult.ts';
import { deflectionHandlers } from './handlers/deflection.ts';
import { type DeviceSettings, deviceHandlers } from './handlers/device.ts';
import { peerHandlers } from './handlers/peer.ts';
import { relayHandlers } from './handlers/relay.ts';
import { sessionHandlers } from './handlers/session.ts';
import { Heartbeat } from './heartbeat.ts';
import type { SignalingLimits } from './limits.ts';
import { Opening } from './opening.ts';
import { PeerSignals } from './peerSignals.ts';
import type { IceServers, RelayMedia, SessionStore } from './ports.ts';
import { PresenceReports } from './presenceReports.ts';
import { QueueFeed } from './queueFeed.ts';
import { createExplain } from './refusals.ts';
import { RegistrationChanges } from './registrationChanges.ts';
import { createRelayListener } from './relayListener.ts';
import { SessionKeeper } from './sessionKeeper.ts';
import type { Sessions } from './sessions.ts';
import { attachSockets } from './sockets.ts';
import { UpgradeLimiter } from './upgrades.ts';

/** How long requests under way may take to be answered before their sockets close. */
const drainMs = 2_000;

export interface SignalingOptions {
  /** Its `upgrade` event is taken; it may listen already or later. */
  readonly server: Server | HttpsServer;
  readonly bus: Bus;
  readonly sessions: Sessions;
  readonly consults: Consults;
  readonly deflection: Deflection;
  readonly photos: Photos;
  readonly relay: RelayMedia;
  readonly authentication: Authentication;
  readonly deviceSettings: DeviceSettings;
  readonly sessionStore: SessionStore;
  readonly iceServers: IceServers;
  /** Whether a browser page of the request's origin may connect; requests without one may. */
  isAllowedOrigin(request: IncomingMessage): boolean;
  /** What limits count the endpoint by: its network address, or the network that it has for itself. */
  addressOf(request: IncomingMessage): string;
  readonly limits: SignalingLimits;
  readonly now: () => Date;
  /** Milliseconds of a clock that never jumps, such as `performance.now`. */
  readonly monotonicMs: () => number;
  readonly newId: () => string;
  readonly randomBytes: RandomBytes;
  readonly log: Logger;
}

/** The signaling edge of one node. */
export interface Signaling {
  counts(): { readonly sockets: number; readonly sessions: number };
  /** Tells every endpoint that the server stops, and when at the latest. */
  tellStopping(until: Date): void;
  /** Answers what is under way, closes all sockets with 4503, and leaves no timer. Idempotent. */
  close(): Promise<void>;
}

/** Wires the parts and takes the server's upgrades from now on. */
export function createSignaling(options: SignalingOptions): Signaling {
  const { sessions, consults, sessionStore, bus, limits, monotonicMs, log } = options;
  const heartbeat = new Heartbeat(limits, monotonicMs);
  const upgrades = new UpgradeLimiter(limits, monotonicMs);
  const presence = new PresenceReports(consults, log);
  const peerSignals = new PeerSignals();
  const queueFeed = new QueueFeed(sessions);
  const feed = new Feed(sessions, consults.timeline.bind(consults), log);
  const changes = new RegistrationChanges({
    authentication: options.authentication,
    store: sessionStore,
    sessions,
    presence,
    consults,
    log,
  });
  const opening = new Opening({
    authentication: options.authentication,
    guests: consults.guests,
    mobiles: options.deflection,
    store: sessionStore,
    sessions,
    feed,
    peerSignals,
    presence,
    followed: consults.followed.bind(consults),
    applyTo: changes.applyTo.bind(changes),
    heartbeatIntervalMs: limits.heartbeatIntervalMs,
    now: options.now,
    newId: options.newId,
    randomBytes: options.randomBytes,
  });
  const keeper = new SessionKeeper({
    sessions,
    store: sessionStore,
    presence,
    authentication: options.authentication,
    changes,
    upgrades,
    sessionLifetimeMs: limits.sessionLifetimeMs,
    signInCheckMs: limits.signInCheckMs,
    now: options.now,
    log,
  });
  const dispatch = createDispatch(opening.open.bind(opening), {
    ...sessionHandlers(sessionStore, sessions, presence),
    ...agentHandlers(consults, sessions),
    ...consultHandlers(consults, feed),
    ...deflectionHandlers(options.deflection, consults),
    ...chatHandlers(consults, options.photos),
    ...deviceHandlers(options.deviceSettings),
    ...peerHandlers(consults, sessions, options.iceServers, peerSignals),
    ...relayHandlers(consults, options.relay, options.iceServers),
  });

  const drain = new Drain();
  const host: ConnectionHost = {
    limits,
    monotonicMs,
    answer: (call) => drain.run(() => dispatch(call)),
    explain: createExplain(log, options.newId),
    opened(connection) {
      upgrades.end(connection.address);
    },
    ended(connection, close) {
      heartbeat.remove(connection);
      if (connection.phase === 'opening') upgrades.end(connection.address);
      const { session } = connection;
      log.info({ sessionId: session?.sessionId, close }, 'socket ended');
      if (session?.connection !== connection) return;
      sessions.lost(session);
      void presence.session(session);
    },
  };
  sessions.onAgentsChanged = (clinicId) => void presence.clinic(clinicId);

  const detachSockets = attachSockets({
    server: options.server,
    maxFrameBytes: limits.maxFrameBytes,
    refusal: (request) =>
      options.isAllowedOrigin(request) ? upgrades.refusal(options.addressOf(request)) : 403,
    connect(wire, request) {
      const address = options.addressOf(request);
      const connection = new Connection(host, wire, {
        address,
        userAgent: (request.headers['user-agent'] ?? '').slice(0, 512),
        cookieHeader: request.headers.cookie,
      });
      upgrades.begin(address);
      heartbeat.add(connection);
      return connection;
    },
    log,
  });
  const unsubscribe = [
    options.relay.listen(createRelayListener(sessions, consults.roomLost.bind(consults), log)),
    bus.subscribe('consult', (change) => feed.publish(change)),
    bus.subscribe('queue', (news) => queueFeed.publish(news)),
    bus.subscribe('registration', (change) => {
      opening.witness(change);
      changes.publish(change);
    }),
  ];

  let closed: Promise<void> | undefined;
  const close = async () => {
    const gone = detachSockets();
    keeper.stop();
    await Promise.all([presence.stop(), drain.stop(drainMs)]);
    for (const end of unsubscribe) end();
    for (const connection of [...heartbeat.all()]) connection.close('shuttingDown');
    heartbeat.stop();
    await gone;
  };
  return {
    counts: () => ({ sockets: heartbeat.size, sessions: sessions.size }),
    tellStopping: (until) => {
      for (const session of sessions.all()) {
        session.notify('server.stopping', { until: until.toISOString() });
      }
    },
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
