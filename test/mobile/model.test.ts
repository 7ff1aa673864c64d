import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../src/protocol/index.ts';
import type { MobileModel } from '../pages/mobile-model-contract.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';
import { careRequest } from '../support/serviceRequests.ts';

let browser: Browser;
let model: ModulePage<MobileModel>;

beforeAll(async () => {
  browser = await launchChromium();
  model = await openModulePage(browser, new URL('../pages/mobile-model.ts', import.meta.url));
});
afterAll(() => browser.close());

const nobody = { identity: null, record: undefined };
const reconnecting = (attempt: number) => ({
  connection: { name: 'reconnecting', attempt, since: 0 },
});
const closed = (reason: string, code?: string) => ({
  connection: { name: 'closed', reason, ...(code && { code }) },
});
const crossing = { wish: null, attempt: 'none', returning: null };
const asks = {
  check: 'none',
  triesLeft: null,
  number: { problem: null, busy: false },
  answering: {},
};
const unasked = {
  asked: 'not-yet',
  stream: null,
  devices: { camera: 'unknown', microphone: 'unknown' },
  facing: null,
};

describe('on arrival the page shows', () => {
  it.each([
    ['code', 'where nothing brought one', { ...nobody, connection: { name: 'idle' } }],
    ['opening', 'while the code is being taken', { ...nobody, connection: { name: 'connecting' } }],
    ['opening', 'at the first failed try', { ...nobody, ...reconnecting(1) }],
    ['unreachable', 'when it takes longer', { ...nobody, ...reconnecting(2) }],
    ['elsewhere', 'when another tab has the consult', closed('replaced')],
  ])('%s: %s', async (name, _when, situation) => {
    expect(await model.call('screenFor', situation)).toMatchObject({ name });
  });

  it.each([
    ['used', closed('unauthenticated', 'phone_code_used')],
    ['void', closed('unauthenticated', 'phone_code_void')],
    ['elsewhere', closed('unauthenticated', 'wrong_state')],
    ['too-often', closed('unauthenticated', 'rate_limited')],
    ['broken', { connection: { name: 'idle' }, came: 'by-broken-link' }],
  ])('the field for another code where this one is %s', async (problem, situation) => {
    const screen = await model.call('screenFor', { ...nobody, ...situation });
    expect(screen).toEqual({ name: 'code', problem });
  });

  it('that the phone is out, where a reload comes too late', async () => {
    const late = { ...nobody, came: 'by-reload', ...closed('unauthenticated', 'unauthenticated') };
    expect(await model.call('screenFor', late)).toEqual({ name: 'gone' });
  });
});

describe('before the phone is let in the page shows', () => {
  const birthDate = { kind: 'birth-date', state: 'open', triesLeft: 3 } as const;

  it('what the clinic asks, and how often it may be tried', async () => {
    const outside = { admitted: false, check: birthDate };
    const screen = { name: 'check', clinic: 'Lake Clinic', kind: 'birth-date', triesLeft: 3 };
    expect(await model.call('screenFor', {}, {}, outside)).toMatchObject(screen);
    const wrong = { asks: { ...asks, check: 'wrong', triesLeft: 2 } };
    expect(await model.call('screenFor', wrong, {}, outside)).toMatchObject({
      triesLeft: 2,
      answer: 'wrong',
    });
  });

  it.each([
    null,
    { ...birthDate, state: 'passed' as const },
    { ...birthDate, state: 'not-on-record' as const },
  ])('that somebody has to let it in, where nothing is asked: %j', async (check) => {
    expect(await model.call('screenFor', {}, {}, { admitted: false, check })).toEqual({
      name: 'admission',
      clinic: 'Lake Clinic',
      online: true,
    });
  });

  it('nothing of the consult, whatever is known', async () => {
    const screen = await model.call('screenFor', {}, {}, { admitted: false });
    expect(JSON.stringify(screen)).not.toMatch(/Maria|Rossi/);
  });
});

describe('once it was let in, the page shows', () => {
  it('messages first, with the call on the TV', async () => {
    expect(await model.call('screenFor', {})).toMatchObject({
      name: 'consult',
      tab: 'chat',
      agent: { name: 'Dr. Rossi', present: true },
      call: { at: 'tv', answered: true },
    });
  });

  it('the same while the connection is lost, and says so', async () => {
    expect(await model.call('screenFor', reconnecting(3))).toMatchObject({
      name: 'consult',
      online: false,
    });
  });

  it('that nobody has answered yet', async () => {
    const waiting = { state: 'queued', agent: null } as const;
    const wish = { crossing: { ...crossing, wish: 'move' } };
    expect(await model.call('screenFor', wish, waiting)).toMatchObject({
      name: 'consult',
      agent: null,
      call: { at: 'tv', answered: false },
    });
  });
});

describe('the way into the call', () => {
  const wish = (use: string, attempt = 'none') => ({
    crossing: { ...crossing, wish: use, attempt },
  });

  it.each([
    ['explain', unasked],
    ['asking', { ...unasked, asked: 'now' }],
    ['preview', { ...unasked, asked: 'done' }],
  ])('has the step %s', async (step, own) => {
    expect(await model.call('screenFor', { ...wish('split'), own })).toMatchObject({
      name: 'start',
      use: 'split',
      step,
      failed: false,
    });
  });

  it('waits until the clinic sees the phone', async () => {
    const connecting = { name: 'start', use: 'move', step: 'connecting' };
    expect(await model.call('screenFor', wish('move', 'under-way'))).toMatchObject(connecting);
    // As after a reload, where nothing is known but what the consult says.
    const shift = { to: 'mobile', expiresAt: '2026-03-02T09:10:00.000Z' } as const;
    expect(await model.call('screenFor', {}, { shift })).toMatchObject(connecting);
  });

  it('tells where it did not come about', async () => {
    expect(await model.call('screenFor', wish('move', 'failed'))).toMatchObject({
      name: 'start',
      step: 'preview',
      failed: true,
    });
  });

  it.each(['both', 'mobile'] as const)('ends in the call: %s', async (patientAt) => {
    expect(await model.call('screenFor', wish('move'), { patientAt })).toMatchObject({
      name: 'consult',
      call: { at: patientAt, goesBack: false },
    });
  });
});

describe('the call on the phone', () => {
  it('has the physician and guests, and never the TV', async () => {
    const guests = [
      {
        id: '01900000-0000-7000-8000-000000000007',
        name: 'Giulia',
        relation: 'family',
        presence: 'present',
        devices: { camera: 'on', microphone: 'on' },
        connected: true,
      } as const,
    ];
    const screen = await model.call('screenFor', {}, { patientAt: 'mobile', guests });
    expect(screen).toMatchObject({
      call: { people: [{ name: 'Dr. Rossi' }, { name: 'Giulia', part: 'family' }] },
    });
    expect(JSON.stringify(screen['call'])).not.toContain('Maria');
  });

  it('tells that it goes back to the TV', async () => {
    const shift = { to: 'tv', expiresAt: '2026-03-02T09:10:00.000Z' } as const;
    expect(await model.call('screenFor', {}, { patientAt: 'mobile', shift })).toMatchObject({
      call: { at: 'mobile', goesBack: true },
    });
  });
});

describe('at the end the page shows', () => {
  const verdict = [{ en: 'The picture was good.' }];

  it.each(['ended', 'cancelled', 'expired'] as const)(
    'how it went, and no name: %s',
    async (state) => {
      const over = { state, outcome: 'ended-by-agent', verdict } as const;
      expect(await model.call('screenFor', {}, over)).toEqual({
        name: 'ended',
        outcome: 'ended-by-agent',
        verdict,
      });
    },
  );

  it.each([
    ['refused', {}, { admitted: false }],
    ['put-out', {}, {}],
    ['check-failed', { asks: { ...asks, triesLeft: 0 } }, { admitted: false }],
  ])('that the phone is out: %s', async (why, situation, mobile) => {
    expect(await model.call('screenFor', situation, {}, mobile, 'withdrawn')).toEqual({
      name: 'out',
      why,
    });
  });

  it('that it has left, and not that it was put out', async () => {
    const left = await model.call('screenFor', { hasLeft: true }, {}, {}, 'withdrawn');
    expect(left).toEqual({ name: 'left' });
  });
});

const at = '2026-03-02T09:05:00.000Z';
const person = (name: string) => ({ id: '01900000-0000-7000-8000-000000000009', name });
const id = (number: number) => `01900000-0000-7000-8000-0000000000${number}`;

describe('messages', () => {
  const said = (seq: number, place: string, text: string): TimelineEvent => ({
    seq,
    at,
    by: place === 'agent' ? 'agent' : 'patient',
    type: 'said',
    place,
    messageId: id(10 + seq),
    text,
  });
  const timeline: readonly TimelineEvent[] = [
    { seq: 1, at, by: 'agent', type: 'accepted', person: person('Dr. Rossi') },
    said(2, 'agent', 'Good morning'),
    said(3, 'tv', 'Yes'),
    {
      seq: 4,
      at,
      by: 'agent',
      type: 'transferred',
      from: person('Dr. Rossi'),
      to: person('Dr. Bianchi'),
    },
    said(5, 'agent', 'I have taken over'),
    {
      seq: 6,
      at,
      by: 'patient',
      type: 'photo-sent',
      place: 'mobile',
      photo: { id: id(30), width: 400, height: 300, sizeBytes: 9 },
    },
  ];

  it('tell who wrote, also where a colleague has taken over', async () => {
    const { lines } = await model.call('talk', timeline, 0);
    expect(lines).toEqual([
      'Dr. Rossi: Good morning',
      'tv: Yes',
      'Dr. Bianchi: I have taken over',
      'phone: photo, loading',
    ]);
  });

  it('are new as far as the clinic wrote them and nobody has looked', async () => {
    expect((await model.call('talk', timeline, 0)).unread).toBe(2);
    expect((await model.call('talk', timeline, 1)).unread).toBe(1);
    expect((await model.call('talk', timeline, 2)).unread).toBe(0);
  });
});

describe('what is known', () => {
  const noticed = (seq: number, code: string): TimelineEvent => ({
    seq,
    at,
    by: 'patient',
    type: 'device-event',
    place: 'tv',
    event: { id: id(40 + seq), type: 'fault-noticed', version: 1, at, fault: { code } },
  });

  it('has why help was asked for', async () => {
    const event = { ...careRequest.event, type: 'fault-noticed', fault: { code: 'picture-black' } };
    const serviceRequest = { ...careRequest, kind: 'support' as const, event };
    expect(await model.call('known', { serviceRequest }, [])).toMatchObject({
      kind: 'support',
      why: { name: 'fault', code: 'picture-black' },
      faults: [{ code: 'picture-black', isOver: false }],
    });
    const arranged = { ...careRequest.event, type: 'system-choice', reason: 'Blood values' };
    const byClinic = { serviceRequest: { ...careRequest, event: arranged } };
    expect(await model.call('known', byClinic, [])).toMatchObject({
      why: { name: 'arranged', reason: 'Blood values' },
    });
  });

  it('has each fault of the TV once, and which are over', async () => {
    const timeline: readonly TimelineEvent[] = [
      noticed(1, 'network-poor'),
      noticed(2, 'audio-silent'),
      noticed(3, 'network-poor'),
      {
        seq: 4,
        at,
        by: 'patient',
        type: 'device-event',
        place: 'tv',
        event: {
          id: id(50),
          type: 'fault-cleared',
          version: 1,
          at,
          noticed: id(42),
          code: 'audio-silent',
        },
      },
    ];
    expect(await model.call('known', {}, timeline)).toMatchObject({
      faults: [
        { code: 'network-poor', isOver: false },
        { code: 'audio-silent', isOver: true },
      ],
    });
  });

  it('has the newest diagnostic first', async () => {
    const source = { type: 'person', person: person('Dr. Rossi') } as const;
    const diagnostics = [60, 61].map((number) => ({
      diagnostic: { id: id(number), source, findings: [], tasks: [] },
      answers: [],
    }));
    const { diagnostics: shown } = await model.call('known', { diagnostics }, []);
    expect(shown).toEqual([...diagnostics].reverse());
  });
});

describe('the code in the address', () => {
  async function open(hash: string) {
    await model.page.evaluate(`history.pushState(null, '', '/m/${hash}')`);
    return model.call('takeLink');
  }

  it.each(['BCDFGHJK', 'BCDFGHJKLMNPQRST'])('is taken out at once: %s', async (code) => {
    const { link, address } = await open(`#${code}`);
    // As it is: without a dash the server knows that it was not typed.
    expect(link).toEqual({ name: 'code', code });
    expect(new URL(address).pathname).toBe('/m/');
    expect(address).not.toContain('#');
  });

  it.each(['BCDFGHJ', 'BCDFGHJA', 'x', 'BCDFGHJK%20'])('is none: %s', async (text) => {
    const { link, address } = await open(`#${text}`);
    expect(link).toEqual({ name: 'broken' });
    expect(address).not.toContain('#');
  });
});

describe('a code that is typed', () => {
  it.each([
    'BCDF-GHJK',
    'bcdfghjk',
    ' bcdf ghjk ',
    'b c d f – g h j k',
    'https://clinic.example/m/#BCDFGHJK',
  ])('is read from «%s»', async (typed) => {
    const code = await model.call('formatCode', typed);
    expect(code).toBe('BCDF-GHJK');
    expect(await model.call('judgeCode', code)).toBe('complete');
  });

  it.each([
    ['BCDF', 'length'],
    ['', 'length'],
    ['BCDFGHJKL', 'length'],
    ['ABCDFGHJ', 'foreign'],
    ['BCDF1GHJ', 'foreign'],
  ])('is not sent where it cannot be right: «%s»', async (typed, judgement) => {
    const code = await model.call('formatCode', typed);
    expect(await model.call('judgeCode', code)).toBe(judgement);
  });
});

describe('a date of birth', () => {
  it.each([
    ['27', '3', '1942', '1942-03-27'],
    ['07', '03', '1942', '1942-03-07'],
    ['29', '2', '1944', '1944-02-29'],
    ['2', '3', '2026', '2026-03-02'],
  ])('is %s %s %s', async (day, month, year, date) => {
    expect(await model.call('birthDate', day, month, year)).toBe(date);
  });

  it.each([
    ['29', '2', '1943'],
    ['31', '4', '1950'],
    ['1', '13', '1950'],
    ['0', '1', '1950'],
    ['', '1', '1950'],
    ['1', '1', '42'],
    ['3', '3', '2026'],
  ])('costs no try where there is no such day: %s %s %s', async (day, month, year) => {
    expect(await model.call('birthDate', day, month, year)).toBeNull();
  });
});

it('makes another secret of 256 bits for each code', async () => {
  const [one, other] = [await model.call('newClaim'), await model.call('newClaim')];
  expect(one).toMatch(/^[\w-]{43}$/);
  expect(other).not.toBe(one);
});
