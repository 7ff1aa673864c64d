import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Fake devices that are granted without a question; nothing that goes out by itself. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // Addresses of this machine stand in ICE candidates as they are, not as names that mDNS hides.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  // Pages that are not in front run at full speed, as on screens of their own.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/**
 * Starts the machine's Chromium or Chrome, headless: the one that `HOUSECALL_CHROMIUM` names, else
 * the first on the PATH. The caller closes it.
 *
 * @param without which of the usual arguments to leave out, as for a machine without a camera
 */
export function launchChromium(without: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: args.filter((arg) => !without.includes(arg)),
  });
}

function findChromium(): string {
  const named = process.env['HOUSECALL_CHROMIUM'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  for (const command of commands) {
    for (const folder of folders) {
      const file = path.join(folder, command);
      if (isExecutable(file)) return file;
    }
  }
  throw new Error('No Chromium or Chrome on the PATH; HOUSECALL_CHROMIUM can name one.');
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
