import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { EventReports } from '../../clients/connector/callFaults/eventReports.ts';
import { Connector, type ConnectorOptions } from '../../clients/connector/connector.ts';
import type { DeviceEvent } from '../../src/protocol/index.ts';
import { HousecallProcess } from '../support/housecall.ts';
import { careRequest } from '../support/serviceRequests.ts';
import { SignedIn } from './support/demo.ts';
import { Line } from './support/line.ts';
import { until } from './support/until.ts';

let housecall: HousecallProcess;
let physician: SignedIn;
const toClose: Array<() => Promise<void> | void> = [];

beforeAll(async () => {
  housecall = await HousecallProcess.start({ HOUSECALL_DEMO_PATH_POLICY: 'direct' });
  physician = await SignedIn.at(housecall.url);
});
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});
afterAll(() => housecall?.close());

async function connect(options: ConnectorOptions): Promise<Connector> {
  const connector = new Connector(options);
  toClose.push(() => connector.leave());
  connector.start();
  await until(connector.connection, ({ name }) => name === 'open');
  return connector;
}

interface Reporting {
  readonly line: Line;
  readonly consultId: string;
  readonly tv: Connector;
  readonly agent: Connector;
  readonly reports: EventReports;
}

/** A TV that reports in a consult that an agent has accepted. */
async function begin(): Promise<Reporting> {
  const line = await Line.to(housecall.url);
  toClose.push(() => line.close());
  const { token } = await physician.pairTv();
  const tv = await connect({ url: line.signalingUrl, endpoint: 'tv', token: () => token });
  const agent = await connect({
    url: `${housecall.url.replace('http', 'ws')}/signaling`,
    endpoint: 'agent',
    WebSocket: physician.WebSocket,
  });
  const consultId = newId();
  await tv.request('consult.request', { consultId, serviceRequest: careRequest });
  await until(agent.consults, () => agent.consult(consultId)?.consult.state === 'offered');
  await agent.request('consult.accept', { consultId });
  toClose.push(async () => {
    await agent.request('consult.end', { consultId });
  });
  const reports = new EventReports({ connector: tv, consultId });
  toClose.push(() => reports.close());
  return { line, consultId, tv, agent, reports };
}

function noticed(): DeviceEvent {
  const fault = { code: 'picture-frozen', evidence: {} };
  return { id: newId(), type: 'fault-noticed', version: 1, at: new Date().toISOString(), fault };
}

function toldIn(connector: Connector, consultId: string): string[] {
  const timeline = connector.consult(consultId)?.timeline ?? [];
  return timeline.flatMap((entry) => (entry.type === 'device-event' ? [entry.event.id] : []));
}

/** Waits until so many events are in the timeline. @returns their ids */
async function whenTold({ agent, consultId }: Reporting, count: number): Promise<string[]> {
  await until(agent.consults, () => toldIn(agent, consultId).length >= count, 20_000);
  return toldIn(agent, consultId);
}

it('an event whose acknowledgement was lost is told again and counts once, in its order', async () => {
  const reporting = await begin();
  const { line, reports } = reporting;
  const [first, second, third] = [noticed(), noticed(), noticed()];
  line.swallowAnswers();
  for (const event of [first, second, third]) reports.report(event);
  await whenTold(reporting, 1);
  line.cut();
  line.mend();
  expect(await whenTold(reporting, 3)).toEqual([first.id, second.id, third.id]);
}, 30_000);

it('what was noticed while there was no connection, or no server, is told once it is back', async () => {
  const reporting = await begin();
  const { line, reports, tv, agent } = reporting;
  line.cut();
  await until(tv.connection, ({ name }) => name === 'reconnecting');
  const [first, second] = [noticed(), noticed()];
  reports.report(first);
  await housecall.end('SIGKILL');
  reports.report(second);
  await housecall.launch();
  line.mend();
  await until(agent.connection, ({ name }) => name === 'open');
  expect(await whenTold(reporting, 2)).toEqual([first.id, second.id]);
}, 40_000);

it('a place that was lost is waited for', async () => {
  const reporting = await begin();
  const { reports, consultId, tv } = reporting;
  await tv.leave();
  tv.start();
  await until(tv.connection, ({ name }) => name === 'open');
  const first = noticed();
  reports.report(first);
  await tv.request('consult.timeline', { consultId, after: 0 });
  expect(toldIn(tv, consultId)).toEqual([]);
  await tv.request('consult.join', { consultId });
  reports.flush();
  expect(await whenTold(reporting, 1)).toEqual([first.id]);
}, 30_000);
