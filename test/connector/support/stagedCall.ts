import type { Browser } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Timings } from '../../../clients/connector/faults/standing.ts';
import { demoPassword, HousecallProcess } from '../../support/housecall.ts';
import type { ModulePage } from '../../support/page.ts';
import { SignedIn } from './demo.ts';
import { type EndpointPage, type EndpointReport, openEndpoint } from './endpointPage.ts';

export type Endpoint = ModulePage<EndpointPage>;

const patience = { timeout: 40_000, interval: 100 };

/** A call of a TV and an agent who both play what the test wants them to. */
export class StagedCall {
  readonly housecall: HousecallProcess;
  readonly tv: Endpoint;
  readonly #timings: Timings;
  #agent: Endpoint;

  private constructor(
    housecall: HousecallProcess,
    [tv, agent]: readonly [Endpoint, Endpoint],
    timings: Timings,
  ) {
    this.housecall = housecall;
    this.tv = tv;
    this.#agent = agent;
    this.#timings = timings;
  }

  get agent(): Endpoint {
    return this.#agent;
  }

  /**
   * Resolves when both see each other.
   * @param decodes the codecs that the TV says it decodes, the best first
   */
  static async begin(
    browser: Browser,
    env: Readonly<Record<string, string>>,
    timings: Timings = {},
    decodes?: readonly string[],
  ): Promise<StagedCall> {
    const housecall = await HousecallProcess.start(env);
    const physician = await SignedIn.at(housecall.url);
    const { token } = await physician.pairTv(decodes);
    const [tv, agent] = await Promise.all([
      openEndpoint(browser, housecall.url),
      openEndpoint(browser, housecall.url),
    ]);
    const call = new StagedCall(housecall, [tv, agent], timings);
    await Promise.all([call.#prepare(tv), call.#prepareAgent()]);
    await Promise.all([tv.call('start', 'tv', token), agent.call('start', 'agent')]);
    await call.both(({ connection }) => connection === 'open');
    await tv.call('ask');
    await call.both(({ phase }) => phase === 'prepared');
    await agent.call('accept');
    await call.both(({ consult, phase, framesDecoded }) => {
      return consult?.state === 'active' && phase === 'connected' && framesDecoded > 30;
    });
    return call;
  }

  /** The agent's page is gone, and another takes the place back. */
  async reopenAgent(browser: Browser): Promise<void> {
    await this.#agent.page.context().close();
    this.#agent = await openEndpoint(browser, this.housecall.url);
    await this.#prepareAgent();
    await this.#agent.call('start', 'agent');
    await shows(this.#agent, ({ consult }) => consult?.state === 'active');
    await this.#agent.call('join', 'agent');
  }

  async #prepareAgent(): Promise<void> {
    await this.#agent.call('signIn', 'physician@demo.test', demoPassword);
    await this.#prepare(this.#agent);
  }

  async #prepare(endpoint: Endpoint): Promise<void> {
    await endpoint.call('goOnStage');
    await endpoint.call('setTimings', this.#timings);
    await endpoint.call('openMedia');
  }

  /** Waits until reports of both are as wanted. */
  async both(wanted: (report: EndpointReport) => unknown): Promise<readonly EndpointReport[]> {
    return await Promise.all([this.tv, this.agent].map((endpoint) => shows(endpoint, wanted)));
  }

  /**
   * Waits until both know of a fault.
   * @returns its event's id
   */
  async bothKnow(place: 'tv' | 'agent', code: string, direction?: string): Promise<string> {
    const isIt = (fault: EndpointReport['faults'][number]) =>
      fault.place === place &&
      fault.code === code &&
      (direction === undefined || fault.direction === direction);
    const reports = await this.both(({ faults }) => faults.some(isIt));
    const ids = reports.map(({ faults }) => faults.filter(isIt).map(({ id }) => id));
    expect(ids[0]).toHaveLength(1);
    expect(ids[1]).toEqual(ids[0]);
    return ids[0]?.[0] ?? '';
  }

  /** How often the timeline, as both have it, tells of this event; waits until it does. */
  async toldTimes(id: string): Promise<readonly number[]> {
    const told = ({ timeline }: EndpointReport) =>
      timeline.filter((entry) => entry.type === 'device-event' && entry.event.id === id);
    const reports = await this.both((report) => told(report).length > 0);
    return reports.map((report) => told(report).length);
  }

  async close(): Promise<void> {
    await this.tv.page.context().close();
    await this.agent.page.context().close();
    await this.housecall.close();
  }
}

/** Waits until a report of the endpoint is as wanted. */
function shows(
  { call }: Endpoint,
  wanted: (report: EndpointReport) => unknown,
): Promise<EndpointReport> {
  return vi.waitFor(async () => {
    const report = await call('report');
    if (wanted(report)) return report;
    const { samples, consult, timeline, ...rest } = report;
    const types = timeline.map(({ type }) => type);
    const state = { ...rest, types, state: consult?.state, sample: samples.at(-1) };
    throw new Error(`still ${JSON.stringify(state)}`);
  }, patience);
}
