import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsultStateName } from '../../src/protocol/index.ts';
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
  remotes: [],
  speaker: null,
  remoteStream: null,
  guidance: null,
  isTelling: false,
  news: null,
  phone: { dialog: { at: 'closed' }, ways: null, hasAnswered: false, news: null, notes: [] },
  samples: [],
};
const consult = {
  state: 'offered',
  offeredTo: [{ name: 'Dr. Bianchi' }],
  acceptedAt: null,
  outcome: null,
  attended: true,
  agent: null,
  guests: [],
  mobile: null,
  patientAt: 'tv',
  shift: null,
  proposal: null,
  telephone: null,
  diagnostics: [],
  transfer: null,
  answersItself: false,
  verdict: null,
  callback: null,
  path: { kind: 'relay', epoch: 1, reason: 'policy' },
  places: { agent: { presence: 'vacant', devices } },
};
const record = (change: object, left: string | null = null, timeline: readonly object[] = []) => ({
  consult: { ...consult, ...change },
  left,
  timeline,
});
const answered = {
  agent: { name: 'Dr. Rossi' },
  acceptedAt: '2026-01-01T00:00:00.000Z',
  places: { agent: { presence: 'present', devices } },
};
const mobile = { id: 'm', use: 'move', admitted: true, check: null, media: 'video', devices };
const onPhone = {
  state: 'active',
  ...answered,
  patientAt: 'mobile',
  mobile: { ...mobile, presence: 'present' },
};
const proposal = { use: 'add', reason: 'wished', by: 'agent' };
const guidance = {
  diagnosticId: 'd',
  findings: [],
  step: { task: { id: 't', text: { en: 'Try' }, concludes: true }, number: 1, count: 1 },
  phase: 'open',
};
const aside = { opened: true, help: null, isAside: true };
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
      situation: { overlay: { opened: false, help: null, isAside: false } },
      shows: { name: 'hidden' },
    },
    {
      when: 'it lies over a service, is not paired, and nobody asked for it',
      situation: {
        overlay: { opened: false, help: null, isAside: false },
        pairing: { name: 'requesting' },
        identity: null,
      },
      shows: { name: 'hidden' },
    },
    {
      when: 'something is wrong in the service',
      situation: { overlay: { opened: false, help: 'playback-stalled', isAside: false } },
      shows: { name: 'help', code: 'playback-stalled' },
    },
    {
      when: 'something is wrong in the service while a consult is under way',
      situation: {
        overlay: { opened: false, help: 'playback-stalled', isAside: false },
        own,
        record: record({}),
      },
      shows: { name: 'waiting', kind: 'care' },
    },
    {
      when: 'the service has opened it',
      situation: { overlay: { opened: true, help: 'playback-stalled', isAside: false } },
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
    {
      when: 'the patient stands in the queue',
      situation: {
        own,
        record: record({ state: 'queued', offeredTo: [] }),
        place: { consultId: 'c', place: 3, estimatedWaitMs: 300_000 },
      },
      shows: { name: 'waiting', place: 3, estimatedWaitMs: 300_000, attended: true },
    },
    {
      when: 'nobody is there who may answer',
      situation: { own, record: record({ state: 'queued', attended: false, offeredTo: [] }) },
      shows: { name: 'waiting', attended: false, reception: { openingHours: '', emergency: '' } },
    },
    {
      when: 'the physician sent the patient back to the waiting room',
      situation: {
        own,
        record: record({ state: 'queued', offeredTo: [] }, null, [
          { type: 'accepted' },
          { type: 'returned', person: { name: 'Dr. Rossi' } },
          { type: 'queued' },
        ]),
      },
      shows: { name: 'waiting', returnedBy: 'Dr. Rossi' },
    },
    {
      when: 'a playbook leads',
      situation: { own: { ...own, guidance }, record: record({ state: 'guided' }) },
      shows: { name: 'guided', state: 'guided', guidance, canStepAside: false },
    },
    {
      when: 'a playbook leads over a service',
      situation: {
        own: { ...own, guidance },
        record: record({ state: 'guided' }),
        overlay: { ...aside, isAside: false },
      },
      shows: { name: 'guided', canStepAside: true },
    },
    {
      when: 'a task is done in the service below',
      situation: { own: { ...own, guidance }, record: record({ state: 'guided' }), overlay: aside },
      shows: { name: 'hidden' },
    },
    {
      when: 'the clinic calls while a task is done in the service below',
      situation: {
        own: { ...own, step: 'ringing' },
        record: record({ state: 'calling' }),
        overlay: aside,
      },
      shows: { name: 'ringing' },
    },
    {
      when: 'a playbook is asked for what else could help',
      situation: { own, record: record({ state: 'guided' }) },
      shows: { name: 'guided', guidance: null },
    },
    {
      when: 'what the device saw ended the request a moment ago',
      situation: {
        own: { ...own, guidance: { ...guidance, phase: 'works' }, isTelling: true },
        record: record({ state: 'ended', outcome: 'solved' }),
      },
      shows: { name: 'guided', guidance: { phase: 'works' } },
    },
    {
      when: 'somebody asks for something while the patient waits',
      situation: {
        own: { ...own, guidance },
        record: record({ state: 'queued', offeredTo: [] }),
      },
      shows: { name: 'guided', state: 'queued' },
    },
    {
      when: 'the clinic calls',
      situation: {
        own: { ...own, step: 'ringing' },
        record: record({ state: 'calling', agent: { name: 'Dr. Rossi' } }),
      },
      shows: { name: 'ringing', caller: 'Dr. Rossi', answersItself: false },
    },
    {
      when: 'the patient has just taken the call',
      situation: {
        own: { ...own, phase: 'prepared' },
        record: record({ state: 'calling', agent: { name: 'Dr. Rossi' } }),
      },
      shows: { name: 'call', state: 'accepted', physician: 'Dr. Rossi' },
    },
    {
      when: 'the patient has just declined the call',
      situation: {
        own: { ...own, step: 'left' },
        record: record({ state: 'calling', agent: { name: 'Dr. Rossi' } }),
      },
      shows: { name: 'ended', state: 'cancelled', outcome: 'declined-by-patient' },
    },
    {
      when: 'guests are invited, and one of them is there',
      situation: {
        own,
        record: record({
          state: 'active',
          ...answered,
          guests: [
            { id: '1', name: 'Anna', presence: 'present' },
            { id: '2', name: 'Paolo', presence: 'vacant' },
          ],
        }),
      },
      shows: { name: 'call', guests: [{ place: 'guest:1', name: 'Anna', stream: null }] },
    },
    {
      when: 'a colleague is asked to take over',
      situation: {
        own,
        record: record({ state: 'active', ...answered, transfer: { to: { name: 'Dr. Bianchi' } } }),
      },
      shows: { name: 'call', physician: 'Dr. Rossi', transferTo: 'Dr. Bianchi' },
    },
    {
      when: 'nobody came',
      situation: { own, record: record({ state: 'expired', outcome: 'nobody-came' }) },
      shows: { name: 'ended', callback: 'possible' },
    },
    {
      when: 'nobody came, and the patient wishes to be called back',
      situation: {
        own,
        record: record({ state: 'expired', outcome: 'nobody-came', callback: { doneBy: null } }),
      },
      shows: { name: 'ended', callback: 'asked' },
    },
    {
      when: 'the call is on the phone',
      situation: { own, record: record(onPhone) },
      shows: { name: 'on-phone', phone: 'present', physician: 'Dr. Rossi', isComingBack: false },
    },
    {
      when: 'the call is on the phone, and the service has the screen',
      situation: { own, record: record(onPhone), overlay: { ...aside, opened: false } },
      shows: { name: 'on-phone-badge', phone: 'present' },
    },
    {
      when: 'the call is on the phone, and somebody has opened the app over the service',
      situation: { own, record: record(onPhone), overlay: { ...aside, opened: true } },
      shows: { name: 'on-phone' },
    },
    {
      when: 'the phone that has the call is gone, and the service has the screen',
      situation: {
        own,
        record: record({ ...onPhone, mobile: null }),
        overlay: { ...aside, opened: false },
      },
      shows: { name: 'on-phone', phone: 'gone' },
    },
    {
      when: 'the call comes back from the phone',
      situation: {
        own,
        record: record({ ...onPhone, shift: { to: 'tv' } }),
        overlay: { ...aside, opened: false },
      },
      shows: { name: 'on-phone', isComingBack: true },
    },
    {
      when: 'the phone is the camera of the TV',
      situation: {
        own,
        record: record({
          ...onPhone,
          patientAt: 'both',
          mobile: { ...mobile, media: 'audio', presence: 'absent' },
        }),
      },
      shows: {
        name: 'call',
        phone: {
          patientAt: 'both',
          sends: { picture: false, sound: true },
          isAbsent: true,
          notice: 'absent',
        },
      },
    },
    {
      when: 'the physician proposes the phone',
      situation: { own, record: record({ state: 'active', ...answered, proposal }) },
      shows: { name: 'call', phone: { panel: { at: 'question', proposal, who: 'Dr. Rossi' } } },
    },
    {
      when: 'the patient has just answered to that',
      situation: {
        own: { ...own, phone: { ...own.phone, hasAnswered: true } },
        record: record({ state: 'active', ...answered, proposal }),
      },
      shows: { name: 'call', phone: { panel: null } },
    },
    {
      when: 'the patient waits, and the code for the phone is on the screen',
      situation: {
        own: {
          ...own,
          phone: { ...own.phone, dialog: { at: 'code', use: 'add', code: null, trouble: null } },
        },
        record: record({ state: 'queued', offeredTo: [] }),
        connection: lost(2),
      },
      shows: { name: 'waiting', phone: { panel: { at: 'code', isOffline: true } } },
    },
    {
      when: 'the patient was sent back to the waiting room while the call is on the phone',
      situation: { own, record: record({ ...onPhone, state: 'queued', offeredTo: [] }) },
      shows: { name: 'on-phone', state: 'queued' },
    },
  ])('when $when: $shows.name', async ({ situation, shows }) => {
    expect(await model.call('screenFor', situation)).toMatchObject(shows);
  });
});

type Diagnostics = Parameters<TvModel['openTask']>[0]['diagnostics'];
type Answer = Diagnostics[number]['answers'][number];
const diagnosed = (
  id: string,
  by: 'playbook' | 'person',
  tasks: readonly string[],
  answers: readonly string[] = [],
): Diagnostics[number] => ({
  diagnostic: {
    id,
    source:
      by === 'person'
        ? { type: by, person: { id: 'p', name: 'Jonas' } }
        : { type: by, playbookId: 'b', version: 1, rule: id },
    findings: [{ en: `found ${id}` }],
    tasks: tasks.map((task) => ({ id: task, text: { en: task }, concludes: true })),
  },
  answers: answers.map(
    (taskId): Answer => ({ taskId, answer: 'did-not-help', checkedBy: 'patient' }),
  ),
});

describe('of what is to be done', () => {
  it.each<{
    what: string;
    state: ConsultStateName;
    diagnostics: Diagnostics;
    answered?: string[];
    shown: string | null;
  }>([
    {
      what: 'the first that is not answered is shown',
      state: 'guided',
      diagnostics: [diagnosed('d', 'playbook', ['a', 'b', 'c'], ['a'])],
      shown: 'b, 2 of 3',
    },
    {
      what: 'what was answered here is not shown again, before the server knows',
      state: 'guided',
      diagnostics: [diagnosed('d', 'playbook', ['a', 'b', 'c'], ['a'])],
      answered: ['b'],
      shown: 'c, 3 of 3',
    },
    {
      what: 'of a playbook only the newest counts',
      state: 'guided',
      diagnostics: [diagnosed('d', 'playbook', ['a']), diagnosed('e', 'playbook', ['b'])],
      shown: 'b, 1 of 1',
    },
    {
      what: 'nothing is shown where all is answered',
      state: 'guided',
      diagnostics: [diagnosed('d', 'playbook', ['a'], ['a'])],
      shown: null,
    },
    {
      what: 'a playbook has no more to say once a person has come',
      state: 'active',
      diagnostics: [diagnosed('d', 'playbook', ['a'])],
      shown: null,
    },
    {
      what: 'what persons ask is shown in their order',
      state: 'active',
      diagnostics: [diagnosed('d', 'person', ['a']), diagnosed('e', 'person', ['b'])],
      shown: 'a, 1 of 1',
    },
    {
      what: 'a finding without tasks is shown until it was read',
      state: 'active',
      diagnostics: [diagnosed('d', 'person', [])],
      shown: 'found d',
    },
    {
      what: 'a finding that was read is not shown again',
      state: 'active',
      diagnostics: [diagnosed('d', 'person', [])],
      answered: ['d'],
      shown: null,
    },
  ])('$what', async ({ state, diagnostics, answered = [], shown }) => {
    expect(await model.call('openTask', { state, diagnostics }, answered)).toBe(shown);
  });
});

describe('in a call of several', () => {
  const people = ['agent', 'guest:1', 'guest:2'];
  it.each([
    { who: 'the physician until anybody speaks', speaker: null, pinned: [], is: 0 },
    { who: 'who speaks', speaker: 'guest:2', pinned: [], is: 2 },
    {
      who: 'whom the patient pinned, whoever speaks',
      speaker: 'guest:2',
      pinned: ['guest:1'],
      is: 1,
    },
    {
      who: 'who speaks, where the pinned one has left',
      speaker: 'agent',
      pinned: ['guest:9'],
      is: 0,
    },
  ])('large is $who', async ({ speaker, pinned, is }) => {
    const sizes = await model.call('stage', people, speaker, pinned);
    expect(sizes.map((size) => size.startsWith('large'))).toEqual(people.map((_, i) => i === is));
  });

  it('two who are pinned share the screen', async () => {
    expect(await model.call('stage', people, 'guest:1', ['agent', 'guest:2'])).toEqual([
      'half 0',
      'small 0',
      'half 1',
    ]);
  });

  it.each([
    { before: [], pressed: 'a', after: ['a'] },
    { before: ['a'], pressed: 'a', after: [] },
    { before: ['a', 'b'], pressed: 'c', after: ['b', 'c'] },
  ])('of $before, $pressed pressed makes $after', async ({ before, pressed, after }) => {
    expect(await model.call('pinned', before, pressed)).toEqual(after);
  });
});

describe('a wait', () => {
  it.each([
    { waitMs: null, told: '' },
    { waitMs: 0, told: 'It takes about a minute.' },
    { waitMs: 100_000, told: 'It takes about 2 minutes.' },
    { waitMs: 290_000, told: 'It takes about 5 minutes.' },
    { waitMs: 13 * 60_000, told: 'It takes about 15 minutes.' },
    { waitMs: 3 * 3_600_000, told: 'It takes an hour or longer.' },
  ])('of $waitMs ms is told as «$told»', async ({ waitMs, told }) => {
    expect(await model.call('estimate', waitMs)).toBe(told);
  });

  it.each([
    { place: 1, told: 'You are next.' },
    { place: 2, told: 'One person is before you.' },
    { place: 4, told: '3 people are before you.' },
  ])('at place $place: $told', async ({ place, told }) => {
    expect(await model.call('place', place)).toBe(told);
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
