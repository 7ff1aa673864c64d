import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SignedIn } from '../connector/support/demo.ts';
import {
  type EndpointPage,
  type EndpointReport,
  openEndpoint,
} from '../connector/support/endpointPage.ts';
import { launchChromium } from '../support/chromium.ts';
import { openGuest } from '../support/consultPages.ts';
import { demoPassword, HousecallProcess } from '../support/housecall.ts';
import type { ModulePage } from '../support/page.ts';
import { hearsMicrophone, seesCamera } from '../support/seenAndHeard.ts';

/* An interpreter is invited into a consult between a TV and a physician, by a link that works once. */

type Endpoint = ModulePage<EndpointPage>;

const soon = { timeout: 20_000, interval: 100 };
let browser: Browser;
let housecall: HousecallProcess;
let tv: Endpoint;
let physician: Endpoint;
let interpreter: Page;
const guests: Page[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  housecall = await HousecallProcess.start();
  const { token } = await (await SignedIn.at(housecall.url)).pairTv();
  [tv, physician] = await Promise.all([
    openEndpoint(browser, housecall.url),
    openEndpoint(browser, housecall.url),
  ]);
  await physician.call('signIn', 'physician@demo.test', demoPassword);
  await Promise.all([tv.call('openMedia'), physician.call('openMedia')]);
  await Promise.all([tv.call('start', 'tv', token), physician.call('start', 'agent')]);
});
afterAll(async () => {
  await Promise.all([tv?.page, physician?.page, ...guests].map((page) => page?.context().close()));
  await housecall?.close();
  await browser?.close();
});

async function shows(page: Endpoint, wanted: (report: EndpointReport) => boolean): Promise<void> {
  let last: EndpointReport | undefined;
  await expect
    .poll(async () => {
      last = await page.call('report');
      return (
        wanted(last) || JSON.stringify({ ...last, samples: [], consult: last.consult?.guests })
      );
    }, soon)
    .toBe(true);
}

/** Whether more than a few frames of everybody else among these places have come. */
function sees(places: readonly string[]) {
  return ({ remotes }: EndpointReport) =>
    remotes.every(({ place, frames }) => places.includes(place) && frames > 10) &&
    remotes.length === places.length - 1;
}

async function guestId(): Promise<string> {
  const { consult } = await physician.call('report');
  return consult?.guests[0]?.id ?? '';
}

const linkOf = (token: string) => `${housecall.url}/guest/#${token}`;
async function open(link: string): Promise<Page> {
  const page = await openGuest(browser, link);
  guests.push(page);
  return page;
}
const shown = (page: Page, screen: string) =>
  page.locator(`[data-screen="${screen}"]`).waitFor({ timeout: 20_000 });

async function allThreeSeeEachOther(): Promise<void> {
  await Promise.all([tv.call('lookAnew'), physician.call('lookAnew')]);
  const places = ['tv', 'agent', `guest:${await guestId()}`];
  await Promise.all([tv, physician].map((page) => shows(page, sees(places))));
  await seesCamera(interpreter, 'tv');
  await seesCamera(interpreter, 'agent');
}

let link: string;

it('begins with two', async () => {
  await tv.call('ask');
  await shows(physician, ({ phase }) => phase === 'prepared');
  await physician.call('accept');
  await Promise.all([tv, physician].map((page) => shows(page, sees(['tv', 'agent']))));
});

it('shows the interpreter who invites and how they look, and nobody the interpreter', async () => {
  link = linkOf(await physician.call('invite', 'Amina Yusuf'));
  interpreter = await open(link);
  await shown(interpreter, 'lobby');
  await interpreter.getByText('You take part as Amina Yusuf.').waitFor();
  await interpreter.getByTestId('self-video').waitFor();
  expect((await tv.call('report')).remotes.map(({ place }) => place)).toEqual(['agent']);
});

it('takes the token out of the address at once, and keeps it nowhere', async () => {
  const token = new URL(link).hash.slice(1);
  expect(interpreter.url()).toBe(`${housecall.url}/guest/`);
  await interpreter.goBack();
  expect(interpreter.url()).not.toContain(token);
  await interpreter.goForward();
  await shown(interpreter, 'lobby');
  const kept = await interpreter.evaluate(
    'JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie, history.state])',
  );
  expect(kept).not.toContain(token);
});

it('brings TV, physician and interpreter together: each sees and hears the two others', async () => {
  await interpreter.getByTestId('join').click();
  await shown(interpreter, 'call');
  await allThreeSeeEachOther();
  await hearsMicrophone(interpreter, 'tv');
  await hearsMicrophone(interpreter, 'agent');
});

it('refuses the link to whoever opens it second, and says what to do', async () => {
  const second = await open(link);
  await shown(second, 'no-way-in');
  await second.getByText('This link does not work any more').waitFor();
  expect(second.url()).toBe(`${housecall.url}/guest/`);
});

it('comes back by itself after a reload, with what was switched off still off', async () => {
  await interpreter.getByTestId('camera').click();
  await interpreter.getByText('Camera on').waitFor();
  await expect
    .poll(async () => (await physician.call('report')).consult?.guests[0]?.devices, soon)
    .toEqual({ camera: 'off', microphone: 'on' });
  await interpreter.reload();
  await shown(interpreter, 'call');
  await interpreter.getByText('Camera on').waitFor();
  await interpreter.getByTestId('camera').click();
  await allThreeSeeEachOther();
});

it('comes back by itself when the server was killed and started anew', async () => {
  await housecall.end('SIGKILL');
  await interpreter.getByText('comes back by itself').waitFor();
  await housecall.launch();
  await allThreeSeeEachOther();
});

it('goes on in another window, and back in the first', async () => {
  const kept: unknown = await interpreter.evaluate('JSON.stringify({ ...sessionStorage })');
  const window = await interpreter.context().newPage();
  guests.push(window);
  // As browsers do it for a tab that is duplicated.
  await window.addInitScript(`Object.assign(sessionStorage, ${String(kept)})`);
  await window.goto(`${housecall.url}/guest/`);
  await shown(window, 'call');
  await shown(interpreter, 'elsewhere');
  await seesCamera(window, 'tv');
  await seesCamera(window, 'agent');
  await interpreter.getByRole('button', { name: 'Go on here' }).click();
  await shown(interpreter, 'call');
  await shown(window, 'elsewhere');
  await allThreeSeeEachOther();
});

it('tells the interpreter when the physician sends them away, and forgets their session', async () => {
  await physician.call('removeGuest', await guestId());
  await shown(interpreter, 'sent-away');
  await expect.poll(() => interpreter.evaluate('sessionStorage.length')).toBe(0);
  expect(await interpreter.locator('video').count()).toBe(0);
  await Promise.all([tv, physician].map((page) => shows(page, sees(['tv', 'agent']))));
  await interpreter.reload();
  await interpreter.getByText('You need an invitation').waitFor();
});

it('takes another link in the same tab', async () => {
  const another = linkOf(await physician.call('invite', 'Amina Yusuf'));
  await interpreter.evaluate(`location.href = ${JSON.stringify(another)}`);
  await shown(interpreter, 'lobby');
  expect(interpreter.url()).toBe(`${housecall.url}/guest/`);
  await interpreter.getByTestId('join').click();
  await allThreeSeeEachOther();
});

it('asks before the interpreter leaves; the consult goes on without them', async () => {
  await interpreter.getByTestId('leave').click();
  await interpreter.getByTestId('leave-no').click();
  await shown(interpreter, 'call');
  await interpreter.getByTestId('leave').click();
  await interpreter.getByTestId('leave-yes').click();
  await shown(interpreter, 'left');
  await expect.poll(() => interpreter.evaluate('sessionStorage.length')).toBe(0);
  await Promise.all([tv, physician].map((page) => shows(page, sees(['tv', 'agent']))));
  const { consult } = await physician.call('report');
  expect(consult?.state).toBe('active');
});

it('thanks a guest when the consult is over', async () => {
  const family = await open(linkOf(await physician.call('invite', 'Giulia Conti')));
  await family.getByTestId('join').click();
  await seesCamera(family, 'tv');
  await physician.call('end');
  await shown(family, 'ended');
  await expect.poll(() => family.evaluate('sessionStorage.length')).toBe(0);
});
