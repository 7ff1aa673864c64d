import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeviceEvent } from '../../src/protocol/index.ts';
import { launchChromium } from '../support/chromium.ts';
import type { ModulePage } from '../support/page.ts';
import {
  type EndpointPage,
  type EndpointReport,
  openEndpoint,
  type RemoteReport,
} from './support/endpointPage.ts';
import { guestId, ScriptedConsult } from './support/scriptedConsult.ts';

type Endpoint = ModulePage<EndpointPage>;

const soon = { timeout: 15_000, interval: 50 };
const guestPlace = `guest:${guestId}`;
let browser: Browser;
let consult: ScriptedConsult;
let tv: Endpoint;
let first: Endpoint;
let second: Endpoint;
let guest: Endpoint;

beforeAll(async () => {
  [browser, consult] = await Promise.all([launchChromium(), ScriptedConsult.start()]);
  [tv, first, second, guest] = await Promise.all([open(), open(), open(), open()]);
}, 30_000);

afterAll(async () => {
  await browser?.close();
  await consult?.close();
});

async function open(): Promise<Endpoint> {
  const endpoint = await openEndpoint(browser, consult.url);
  await endpoint.call('openMedia');
  return endpoint;
}

/** Waits until a report of the endpoint is as wanted. */
async function shows(
  endpoint: Endpoint,
  wanted: (report: EndpointReport) => unknown,
): Promise<EndpointReport> {
  let last: EndpointReport | undefined;
  await expect
    .poll(async () => {
      last = await endpoint.call('report');
      return wanted(last) ? true : JSON.stringify({ ...last, samples: [], consult: null });
    }, soon)
    .toBe(true);
  if (last === undefined) throw new Error('no report');
  return last;
}

const phaseIs = (phase: string) => (report: EndpointReport) => report.phase === phase;

/** Everybody there is to be seen from these places moves on the endpoint's screens. */
function sees(endpoint: Endpoint, places: readonly string[]): Promise<EndpointReport> {
  return shows(
    endpoint,
    ({ remotes }) =>
      JSON.stringify(remotes.map(({ place }) => place)) === JSON.stringify(places) &&
      remotes.every(({ frames }) => frames > 10),
  );
}

function pictureOf({ remotes }: EndpointReport, place: string): RemoteReport {
  const remote = remotes.find((each) => each.place === place);
  if (remote === undefined) throw new Error(`nothing of ${place}`);
  return remote;
}

function eventOf(id: string): DeviceEvent {
  return { id, type: 'patient-choice', version: 1, at: new Date().toISOString() };
}

it('two see each other, each with one remote, which is the counterpart', async () => {
  await Promise.all([
    tv.call('start', 'tv', 'tv'),
    first.call('start', 'agent', 'first'),
    guest.call('start', 'agent', 'guest'),
    second.call('start', 'agent', 'second'),
  ]);
  for (const endpoint of [tv, first, guest, second]) {
    await shows(endpoint, ({ connection }) => connection === 'open');
  }
  await tv.call('join', 'tv');
  await consult.ring('first');
  await Promise.all([shows(tv, phaseIs('prepared')), shows(first, phaseIs('prepared'))]);
  expect(await tv.call('sendEvent', eventOf('019a0000-0000-7000-8000-000000000010'))).toBe(false);
  await first.call('accept');
  await consult.letIn('tv', 'first');
  expect((await sees(tv, ['agent'])).counterpart).toBe('agent');
  expect((await sees(first, ['tv'])).counterpart).toBe('tv');
  expect((await tv.call('report')).speaker).toBeNull();
});

it('a guest outside is set up and not to be seen; let in, all three see each other', async () => {
  await consult.seatGuestOutside();
  await guest.call('joinAsGuest', guestId);
  // Two transports, and consumers of both others: all is set up.
  await expect
    .poll(() => consult.relay.stats().total, soon)
    .toMatchObject({ peers: 3, consumers: 12 });
  expect((await tv.call('report')).remotes.map(({ place }) => place)).toEqual(['agent']);
  expect((await guest.call('report')).framesDecoded).toBe(0);
  await Promise.all([tv.call('lookAnew'), first.call('lookAnew')]);
  await consult.letIn('tv', 'first', 'guest');
  const reports = await Promise.all([
    sees(tv, ['agent', guestPlace]),
    sees(first, ['tv', guestPlace]),
    sees(guest, ['tv', 'agent']),
  ]);
  expect(reports.map(({ counterpart }) => counterpart)).toEqual(['agent', 'tv', 'tv']);
  expect(pictureOf(reports[0], 'agent').longestGapMs).toBeLessThan(1_000);
  expect(pictureOf(reports[1], 'tv').longestGapMs).toBeLessThan(1_000);
  await Promise.all([
    shows(tv, ({ speaker }) => speaker !== null),
    shows(guest, ({ speaker }) => speaker !== null),
  ]);
});

it('a guest reports devices and media as the others do, with how it gets through', async () => {
  await expect
    .poll(() => consult.reports.filter(({ from }) => from === 'guest'), soon)
    .toEqual([
      {
        from: 'guest',
        method: 'consult.reportDevices',
        params: { devices: { camera: 'on', microphone: 'on' } },
      },
      {
        from: 'guest',
        method: 'consult.reportMedia',
        params: {
          epoch: 1,
          outcome: 'connected',
          transport: { protocol: 'udp', relayed: false },
        },
      },
    ]);
});

it('events go between TV and agent, each once, and no guest has part in diagnostics', async () => {
  const [toAgent, toTv] = [
    eventOf('019a0000-0000-7000-8000-000000000011'),
    eventOf('019a0000-0000-7000-8000-000000000012'),
  ];
  // A channel drops what comes before its other end is set up: it is said again until heard.
  await expect
    .poll(async () => {
      await tv.call('sendEvent', toAgent);
      await first.call('sendEvent', toTv);
      const [atTv, atAgent] = await Promise.all([tv.call('report'), first.call('report')]);
      return [atTv.events, atAgent.events];
    }, soon)
    .toEqual([[toTv.id], [toAgent.id]]);
  await tv.call('sendEvent', toAgent);
  const next = eventOf('019a0000-0000-7000-8000-000000000013');
  await tv.call('sendEvent', next);
  await shows(
    first,
    ({ events }) => JSON.stringify(events) === JSON.stringify([toAgent.id, next.id]),
  );
  expect(await guest.call('sendEvent', next)).toBe(false);
  expect(await guest.call('report')).toMatchObject({ events: [], samples: [] });
  const { samples } = await shows(first, (report) => report.samples.length > 0);
  expect(samples.at(-1)).toMatchObject({ transport: { protocol: 'udp', relayed: false } });
});

it('a new epoch is shown once the counterpart flows in it, with everybody', async () => {
  await Promise.all([tv, first, guest].map((endpoint) => endpoint.call('lookAnew')));
  await Promise.all([tv, first, guest].map((endpoint) => endpoint.call('forgetPhases')));
  await consult.beginEpoch(2);
  const hasMoved = ({ consult: view, openConnections, remotes }: EndpointReport) =>
    view?.path.epoch === 2 &&
    view.places.tv.connected &&
    view.places.agent.connected &&
    openConnections === 2 &&
    remotes.length === 2;
  const reports = await Promise.all([
    shows(tv, hasMoved),
    shows(first, hasMoved),
    shows(guest, hasMoved),
  ]);
  for (const { phases } of reports) expect(phases).toEqual(['connected']);
  await consult.endEpoch(1);
  await Promise.all([
    sees(tv, ['agent', guestPlace]),
    sees(first, ['tv', guestPlace]),
    sees(guest, ['tv', 'agent']),
  ]);
});

it('a colleague at whom a transfer rings is prepared, sees nothing and is not seen', async () => {
  await consult.ring('second');
  await shows(second, phaseIs('prepared'));
  await expect
    .poll(() => consult.relay.stats().total, soon)
    .toMatchObject({ peers: 4, consumers: 20 });
  // It rings for as long as the encoder needs to be at full speed, on black.
  await shows(second, ({ openConnections, framesSent }) => openConnections === 2 && framesSent > 6);
  expect((await second.call('report')).framesDecoded).toBe(0);
  expect((await tv.call('report')).remotes.map(({ tracks }) => tracks)).toEqual([
    ['audio', 'video'],
    ['audio', 'video'],
  ]);
});

it('the colleague takes over, and nobody is without a picture for a second', async () => {
  await Promise.all([tv.call('lookAnew'), guest.call('lookAnew')]);
  await Promise.all([sees(tv, ['agent', guestPlace]), sees(guest, ['tv', 'agent'])]);
  await second.call('accept');
  await Promise.all([tv.call('lookAnew'), guest.call('lookAnew')]);
  await consult.letIn('tv', 'second', 'guest');
  // From here on frames of that place are the colleague's.
  const goesOn = async (endpoint: Endpoint) => {
    const { frames } = pictureOf(await endpoint.call('report'), 'agent');
    return shows(endpoint, (report) => pictureOf(report, 'agent').frames > frames + 5);
  };
  const [atTv, atGuest] = await Promise.all([goesOn(tv), goesOn(guest)]);
  await sees(second, ['tv', guestPlace]);
  expect(pictureOf(atTv, 'agent').longestGapMs).toBeLessThan(1_000);
  expect(pictureOf(atGuest, 'agent').longestGapMs).toBeLessThan(1_000);
  expect(pictureOf(atGuest, 'tv').longestGapMs).toBeLessThan(1_000);
  expect(atTv).toMatchObject({ phase: 'connected', counterpart: 'agent' });
  await shows(first, phaseIs('closed'));
});

it('a guest who goes is taken off the screens of the others', async () => {
  await consult.letIn('tv', 'second');
  await Promise.all([sees(tv, ['agent']), sees(second, ['tv'])]);
  await shows(tv, ({ speaker }) => speaker === null);
  await shows(guest, phaseIs('closed'));
});
