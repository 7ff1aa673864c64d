import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jpegFault } from '../../src/deflection/jpeg.ts';
import { maxPhotoBytes } from '../../src/protocol/index.ts';
import type { MobileModel } from '../pages/mobile-model-contract.ts';
import { launchChromium } from '../support/chromium.ts';
import { type ModulePage, openModulePage } from '../support/page.ts';
import { withExif } from './exif.ts';

let browser: Browser;
let model: ModulePage<MobileModel>;

beforeAll(async () => {
  browser = await launchChromium();
  model = await openModulePage(browser, new URL('../pages/mobile-model.ts', import.meta.url));
});
afterAll(() => browser.close());

async function shrunk(jpeg: Buffer, type = 'image/jpeg') {
  const photo = await model.call('shrink', jpeg.toString('base64'), type);
  return photo && { ...photo, bytes: Buffer.from(photo.base64, 'base64') };
}

async function taken(width: number, height: number, what: 'halves' | 'noise' = 'halves') {
  return Buffer.from(await model.call('makePhoto', width, height, what), 'base64');
}

const red = [254, 0, 0];
const blue = [0, 0, 254];
const near = (colour: readonly number[]) => colour.map((value) => expect.closeTo(value, -1));

describe('a photo as it leaves the phone', () => {
  it('says nothing of where (GPS), when and with what it was taken, and is taken by the server', async () => {
    const jpeg = withExif(await taken(1200, 900), { orientation: 1 });
    expect(jpeg.includes('Exif')).toBe(true);
    expect(jpeg.includes('2026:03:02')).toBe(true);
    const photo = await shrunk(jpeg);
    expect(photo?.bytes.includes('Exif')).toBe(false);
    expect(photo?.bytes.includes('2026:03:02')).toBe(false);
    expect(photo?.bytes.includes('Nameless Phone')).toBe(false);
    expect(photo && jpegFault(photo.bytes, photo)).toBeNull();
  });

  it('stands upright, as the phone was held', async () => {
    // Turned by a quarter, what is on the left is above.
    const photo = await shrunk(withExif(await taken(1200, 900), { orientation: 6 }));
    expect(photo).toMatchObject({ width: 900, height: 1200 });
    expect(photo?.upper).toEqual(near(red));
    expect(photo?.lower).toEqual(near(blue));
  });

  it('has at most 1600 pixels on its longer edge, and keeps its shape', async () => {
    expect(await shrunk(await taken(4000, 3000))).toMatchObject({ width: 1600, height: 1200 });
    expect(await shrunk(await taken(300, 4000))).toMatchObject({ width: 120, height: 1600 });
  });

  it('is never made larger', async () => {
    expect(await shrunk(await taken(64, 48))).toMatchObject({ width: 64, height: 48 });
  });

  it('is small enough, also where there is much to see', { timeout: 120_000 }, async () => {
    const photo = await shrunk(await taken(2400, 2400, 'noise'));
    expect(photo?.bytes.length).toBeLessThanOrEqual(maxPhotoBytes);
    expect(photo?.bytes.length).toBeGreaterThan(maxPhotoBytes / 10);
    expect(photo && jpegFault(photo.bytes, photo)).toBeNull();
  });

  it('is a JPEG, also where a picture of another kind was chosen, white where it is clear', async () => {
    const clear =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const photo = await shrunk(Buffer.from(clear, 'base64'), 'image/png');
    expect(photo).toMatchObject({ type: 'image/jpeg', width: 1, height: 1 });
    expect(photo?.bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  });

  it.each(['image/jpeg', 'application/pdf'])(
    'is none where nothing can be read: %s',
    async (type) => {
      expect(await shrunk(Buffer.from('%PDF-1.7 nothing to see'), type)).toBeNull();
    },
  );
});
