import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignedIn } from '../connector/support/demo.ts';
import { launchChromium } from '../support/chromium.ts';
import { ClinicDay } from '../support/clinicDay.ts';
import { seesCamera } from '../support/seenAndHeard.ts';

/* The clinic calls; whoever sits before the TV has a remote control. */

let browser: Browser;
let day: ClinicDay;
let tv: Page;
let agent: Page;

beforeAll(async () => {
  browser = await launchChromium();
  day = await ClinicDay.begin(browser, { HOUSECALL_DEMO_PATH_POLICY: 'relay' });
  ({ tv, agent } = day);
});
afterAll(async () => {
  await day?.end();
  await browser?.close();
});

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await tv.keyboard.press(key);
};
const state = (page: Page, name: string) =>
  page
    .locator(`[data-testid="consult-state"][data-value="${name}"]`)
    .first()
    .waitFor({ state: 'attached', timeout: 45_000 });
const cameraIsOpen = () => tv.getByTestId('self-video').count();

/** The physician presses the button beside the patient's name. */
async function call(): Promise<void> {
  await agent.goto(`${day.housecall.url}/agent/#patients`);
  await agent.getByTestId('call-patient').first().click();
  await tv.getByTestId('ringing').waitFor({ timeout: 15_000 });
}

describe('a call of the clinic', () => {
  it('rings over the quiet screen, says who calls, and opens nothing yet', async () => {
    await press('Backspace');
    await tv.getByTestId('need-doctor').waitFor();
    await call();
    await tv.getByText('Dr. Chiara Rossi is calling you').waitFor();
    await state(tv, 'calling');
    expect(await tv.getByTestId('call-accept').evaluate((each) => each.matches(':focus'))).toBe(
      true,
    );
    expect(await cameraIsOpen()).toBe(0);
  });

  it('is taken with OK, and both see each other', async () => {
    await press('Enter');
    await day.bothShow('active');
    await Promise.all([seesCamera(tv), seesCamera(agent)]);
    expect(await tv.getByTestId('seen-by').innerText()).toContain('sees and hears you');
    await agent.getByTestId('end').click();
    await state(tv, 'ended');
  });

  it('is declined with two keys, and the physician is told', async () => {
    await press('Enter');
    await call();
    await press('ArrowRight', 'Enter');
    await tv.getByText('You have declined the call').waitFor();
    await state(agent, 'cancelled');
    expect(await cameraIsOpen()).toBe(0);
  });

  it('is missed by nobody being there; it is still told of, and can be called back', async () => {
    await press('Enter');
    await call();
    await state(agent, 'expired');
    await tv.getByText('You have missed a call from Dr. Chiara Rossi').waitFor();
    await agent.goto(`${day.housecall.url}/agent/#consults`);
    await press('Enter');
    await agent.getByTestId('incoming').waitFor();
    await press('Backspace', 'ArrowRight', 'Enter');
    await state(tv, 'cancelled');
  }, 90_000);

  it('is taken by itself after its notice, once clinic and patient have wished it so', async () => {
    const admin = await SignedIn.at(day.housecall.url, 'admin@demo.test');
    expect(await tv.getByTestId('answers-itself').count()).toBe(0);
    await allowToAnswerItself(admin);
    await press('Enter');
    await tv.getByTestId('answers-itself').waitFor();
    await press('ArrowDown', 'Enter', 'ArrowRight', 'Enter');
    await tv.getByText('are answered by themselves').waitFor();

    await call();
    await tv.getByText('The TV answers in').waitFor();
    expect(await tv.getByTestId('call-decline').evaluate((each) => each.matches(':focus'))).toBe(
      true,
    );
    expect(await cameraIsOpen()).toBe(0);
    await day.bothShow('active');
    await Promise.all([seesCamera(tv), seesCamera(agent)]);
    await agent.getByTestId('end').click();
    await state(tv, 'ended');
  });
});

async function allowToAnswerItself({ url, cookie }: SignedIn): Promise<void> {
  const response = await fetch(`${url}/api/clinic/settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ reception: { openingHours: '', emergency: '' }, answersItself: true }),
  });
  if (!response.ok) throw new Error(`settings: ${response.status}`);
}
