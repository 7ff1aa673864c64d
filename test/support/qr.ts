import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

const run = promisify(execFile);

/** What the QR picture on the screen says, as ZBar reads it from a photograph of the whole screen. */
export async function readQr(page: Page): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'housecall-qr-'));
  try {
    const file = path.join(folder, 'screen.png');
    await page.screenshot({ path: file });
    const { stdout } = await run('zbarimg', ['--raw', '--quiet', file]);
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}
