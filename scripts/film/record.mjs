/*
 * Makes the film of the example TV service, in sixteen seconds: `node scripts/film/record.mjs`.
 * VP9 and Opus in WebM: what Chromium records and plays wherever it runs, with no codec that
 * somebody must license, and what every TV decodes that plays YouTube.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { findBrowser } from '../setup/browser.mjs';

const film = new URL('../../clients/tv/public/film.webm', import.meta.url);

const browser = await chromium.launch({
  executablePath: findBrowser(process.env),
  args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
});
try {
  const page = await browser.newPage();
  await page.evaluate(await readFile(new URL('film.js', import.meta.url), 'utf8'));
  const bytes = await page.evaluate(() => globalThis.recordFilm('video/webm;codecs=vp9,opus'));
  await writeFile(film, Buffer.from(bytes));
  console.log(`${film.pathname}: ${bytes.length} bytes`);
} finally {
  await browser.close();
}
