import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TvModel } from '../pages/tv-model-contract.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';

let browser: Browser;
let model: ModulePage<TvModel>;
const moduleUrl = new URL('../pages/tv-model.ts', import.meta.url);

beforeAll(async () => {
  browser = await launchChromium();
  model = await openModulePage<TvModel>(browser, moduleUrl);
});
afterAll(() => browser?.close());

const devices = { camera: 'on', microphone: 'on' };
const own = {
  consultId: 'c',
  kind: 'care',
  step: 'asked',
  selfStream: null,
  devices,
  phase: 'waiting',
  remoteStream: null,
  samples: [],
};
const consult = {
  state: 'offered',
  offeredTo: [{ name: 'Dr. Bianchi' }],
  physician: null,
  acceptedAt: null,
  outcome: null,
  path: { kind: 'relay', epoch: 1, reason: 'policy' },
  places: { agent: { presence: 'vacant', devices } },
};
const record = (change: object, left: string | null = null) => ({
  consult: { ...consult, ...change },
  left,
  timeline: [],
});
const answered = {
  physician: { name: 'Dr. Rossi' },
  acceptedAt: '2026-01-01T00:00:00.000Z',
  places: { agent: { presence: 'present', devices } },
};
const lost = (attempt: number) => ({ name: 'reconnecting', attempt, since: 0 });

describe('what the TV shows', () => {
  it.each([
    { when: 'paired and asked for nothing', situation: {}, shows: { name: 'prompt' } },
    { when: 'the patient said not now', situation: { quiet: true }, shows: { name: 'quiet' } },
    {
      when: 'a code waits',
      situation: { pairing: { name: 'requesting' }, identity: null },
      shows: { name: 'pairing', pairing: { name: 'requesting' } },
    },
    {
      when: 'paired, but nothing is known yet',
      situation: { identity: null, connection: { name: 'connecting' } },
      shows: { name: 'starting' },
    },
    {
      when: 'the connection blinks',
      situation: { connection: lost(1) },
      shows: { name: 'prompt' },
    },
    {
      when: 'the connection stays away',
      situation: { connection: lost(2) },
      shows: { name: 'unreachable', clinic: 'Lake Clinic' },
    },
    {
      when: 'the clinic took the TV off',
      situation: { unpaired: true, connection: { name: 'closed', reason: 'unpaired' } },
      shows: { name: 'unpaired' },
    },
    {
      when: 'another window took the session',
      situation: { connection: { name: 'closed', reason: 'replaced' } },
      shows: { name: 'elsewhere' },
    },
    {
      when: 'the server did not take the request',
      situation: { refused: 'nobody_linked' },
      shows: { name: 'refused', code: 'nobody_linked' },
    },
    {
      when: 'the engine asks about the camera',
      situation: { own: { ...own, step: 'permission' } },
      shows: { name: 'permission' },
    },
    {
      when: 'the request is on its way',
      situation: { own },
      shows: { name: 'waiting', state: 'requested', physicians: ['Dr. Rossi'] },
    },
    {
      when: 'it rings at somebody else than first thought',
      situation: { own, record: record({}) },
      shows: { name: 'waiting', state: 'offered', physicians: ['Dr. Bianchi'] },
    },
    {
      when: 'nobody is there yet',
      situation: { own, record: record({ state: 'queued', offeredTo: [] }) },
      shows: { name: 'waiting', state: 'queued', physicians: ['Dr. Rossi'] },
    },
    {
      when: 'the connection to the clinic is lost while it rings',
      situation: { own, record: record({}), connection: lost(9) },
      shows: { name: 'waiting', state: 'offered' },
    },
    {
      when: 'the physician has answered',
      situation: {
        own: { ...own, phase: 'connecting' },
        record: record({ state: 'accepted', ...answered }),
      },
      shows: { name: 'call', state: 'accepted', phase: 'connecting', physician: 'Dr. Rossi' },
    },
    {
      when: 'the physician lost the connection',
      situation: {
        own: { ...own, phase: 'reconnecting' },
        record: record({
          state: 'active',
          ...answered,
          places: { agent: { presence: 'absent', devices } },
        }),
      },
      shows: { name: 'call', state: 'active', physicianPresent: false },
    },
    {
      when: 'the physician has hung up',
      situation: {
        own,
        record: record({ state: 'ended', ...answered, outcome: 'ended-by-agent' }),
      },
      shows: { name: 'ended', state: 'ended', outcome: 'ended-by-agent' },
    },
    {
      when: 'nothing is wrong in the service over which it lies',
      situation: { overlay: { opened: false, help: null } },
      shows: { name: 'hidden' },
    },
    {
      when: 'it lies over a service, is not paired, and nobody asked for it',
      situation: {
        overlay: { opened: false, help: null },
        pairing: { name: 'requesting' },
        identity: null,
      },
      shows: { name: 'hidden' },
    },
    {
      when: 'something is wrong in the service',
      situation: { overlay: { opened: false, help: 'playback-stalled' } },
      shows: { name: 'help', code: 'playback-stalled' },
    },
    {
      when: 'something is wrong in the service while a consult is under way',
      situation: { overlay: { opened: false, help: 'playback-stalled' }, own, record: record({}) },
      shows: { name: 'waiting', kind: 'care' },
    },
    {
      when: 'the service has opened it',
      situation: { overlay: { opened: true, help: 'playback-stalled' } },
      shows: { name: 'prompt' },
    },
    {
      when: 'the request cannot be sent, as the connection is lost',
      situation: { own: { ...own, kind: 'support' }, connection: lost(2) },
      shows: { name: 'waiting', kind: 'support', offline: true },
    },
    {
      when: 'the patient has just hung up, and the server has not heard of it',
      situation: {
        own: { ...own, step: 'left' },
        record: record({ state: 'active', ...answered }),
      },
      shows: { name: 'ended', state: 'ended', outcome: 'ended-by-patient' },
    },
    {
      when: 'the patient has just cancelled before the server answered',
      situation: { own: { ...own, step: 'left' } },
      shows: { name: 'ended', state: 'cancelled', outcome: 'cancelled-by-patient' },
    },
    {
      when: 'both hung up, the physician first',
      situation: {
        own: { ...own, step: 'left' },
        record: record({ state: 'ended', ...answered, outcome: 'ended-by-agent' }),
      },
      shows: { name: 'ended', outcome: 'ended-by-agent' },
    },
    {
      when: 'the consult ended while the TV was away',
      situation: { own, record: record({ state: 'active', ...answered }, 'withdrawn') },
      shows: { name: 'ended', state: 'ended', outcome: 'tv-lost' },
    },
  ])('when $when: $shows.name', async ({ situation, shows }) => {
    expect(await model.call('screenFor', situation)).toMatchObject(shows);
  });
});

describe('the quality of a connection', () => {
  it.each([
    { samples: [], called: 'unknown' },
    { samples: [{ fractionLost: 0, roundTrip: 0.05 }], called: 'good' },
    { samples: [{ fractionLost: 0.03, roundTrip: 0.05 }], called: 'fair' },
    { samples: [{ fractionLost: 0, roundTrip: 0.4 }], called: 'fair' },
    { samples: [{ fractionLost: 0.2, roundTrip: 0.05 }], called: 'poor' },
  ])('$samples is $called', async ({ samples, called }) => {
    expect(await model.call('quality', samples)).toBe(called);
  });

  it('forgets what was bad more than three samples ago', async () => {
    const bad = { fractionLost: 0.5, roundTrip: 1 };
    const good = { fractionLost: 0, roundTrip: 0.01 };
    expect(await model.call('quality', [bad, good, good])).toBe('poor');
    expect(await model.call('quality', [bad, good, good, good])).toBe('good');
  });
});

describe('an arrow', () => {
  const here = [500, 500, 100, 50];
  it.each([
    {
      leads: 'to the nearer of two in a row',
      to: [
        [900, 500, 100, 50],
        [700, 500, 100, 50],
      ],
      direction: 'right',
      index: 1,
    },
    {
      leads: 'nowhere, if all lies behind',
      to: [[100, 500, 100, 50]],
      direction: 'right',
      index: -1,
    },
    {
      leads: 'to what it points at rather than to what is nearer but aside',
      to: [
        [560, 640, 100, 50],
        [500, 700, 100, 50],
      ],
      direction: 'down',
      index: 1,
    },
    {
      leads: 'not sideways, in a column of controls of different widths',
      to: [[480, 600, 200, 50]],
      direction: 'right',
      index: -1,
    },
  ])('leads $leads', async ({ to, direction, index }) => {
    expect(await model.call('arrow', here, to, direction)).toBe(index);
  });
});

describe('the hardware id that a TV registers with', () => {
  it('is made once and kept, where the platform gives none', async () => {
    const first = await model.call('registration');
    const second = await model.call('registration');
    expect(first.hardwareId).toMatch(/^made-id-1/);
    expect(second.hardwareId).toBe(first.hardwareId);
    expect(first.displayModel).toBeUndefined();
  });

  it("is Samsung's device id, with the panel's model", async () => {
    const page = await openModulePage<TvModel>(browser, moduleUrl);
    await page.call('becomeTizen', 'SERIAL-12345', 'QE55Q60');
    expect(await page.call('registration')).toMatchObject({
      hardwareId: 'SERIAL-12345',
      displayModel: 'QE55Q60',
    });
  });

  it("is LG's device id, with the panel's model", async () => {
    const page = await openModulePage<TvModel>(browser, moduleUrl);
    await page.call('becomeWebos', 'LG-UNIQUE-ID', 'OLED55C1');
    expect(await page.call('registration')).toMatchObject({
      hardwareId: 'LG-UNIQUE-ID',
      displayModel: 'OLED55C1',
    });
  });

  it('is made by us where the platform gives one that the contract does not take', async () => {
    const page = await openModulePage<TvModel>(browser, moduleUrl);
    await page.call('becomeTizen', 'short', 'QE55Q60');
    expect((await page.call('registration')).hardwareId).toMatch(/^made-id/);
  });
});
