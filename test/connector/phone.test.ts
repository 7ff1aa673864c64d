import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import type { ModulePage } from '../support/page.ts';
import { hearsMicrophone } from '../support/seenAndHeard.ts';
import { type EndpointPage, type EndpointReport, openEndpoint } from './support/endpointPage.ts';
import { guestId, ScriptedConsult } from './support/scriptedConsult.ts';

type Endpoint = ModulePage<EndpointPage>;

const soon = { timeout: 15_000, interval: 50 };
const guestPlace = `guest:${guestId}`;
let browser: Browser;
let consult: ScriptedConsult;
let tv: Endpoint;
let agent: Endpoint;
let guest: Endpoint;
let phone: Endpoint;

beforeAll(async () => {
  [browser, consult] = await Promise.all([launchChromium(), ScriptedConsult.start()]);
  [tv, agent, guest, phone] = await Promise.all([open(), open(), open(), open()]);
  await Promise.all([
    tv.call('start', 'tv', 'tv'),
    agent.call('start', 'agent', 'first'),
    guest.call('start', 'agent', 'guest'),
    phone.call('start', 'mobile', 'phone', 'the secret of this phone'),
  ]);
  for (const endpoint of [tv, agent, guest, phone]) {
    await shows(endpoint, ({ connection }) => connection === 'open');
  }
  await tv.call('join', 'tv');
  await consult.ring('first');
  await agent.call('accept');
  await guest.call('joinAsGuest', guestId);
  await consult.letIn('tv', 'first', 'guest');
  await Promise.all([seesOnly(agent, ['tv', guestPlace]), seesOnly(guest, ['tv', 'agent'])]);
}, 40_000);

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
function shows(
  endpoint: Endpoint,
  wanted: (report: EndpointReport) => unknown,
): Promise<EndpointReport> {
  return vi.waitFor(async () => {
    const report = await endpoint.call('report');
    if (wanted(report)) return report;
    throw new Error(`still ${JSON.stringify({ ...report, samples: [], consult: null })}`);
  }, soon);
}

const phaseIs = (phase: string) => (report: EndpointReport) => report.phase === phase;

/** Exactly these places are on the endpoint's screen, and all of them move. */
function seesOnly(endpoint: Endpoint, places: readonly string[]): Promise<EndpointReport> {
  return shows(
    endpoint,
    ({ remotes }) =>
      JSON.stringify(remotes.map(({ place }) => place)) === JSON.stringify(places) &&
      remotes.every(({ frames }) => frames > 10),
  );
}

/** The pictures of the counterpart have moved on by so many frames since `lookAnew`. */
function goesOn(endpoint: Endpoint, frames: number): Promise<void> {
  return expect
    .poll(async () => (await endpoint.call('shown')).frames, soon)
    .toBeGreaterThan(frames);
}

async function lookAnew(): Promise<void> {
  for (const endpoint of [agent, guest]) {
    await endpoint.call('lookAnew');
    await endpoint.call('forgetPhases');
    await goesOn(endpoint, 10);
  }
}

/** Since `lookAnew` the patient was there without a break, once, and the call was never in doubt. */
async function hadOnePatient(): Promise<void> {
  for (const endpoint of [agent, guest]) {
    const { frames } = await endpoint.call('shown');
    await goesOn(endpoint, frames + 20);
    const shown = await endpoint.call('shown');
    expect(shown).toMatchObject({ blackFrames: 0, mostHeard: 1 });
    expect((await endpoint.call('report')).phases).toEqual(['connected']);
  }
  expect(consult.reports.filter(({ params }) => JSON.stringify(params).includes('failed'))).toEqual(
    [],
  );
}

/** What the agent's connector has confirmed of such shifts. */
const confirmed = (to: string) => () =>
  consult.reports.filter(
    ({ method, params }) =>
      method === 'deflection.confirm' && JSON.stringify(params).includes(`"${to}"`),
  );

it('a phone that is linked prepares, and is not to be seen', async () => {
  await consult.linkPhone('video');
  await phone.call('join', 'mobile');
  await shows(phone, phaseIs('prepared'));
  await expect.poll(() => consult.relay.stats().total, soon).toMatchObject({ peers: 4 });
  await shows(phone, ({ openConnections, framesSent }) => openConnections === 2 && framesSent > 2);
  expect((await phone.call('report')).framesDecoded).toBe(0);
  await seesOnly(agent, ['tv', guestPlace]);
  await seesOnly(guest, ['tv', 'agent']);
  await expect
    .poll(() => consult.reports.filter(({ from }) => from === 'phone'), soon)
    .toEqual([
      {
        from: 'phone',
        method: 'consult.reportDevices',
        params: { devices: { camera: 'on', microphone: 'on' } },
      },
    ]);
});

it('the call moves to the phone: agent and guest see one patient all the while', async () => {
  await lookAnew();
  await consult.beginShift('mobile', 'tv', 'first', 'guest', 'phone');
  await Promise.all([
    shows(agent, ({ counterpart }) => counterpart === 'mobile'),
    shows(guest, ({ counterpart }) => counterpart === 'mobile'),
  ]);
  await expect.poll(confirmed('mobile'), soon).toHaveLength(1);
  // Until it is committed, nothing is taken down.
  expect((await tv.call('report')).phase).toBe('connected');
  await consult.endShift('mobile', 'first', 'guest', 'phone');
  const atTv = await shows(tv, ({ phase, openConnections }) => {
    return phase === 'waiting' && openConnections === 0;
  });
  expect(atTv).toMatchObject({ remotes: [], counterpart: null });
  await shows(phone, phaseIs('connected'));
  await seesOnly(agent, ['mobile', guestPlace]);
  await seesOnly(guest, ['mobile', 'agent']);
  await seesOnly(phone, ['agent', guestPlace]);
  await hadOnePatient();
  expect(confirmed('mobile')()).toHaveLength(1);
});

it('samples come from the phone once the patient is there', async () => {
  const { samples } = await agent.call('report');
  const at = samples.at(-1)?.at ?? 0;
  const later = await shows(agent, (report) => (report.samples.at(-1)?.at ?? 0) > at + 1_500);
  const own = (await phone.call('report')).samples.map((sample) => sample.at);
  expect(own).toContain(later.samples.at(-1)?.at);
});

it('the call comes back to the TV in the same way', async () => {
  await lookAnew();
  await consult.beginShift('tv', 'tv', 'first', 'guest', 'phone');
  await shows(tv, phaseIs('connected'));
  await shows(agent, ({ counterpart }) => counterpart === 'tv');
  await expect.poll(confirmed('tv'), soon).toHaveLength(1);
  await consult.endShift('tv', 'tv', 'first', 'guest');
  await shows(phone, phaseIs('prepared'));
  await seesOnly(agent, ['tv', guestPlace]);
  await seesOnly(guest, ['tv', 'agent']);
  await hadOnePatient();
});

it('the phone films while the TV shows, and black is never on the screen', async () => {
  await lookAnew();
  await consult.beginShift('both', 'tv', 'first', 'guest', 'phone');
  await shows(agent, ({ counterpart }) => counterpart === 'mobile');
  await expect.poll(confirmed('both'), soon).toHaveLength(1);
  await consult.endShift('both', 'tv', 'first', 'guest', 'phone');
  await seesOnly(agent, ['mobile', guestPlace]);
  await tv.call('lookAnew');
  await seesOnly(tv, ['agent', guestPlace]);
  await hadOnePatient();

  await lookAnew();
  await consult.beginShift('tv', 'tv', 'first', 'guest', 'phone');
  await shows(agent, ({ counterpart }) => counterpart === 'tv');
  await expect.poll(confirmed('tv'), soon).toHaveLength(2);
  await consult.endShift('tv', 'tv', 'first', 'guest');
  await seesOnly(agent, ['tv', guestPlace]);
  await hadOnePatient();
});

it('a phone that gives sound alone sends no camera, and is heard at its first packets', async () => {
  await consult.linkPhone('audio');
  await consult.beginShift('mobile', 'tv', 'first', 'guest', 'phone');
  await shows(agent, ({ counterpart }) => counterpart === 'mobile');
  await expect.poll(confirmed('mobile'), soon).toHaveLength(2);
  await consult.endShift('mobile', 'first', 'guest', 'phone');
  await shows(phone, phaseIs('connected'));
  expect(consult.reports).toContainEqual({
    from: 'phone',
    method: 'consult.reportDevices',
    params: { devices: { camera: 'off', microphone: 'on' } },
  });
  await agent.call('lookAnew');
  await goesOn(agent, 3);
  const { frames, blackFrames } = await agent.call('shown');
  expect(blackFrames).toBeGreaterThanOrEqual(frames - 1);
  await hearsMicrophone(agent.page);
  // No picture is expected, so none is missed.
  const { faults } = await agent.call('report');
  expect(faults.filter(({ code }) => code.startsWith('picture-'))).toEqual([]);
});

it('a phone that changes its network is back by itself, and nobody else has to do anything', async () => {
  await consult.linkPhone('video');
  await shows(agent, ({ counterpart }) => counterpart === 'mobile');
  const { frames } = await agent.call('shown');
  await goesOn(agent, frames + 10);
  await Promise.all([agent.call('forgetPhases'), phone.call('forgetPhases')]);
  await phone.call('changeNetwork');
  await shows(phone, ({ phases }) => phases.at(-1) === 'connected' && phases.length > 1);
  await agent.call('lookAnew');
  await goesOn(agent, 20);
  expect((await agent.call('report')).phases).toEqual(['connected']);
  expect(consult.reports.filter(({ params }) => JSON.stringify(params).includes('failed'))).toEqual(
    [],
  );
  await consult.beginShift('tv', 'tv', 'first', 'guest', 'phone');
  await shows(agent, ({ counterpart }) => counterpart === 'tv');
  await consult.endShift('tv', 'tv', 'first', 'guest');
});

it('nothing changes where the phone does not make it', async () => {
  await lookAnew();
  await phone.call('holdBack');
  await consult.beginShift('mobile', 'tv', 'first', 'guest', 'phone');
  await shows(phone, ({ phase }) => phase === 'connecting' || phase === 'connected');
  await goesOn(agent, 60);
  expect((await agent.call('report')).counterpart).toBe('tv');
  await consult.endShift('tv', 'tv', 'first', 'guest');
  await shows(phone, phaseIs('prepared'));
  await hadOnePatient();
  expect(confirmed('mobile')()).toHaveLength(2);
});
