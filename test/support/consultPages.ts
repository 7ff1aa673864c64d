import type { Browser, Page } from 'playwright-core';
import { demoPassword } from './housecall.ts';
import { bundle } from './page.ts';

/* The apps as their people use them, by the elements that both promise to have. */

const contextOptions = {
  tv: { viewport: { width: 1920, height: 1080 } },
  agent: { viewport: { width: 1440, height: 900 } },
  guest: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  mobile: {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    userAgent:
      'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  },
} as const;

/** Opens the TV app in a browser profile of its own, and waits until it shows anything. */
export async function openTv(browser: Browser, url: string): Promise<Page> {
  const page = await openPage(browser, contextOptions.tv);
  await page.goto(`${url}/tv/`);
  return page;
}

/** Opens the agent app in a browser profile of its own and signs a demo person in. */
export async function openAgent(
  browser: Browser,
  url: string,
  email = 'physician@demo.test',
): Promise<Page> {
  const page = await openPage(browser, contextOptions.agent);
  await page.goto(`${url}/agent/`);
  await signIn(page, email);
  return page;
}

/** Signs a person in who has the demo's password. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByTestId('email').fill(email);
  await page.getByTestId('password').fill(demoPassword);
  await page.getByTestId('sign-in').click();
  await page.getByTestId('email').waitFor({ state: 'detached' });
}

/** Opens a guest's link on a phone of their own. */
export async function openGuest(browser: Browser, link: string): Promise<Page> {
  const page = await openPage(browser, contextOptions.guest);
  await page.goto(link);
  return page;
}

/** Opens the patient's phone on a link, or where a code is typed. */
export async function openMobile(
  browser: Browser,
  link: string,
  initScript?: string,
): Promise<Page> {
  const page = await openPage(browser, contextOptions.mobile);
  if (initScript !== undefined) await page.addInitScript({ content: initScript });
  await page.goto(link);
  return page;
}

/** Binds the TV that shows a code to a patient, and waits until the TV asks its question. */
export async function pair(tv: Page, agent: Page, patientName: string): Promise<void> {
  const shown = await tv.getByTestId('pairing-code').textContent();
  const code = shown?.trim() ?? '';
  await agent.goto(`${new URL(agent.url()).origin}/agent/#pair=${code}`);
  await agent.getByTestId('patient-name').fill(patientName);
  await agent.getByTestId('pair-confirm').click();
  await tv.getByTestId('prompt-yes').waitFor({ timeout: 15_000 });
}

/** Goes back from wherever the last consult left the TV to its question, by Back and OK. */
export async function backToPrompt(tv: Page): Promise<void> {
  const over = tv.locator(
    ['ended', 'cancelled', 'expired'].map((state) => `[data-value="${state}"]`).join(),
  );
  const quiet = tv.getByTestId('need-doctor');
  const prompt = tv.getByTestId('prompt-yes');
  await over.or(quiet).or(prompt).waitFor();
  while (await over.isVisible()) {
    await tv.keyboard.press('Backspace');
    // A dialog that is open takes the first.
    await over.waitFor({ state: 'detached', timeout: 2_000 }).catch(() => undefined);
  }
  await quiet.or(prompt).waitFor();
  if (await quiet.isVisible()) await tv.keyboard.press('Enter');
  await prompt.waitFor();
}

/** The patient presses Yes with the remote control; the physician's browser rings. */
export async function ask(tv: Page, agent: Page): Promise<void> {
  await tv.getByTestId('prompt-yes').waitFor();
  await tv.keyboard.press('Enter');
  await agent.getByTestId('incoming').waitFor();
}

/** Waits until both screens say that the consult is in this state. */
export async function bothShow(tv: Page, agent: Page, state: string): Promise<void> {
  const selector = `[data-testid="consult-state"][data-value="${state}"]`;
  await Promise.all([
    tv.locator(selector).first().waitFor({ state: 'attached', timeout: 15_000 }),
    agent.locator(selector).first().waitFor({ state: 'attached', timeout: 15_000 }),
  ]);
}

/** The types of the timeline's entries as the agent's screen shows them, in their order. */
export async function timelineTypes(agent: Page): Promise<string[]> {
  return agent
    .getByTestId('timeline')
    .locator('[data-type]')
    .evaluateAll((entries) => entries.map((entry) => entry.getAttribute('data-type') ?? ''));
}

async function openPage(
  browser: Browser,
  options: (typeof contextOptions)[keyof typeof contextOptions],
): Promise<Page> {
  const context = await browser.newContext({
    ...options,
    permissions: ['camera', 'microphone'],
  });
  await context.addInitScript({
    content: await bundle(new URL('../pages/remoteVideo.ts', import.meta.url)),
  });
  return context.newPage();
}
