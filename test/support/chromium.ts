import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/setup/browser.mjs';

/** Fake devices that are granted without a question; nothing that goes out by itself. */
export const chromiumArgs: readonly string[] = [
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
 * @param besides arguments beyond the usual
 */
export function launchChromium(
  without: readonly string[] = [],
  besides: readonly string[] = [],
): Promise<Browser> {
  return chromium.launch({
    executablePath: installedBrowser(),
    headless: true,
    args: [...chromiumArgs.filter((arg) => !without.includes(arg)), ...besides],
  });
}

/** @throws Error where there is none */
export function installedBrowser(): string {
  const found = findBrowser(process.env);
  if (found === undefined) {
    throw new Error('No Chromium or Chrome on the PATH; HOUSECALL_CHROMIUM can name one.');
  }
  return found;
}
