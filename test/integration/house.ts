import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { v7 } from 'uuid';
import type { Command } from '../../src/consult/commands.ts';
import type { ConsultStore } from '../../src/consult/ports.ts';
import type { Consult } from '../../src/consult/state.ts';
import type { DeliverySettings } from '../../src/integration/deliveries.ts';
import { createIntegration, type Integration } from '../../src/integration/integration.ts';
import type { Reach, Resolve } from '../../src/integration/target.ts';
import { createLogger } from '../../src/log.ts';
import type { CreateSubscriptionRequest, TimelineEvent } from '../../src/protocol/index.ts';
import { createConsultStore } from '../../src/store/consultStore.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';
import { createIntegrationStore } from '../../src/store/webhookStore.ts';
import { clinic, idOf } from '../consult/people.ts';
import { applied, at, consultIn } from '../consult/stages.ts';
import { RecordingCommands } from './commands.ts';

export interface HouseOptions {
  /** The database's; in memory where none is given. */
  readonly file?: string;
  readonly key?: Uint8Array;
  readonly reach?: Reach;
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
  readonly random?: () => number;
  readonly settings?: Partial<DeliverySettings>;
}

/** Integration on a real database, fed by the store of consults; time goes on when it is told to. */
export class House {
  readonly integration: Integration;
  readonly commands = new RecordingCommands();
  readonly consults: ConsultStore;
  readonly database: Kysely<Tables>;
  /** By the signatures' clock, which the library of the receiving side reads, too. */
  now = new Date();

  private constructor(database: Kysely<Tables>, options: HouseOptions) {
    this.database = database;
    this.consults = createConsultStore(database);
    this.integration = createIntegration({
      store: createIntegrationStore(database),
      commands: this.commands,
      secretKey: options.key ?? randomBytes(32),
      reach: options.reach ?? 'public-and-loopback',
      ...(options.resolve && { resolve: options.resolve }),
      timeoutMs: options.timeoutMs ?? 5_000,
      userAgent: 'Housecall/test',
      now: () => this.now,
      newId: () => v7(),
      randomBytes,
      random: options.random ?? (() => 0.5),
      log: createLogger('silent'),
      deliverySettings: {
        intervalMs: 60_000,
        inAll: 64,
        perSubscription: 4,
        closeGraceMs: 0,
        pauseMs: 1_000,
        ...options.settings,
      },
    });
  }

  static async open(options: HouseOptions = {}): Promise<House> {
    const database = openSqlite(options.file ?? ':memory:');
    await migrate(database);
    return new House(database, options);
  }

  /** @returns the subscription's id and secret */
  async subscribe(
    url: string,
    wanted: Partial<CreateSubscriptionRequest> = {},
  ): Promise<{ id: string; secret: string }> {
    const { secret, subscription } = await this.integration.subscriptions.create(clinic.id, {
      url,
      format: 'cloudevents',
      eventTypes: null,
      template: null,
      ...wanted,
    });
    return { id: subscription.id, secret };
  }

  /** Stores a consult of the clinic with its first event. */
  async request(name: string, facts: Partial<Consult['facts']> = {}): Promise<Consult> {
    const model = consultIn('requested');
    const device = { ...model.facts.device, id: idOf(`${name} device`) };
    const consult = { ...model, facts: { ...model.facts, id: idOf(name), device, ...facts } };
    const { path, serviceRequest } = consult.facts;
    await this.consults.insert(consult, [
      {
        seq: 1,
        at: this.now.toISOString(),
        by: 'patient',
        type: 'requested',
        serviceRequest,
        path,
      },
    ]);
    return consult;
  }

  /** Applies commands and stores what comes of them, all at once. */
  async apply(consult: Consult, commands: readonly Command[]): Promise<Consult> {
    const next = applied(consult, [...commands], this.now.getTime() - at(0).now.getTime());
    await this.consults.update(next.consult, consult.facts.version, next.events);
    return next.consult;
  }

  /** Appends so many events to a consult that say nothing much. */
  async append(consult: Consult, count = 1): Promise<Consult> {
    const { lastSeq, version } = consult.facts;
    const events = Array.from(
      { length: count },
      (_, index): TimelineEvent => ({
        seq: lastSeq + 1 + index,
        at: this.now.toISOString(),
        by: 'system',
        type: 'endpoint-lost',
        place: 'tv',
      }),
    );
    const facts = { ...consult.facts, lastSeq: lastSeq + count, version: version + 1 };
    const next = { ...consult, facts };
    await this.consults.update(next, version, events);
    return next;
  }

  /** Sends what is due and waits until all of it was tried. */
  async deliver(): Promise<void> {
    this.integration.deliveries.kick();
    await this.integration.deliveries.settled();
  }

  /** Moves time on and sends what is due then. */
  async pass(ms: number): Promise<void> {
    this.now = new Date(this.now.getTime() + ms);
    await this.deliver();
  }

  async close(): Promise<void> {
    await this.integration.deliveries.close();
    await this.database.destroy();
  }
}
