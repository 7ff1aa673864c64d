import type { Browser, Locator, Page } from 'playwright-core';
import type { PhoneUse } from '../../src/protocol/index.ts';
import { ClinicDay } from './clinicDay.ts';
import { openMobile } from './consultPages.ts';
import { readQr } from './qr.ts';
import { hearsMicrophone, seesCamera } from './seenAndHeard.ts';

const patienceMs = 20_000;
const againAfterMs = 250;

/** A clinic's day with a call, and a phone that comes into it. Three browser profiles. */
export class PhoneDay {
  readonly day: ClinicDay;
  readonly #browser: Browser;
  readonly #phones: Page[] = [];

  private constructor(browser: Browser, day: ClinicDay) {
    this.#browser = browser;
    this.day = day;
  }

  /** @param env settings beyond the demo's */
  static async begin(
    browser: Browser,
    env: Readonly<Record<string, string>> = {},
  ): Promise<PhoneDay> {
    return new PhoneDay(browser, await ClinicDay.begin(browser, env));
  }

  get tv(): Page {
    return this.day.tv;
  }

  get agent(): Page {
    return this.day.agent;
  }

  /** The patient says on the TV what the phone is for; the TV shows a code. */
  async askFor(use: PhoneUse): Promise<void> {
    await this.press('phone', this.tv.getByTestId(`phone-${use}`));
    await this.press(`phone-${use}`, this.tv.getByTestId('phone-code'));
  }

  /** What the QR picture on the TV leads to. */
  async scan(): Promise<string> {
    let link = '';
    await this.#until('there is no QR picture', async () => {
      link = await readQr(this.tv).catch(() => '');
      return link !== '';
    });
    return link;
  }

  /** Leaves the phone's steps on the TV. */
  async closePanel(): Promise<void> {
    const panel = this.tv.getByTestId('phone-panel');
    await this.#until('the phone panel stays', async () => {
      if (await panel.isVisible()) await this.tv.keyboard.press('Backspace');
      return !(await panel.isVisible());
    });
  }

  /** @param initScript run in the page before anything of its own */
  async openPhone(link: string, initScript?: string): Promise<Page> {
    const phone = await openMobile(this.#browser, link, initScript);
    this.#phones.push(phone);
    return phone;
  }

  /** A phone at the link, which the physician lets in. */
  async letIn(link: string): Promise<Page> {
    const phone = await this.openPhone(link);
    await this.agent.getByTestId('admit-phone').click({ timeout: 20_000 });
    return phone;
  }

  /** The phone begins what it came for, and the physician's screen shows it. */
  async start(phone: Page, at: 'both' | 'mobile'): Promise<void> {
    await this.prepare(phone);
    await phone.getByTestId('start').click();
    await this.isAt(phone, at);
  }

  /** Camera and microphone are open on the phone, and nothing is sent yet. */
  async prepare(phone: Page): Promise<void> {
    const open = phone.getByTestId('open-media');
    const start = phone.getByTestId('start');
    await this.#until('camera and microphone are not opened', async () => {
      // Where they were allowed before, the phone opens them itself and takes the button away.
      if (await open.isVisible()) await open.click({ timeout: 1_000 }).catch(() => {});
      return await start.isVisible();
    });
  }

  /** What the phone came for is not what it does now. */
  async wish(phone: Page, use: 'move' | 'split', at: 'both' | 'mobile'): Promise<void> {
    await phone.getByTestId('tab-call').click();
    await phone.getByTestId(`wish-${use}`).click();
    await this.start(phone, at);
  }

  /** The phone says where the call is. */
  async isAt(phone: Page, at: 'tv' | 'both' | 'mobile'): Promise<void> {
    await phone
      .locator(`[data-screen="consult"] main[data-at="${at}"]`)
      .waitFor({ timeout: 20_000 });
  }

  /** The digits that the phone shows are typed with the remote control. */
  async bringBack(phone: Page, from: 'bring-back' | 'tv-camera' = 'bring-back'): Promise<void> {
    await phone.getByTestId('tab-call').click();
    await phone.getByTestId('back-to-tv').click();
    await phone.getByTestId('return-instead').click();
    const digits = await digitsOf(phone);
    const typed = this.tv.getByTestId('typed-code');
    await this.press(from, this.tv.getByTestId('return-type'));
    await this.press('return-type', typed);
    for (const digit of digits) await this.tv.keyboard.press(digit);
    await this.isAt(phone, 'tv');
  }

  /** Who sees and hears whom, while the call is on the TV. */
  async onTv(): Promise<void> {
    await Promise.all([seesCamera(this.tv), seesCamera(this.agent)]);
    await hearsMicrophone(this.agent);
  }

  async onPhone(phone: Page): Promise<void> {
    await Promise.all([seesCamera(phone), seesCamera(this.agent)]);
    await hearsMicrophone(this.agent);
  }

  /** The phone, on which the call is not, leaves the consult. */
  async leave(phone: Page): Promise<void> {
    await phone.getByTestId('tab-call').click();
    await phone.getByTestId('leave').click();
    await phone.getByTestId('leave-yes').click();
    await phone.locator('[data-screen="left"]').waitFor();
  }

  async closePhones(): Promise<void> {
    for (const phone of this.#phones.splice(0)) await phone.context().close();
  }

  async end(): Promise<void> {
    await this.closePhones();
    await this.day.end();
  }

  /**
   * OK on a control of the TV, until what it leads to is there: an OK right after a step has come
   * is not taken.
   */
  async press(testId: string, next: Locator): Promise<void> {
    const control = this.tv.getByTestId(testId);
    await this.#until(`${testId} leads nowhere`, async () => {
      if (await next.isVisible()) return true;
      // It may go away meanwhile.
      if (await control.isVisible())
        await control.press('Enter', { timeout: 1_000 }).catch(() => {});
      // Controls that have hidden come back with the first key.
      else await this.tv.keyboard.press('ArrowDown');
      return await next.isVisible();
    });
  }

  /** @throws Error with what is wrong, where it does not come true in time */
  async #until(otherwise: string, isTrue: () => Promise<boolean>): Promise<void> {
    const giveUpAt = Date.now() + patienceMs;
    while (!(await isTrue())) {
      if (Date.now() > giveUpAt) throw new Error(otherwise);
      await this.tv.waitForTimeout(againAfterMs);
    }
  }
}

/** Six digits, as they stand on a screen for the eye. */
async function digitsOf(page: Page): Promise<string> {
  const shown = await page.getByTestId('return-code').locator('[aria-hidden]').textContent();
  return (shown ?? '').replace(/\D/g, '');
}
