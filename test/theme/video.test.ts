import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VideoChange } from '../pages/videoChangeContract.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';

const soon = { timeout: 10_000, interval: 30 };
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function showFirst(isOld: boolean): Promise<ModulePage<VideoChange>> {
  const page = await openModulePage<VideoChange>(
    browser,
    new URL('../pages/videoChange.ts', import.meta.url),
  );
  if (isOld) await page.call('beOldEngine');
  await page.call('begin', 'first');
  await page.call('show', 'first');
  await expect.poll(() => page.call('report'), soon).toMatchObject({ shown: 'first' });
  await page.call('watch');
  return page;
}

describe.each([
  ['an engine that tells of its frames', false],
  ['an engine that does not, as on TVs', true],
] as const)('a picture in %s', (_, isOld) => {
  it('gives way once the next has a frame: no black in between, and one is heard', async () => {
    const page = await showFirst(isOld);
    await page.call('show', 'second');
    expect(await page.call('report')).toMatchObject({ shown: 'first', elements: 2, hidden: 1 });
    await page.call('begin', 'second');
    await expect
      .poll(() => page.call('report'), soon)
      .toMatchObject({ shown: 'second', elements: 1, hidden: 0 });
    expect(await page.call('report')).toMatchObject({
      seen: ['first', 'second'],
      mostHeard: 1,
      leastHeard: 1,
    });
  });

  it('gives way at last to one of which nothing is to be seen', async () => {
    const page = await showFirst(isOld);
    await page.call('show', 'second');
    await expect
      .poll(() => page.call('report'), soon)
      .toMatchObject({ shown: 'black', elements: 1, mostHeard: 1, leastHeard: 1 });
  });

  it('stays where the next is not wanted any more, and goes at once where nothing is', async () => {
    const page = await showFirst(isOld);
    await page.call('show', 'second');
    await page.call('show', 'first');
    expect(await page.call('report')).toMatchObject({ shown: 'first', elements: 1 });
    await page.call('show', null);
    await expect
      .poll(() => page.call('report'), soon)
      .toMatchObject({ shown: 'black', elements: 1 });
  });
});
