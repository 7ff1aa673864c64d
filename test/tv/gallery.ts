import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TvAudit } from '../pages/tv-audit-contract.ts';
import { attachModule, type ModulePage } from '../support/page.ts';
import { type BuiltFiles, serveTv } from './build.ts';

const origin = 'https://tv.test/';

/** The gallery of all screens, on a TV's screen. */
export class Gallery {
  readonly page: Page;
  /** Looks at the screen that is shown. */
  readonly audit: ModulePage<TvAudit>['call'];
  /** Errors that nothing caught, and what the content security policy forbade. */
  readonly faults: readonly string[];

  private constructor(audit: ModulePage<TvAudit>, faults: readonly string[]) {
    this.page = audit.page;
    this.audit = audit.call;
    this.faults = faults;
  }

  static async open(
    browser: Browser,
    files: BuiltFiles,
    look: {
      colorScheme?: 'light' | 'dark';
      viewport?: { width: number; height: number };
      reducedMotion?: 'reduce';
    } = {},
  ): Promise<Gallery> {
    const context = await browser.newContext({
      viewport: { width: 1920, height: 1080 },
      ...look,
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await serveTv(page, origin, files);
    await page.goto(`${origin}gallery.html`);
    const auditModule = new URL('../pages/tv-audit.ts', import.meta.url);
    return new Gallery(await attachModule<TvAudit>(page, auditModule), faults);
  }

  async screenNames(): Promise<string[]> {
    await this.page.goto(`${origin}gallery.html#`);
    await this.page.locator('#screens a').first().waitFor();
    return this.page.locator('#screens a').allTextContents();
  }

  /** Shows a screen anew and waits until its fonts are there and the focus is set. */
  async show(name: string): Promise<void> {
    await this.audit('showScreen', name);
    await expect.poll(() => this.audit('isSettled'), { timeout: 10_000 }).toBe(true);
  }

  /** The words of the control that has the focus. */
  focused(): Promise<string | null> {
    return this.page.locator(':focus').textContent();
  }

  /** The action that the last press led to. */
  pressed(): Promise<string | null> {
    return this.page.locator('html').getAttribute('data-pressed');
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
