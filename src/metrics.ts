import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Bus } from './bus/bus.ts';
import type { RelayStats } from './sfu/relay.ts';

interface MetricsSources {
  readonly bus: Bus;
  readonly relay: { stats(): RelayStats };
  signaling(): { readonly sockets: number; readonly sessions: number };
}

export interface Metrics {
  readonly registry: Registry;
  close(): void;
}

/** What `/api/metrics` shows, in Prometheus's format. Gauges are read when somebody asks. */
export function createMetrics({ bus, relay, signaling }: MetricsSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  gauge(registry, 'housecall_sockets', 'Open signaling sockets', () => signaling().sockets);
  gauge(registry, 'housecall_sessions', 'Signaling sessions', () => signaling().sessions);
  gauge(registry, 'housecall_relay_rooms', 'Rooms', () => relay.stats().total.rooms);
  gauge(registry, 'housecall_relay_workers', 'Workers', () => relay.stats().workers.length);
  gauge(registry, 'housecall_relay_transports', 'Transports', () => relay.stats().total.transports);

  const events = new Counter({
    name: 'housecall_timeline_events_total',
    help: 'Timeline events by type',
    labelNames: ['type'],
    registers: [registry],
  });
  const unsubscribe = bus.subscribe('consult', ({ events: added }) => {
    for (const { type } of added) events.inc({ type });
  });
  return {
    registry,
    close() {
      unsubscribe();
      registry.clear();
    },
  };
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
