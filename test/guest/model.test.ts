import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GuestModel } from '../pages/guest-model-contract.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';

let browser: Browser;
let model: ModulePage<GuestModel>;

beforeAll(async () => {
  browser = await launchChromium();
  model = await openModulePage(browser, new URL('../pages/guest-model.ts', import.meta.url));
});
afterAll(() => browser.close());

const nobody = { identity: null, record: undefined };
const reconnecting = (attempt: number) => ({
  connection: { name: 'reconnecting', attempt, since: 0 },
});
const closed = (reason: string) => ({ connection: { name: 'closed', reason } });

describe('the page shows', () => {
  it.each([
    [
      'opening',
      'while the link is being opened',
      { ...nobody, connection: { name: 'connecting' } },
    ],
    ['opening', 'at the first failed try', { ...nobody, ...reconnecting(1) }],
    ['unreachable', 'when it cannot be opened for longer', { ...nobody, ...reconnecting(2) }],
    ['lobby', 'once the clinic knows the guest', {}],
    ['lobby', 'also while the connection is lost', reconnecting(3)],
    ['call', 'once the guest has joined', { step: 'inside' }],
    ['call', 'also while the connection is lost', { step: 'inside', ...reconnecting(3) }],
    ['left', 'when the guest has left', { step: 'left', ...closed('left') }],
    ['elsewhere', 'when another window has the consult', { step: 'inside', ...closed('replaced') }],
  ])('%s: %s', async (name, _when, situation) => {
    expect(await model.call('screenFor', situation)).toMatchObject({ name });
  });

  it.each([
    ['used', 'a link that the clinic does not take', { ...nobody, ...closed('unauthenticated') }],
    ['broken', 'a link of which a part is missing', { ...nobody, came: 'by-broken-link' }],
    ['missing', 'the bare address', { ...nobody, came: 'with-nothing' }],
    [
      'gone',
      'a reload after the consult was over',
      { ...nobody, ...closed('unauthenticated'), came: 'by-reload' },
    ],
    ['gone', 'an absence that was too long', { step: 'inside', ...closed('unauthenticated') }],
  ])('no way in, %s: %s', async (why, _what, situation) => {
    expect(await model.call('screenFor', situation)).toEqual({ name: 'no-way-in', why });
  });

  it.each(['lobby', 'inside'])('the end of the consult, and thanks: in step %s', async (step) => {
    const screen = { name: 'ended', clinic: 'Lake Clinic' };
    expect(await model.call('screenFor', { step }, { state: 'ended' })).toEqual(screen);
    expect(await model.call('screenFor', { step }, {}, 'over')).toEqual(screen);
    const after = { step, ...closed('left') };
    expect(await model.call('screenFor', after, { state: 'ended' })).toEqual(screen);
  });

  it('that the guest was sent away, and not that they were when they left by themselves', async () => {
    const away = await model.call('screenFor', { step: 'inside' }, {}, 'withdrawn');
    expect(away).toEqual({ name: 'sent-away', clinic: 'Lake Clinic' });
    const left = await model.call('screenFor', { step: 'left' }, {}, 'withdrawn');
    expect(left).toEqual({ name: 'left', clinic: 'Lake Clinic' });
  });

  it('who invites, and as whom', async () => {
    expect(await model.call('screenFor', {})).toMatchObject({
      clinic: 'Lake Clinic',
      guest: 'Amina Yusuf',
    });
  });
});

describe('who is in the consult', () => {
  const own = 'Amina Yusuf';
  const guest = (number: number, name: string, presence: 'vacant' | 'present' | 'absent') => ({
    id: `01900000-0000-7000-8000-00000000000${number}`,
    name,
    relation: 'family' as const,
    presence,
    devices: { camera: 'on', microphone: 'on' } as const,
    connected: true,
  });

  it('is the patient, who answers, then the other guests who have come', async () => {
    const guests = [
      guest(1, own, 'present'),
      guest(7, 'Giulia', 'present'),
      guest(8, 'Paolo', 'vacant'),
      guest(9, 'Luca', 'absent'),
    ];
    expect(await model.call('people', guests, [], '')).toEqual([
      'Maria, patient',
      'Dr. Rossi, agent',
      'Giulia, family',
      'Luca, family',
    ]);
  });

  it('is seen where media has come of them, and marked when they speak', async () => {
    const giulia = guest(7, 'Giulia', 'present');
    const place = `guest:${giulia.id}`;
    expect(await model.call('people', [giulia], [place, 'tv'], place)).toEqual([
      'Maria, patient, seen',
      'Dr. Rossi, agent',
      'Giulia, family, seen, speaks',
    ]);
  });
});

describe('the link', () => {
  const token = 'Yq7sJ0mDkq3d0pG9u5uXv2T1o8nLw4cRzE6hBaKfI9M';

  async function open(hash: string) {
    await model.page.evaluate(`history.pushState(null, '', '/guest/${hash}')`);
    return model.call('takeLink');
  }

  it('gives its token, and leaves the address without it', async () => {
    const { link, address } = await open(`#${token}`);
    expect(link).toEqual({ name: 'token', token });
    expect(new URL(address).pathname).toBe('/guest/');
    expect(address).not.toContain('#');
  });

  it.each([token.slice(1), `${token}A`, 'x', `${token}%20`])(
    'is not complete with %s',
    async (text) => {
      const { link, address } = await open(`#${text}`);
      expect(link).toEqual({ name: 'broken' });
      expect(address).not.toContain('#');
    },
  );

  it.each(['', '#'])('is none with «%s» after the address', async (hash) => {
    expect((await open(hash)).link).toEqual({ name: 'none' });
  });
});

describe('the session', () => {
  const resume = { sessionId: '01900000-0000-7000-8000-000000000001', resumeToken: 'secret' };

  it('is kept in the tab until it is forgotten', async () => {
    expect(await model.call('kept')).toBeNull();
    await model.call('keep', resume);
    expect(await model.call('kept')).toEqual(resume);
    await model.call('keep', null);
    expect(await model.call('kept')).toBeNull();
    expect(await model.page.evaluate('sessionStorage.length')).toBe(0);
  });

  it.each(['', 'null', '{}', '{"sessionId":1,"resumeToken":"x"}', '['])(
    'is none where something else lies in its place: %s',
    async (text) => {
      await model.page.evaluate(
        `sessionStorage.setItem('housecall.guestSession', ${JSON.stringify(text)})`,
      );
      expect(await model.call('kept')).toBeNull();
    },
  );
});
