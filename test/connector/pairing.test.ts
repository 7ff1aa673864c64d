import { afterAll, describe, expect, it } from 'vitest';
import {
  DevicePairing,
  type PairingState,
  type TokenStorage,
} from '../../clients/connector/pairing.ts';
import { defaultDeviceGrantSettings } from '../../src/registration/deviceGrant.ts';
import { foundClinic } from '../registration/support.ts';
import { type Browser, openWeb, signedIn } from '../web/support.ts';
import { registration } from './support/demo.ts';
import { until } from './support/until.ts';

type Showing = Extract<PairingState, { name: 'showing' }>;

// Tests run beside each other, since each of them waits for seconds to pass.
const closers: Array<() => Promise<void> | void> = [];

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

interface Clinic {
  readonly url: string;
  readonly staff: Browser;
}

/** A clinic whose server's clock stands still: a poll that must not be too fast is forgiven. */
async function openClinic(pollToleranceMs = 60_000): Promise<Clinic> {
  // A code is replaced on the screen after three quarters of its life.
  const deviceGrant = {
    ...defaultDeviceGrantSettings,
    expiresInSeconds: 4,
    pollIntervalSeconds: 1,
    pollToleranceMs,
  };
  const web = await openWeb({ settings: { deviceGrant } });
  closers.push(() => web.close());
  await foundClinic(web.registration, 'north');
  return { url: web.url, staff: await signedIn(web, 'staff@north.test') };
}

const isShowing = (state: PairingState): state is Showing => state.name === 'showing';
const isPaired = (state: PairingState) => state.name === 'paired';

/** Where a browser has `localStorage`. */
function memory(): TokenStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

function startPairing(baseUrl: string, storage = memory()): DevicePairing {
  const pairing = new DevicePairing({
    baseUrl,
    registration: async () => registration,
    storage,
  });
  closers.push(() => pairing.stop());
  pairing.start();
  return pairing;
}

async function confirm({ staff }: Clinic, userCode: string): Promise<void> {
  const patient = { name: 'Maria Example' };
  const { status } = await staff.post('/api/pairing/confirm', { userCode, patient });
  expect(status).toBe(200);
}

describe.concurrent('a pairing', () => {
  it('shows a code, and is paired once somebody has confirmed it', async () => {
    const clinic = await openClinic();
    const storage = memory();
    const first = startPairing(clinic.url, storage);
    const shown = await until(first.state, isShowing);
    expect(shown.userCode).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
    expect(shown.verificationUriComplete).toContain(shown.userCode);
    expect(shown.expiresAt).toBeGreaterThan(Date.now());
    await confirm(clinic, shown.userCode);
    await until(first.state, isPaired);
    expect(first.token).toMatch(/.{40,}/);

    const afterRestart = startPairing(clinic.url, storage);
    expect(afterRestart.state.value).toEqual({ name: 'paired', token: first.token });
    afterRestart.keepToken('rotated');
    expect(afterRestart.token).toBe('rotated');
    afterRestart.forget();
    await until(afterRestart.state, isShowing);
    expect(afterRestart.token).toBeUndefined();
  });

  it('shows a new code before the old one runs out, and still honours the old one', async () => {
    const clinic = await openClinic();
    const { state } = startPairing(clinic.url);
    const old = await until(state, isShowing);
    const isNext = (next: PairingState): next is Showing =>
      isShowing(next) && next.userCode !== old.userCode;
    const renewed = await until(state, isNext);
    expect(Date.now()).toBeLessThan(old.expiresAt);
    expect(renewed.expiresAt).toBeGreaterThan(old.expiresAt);
    await confirm(clinic, old.userCode);
    await until(state, isPaired);
  });

  it('polls five seconds later when it is told to slow down', async () => {
    // With a clock that stands still and no tolerance, the second poll is too fast.
    const clinic = await openClinic(0);
    const startedAt = Date.now();
    const { state } = startPairing(clinic.url);
    const { userCode } = await until(state, isShowing);
    const isNext = (next: PairingState) => isShowing(next) && next.userCode !== userCode;
    await until(state, isNext);
    await confirm(clinic, userCode);
    await until(state, isPaired);
    // Polls after 1 s and 2 s, and then not before another 6 s.
    expect(Date.now() - startedAt).toBeGreaterThan(7_500);
  });

  it('says so when the clinic refuses, and asks again when started again', async () => {
    const { url, staff } = await openClinic();
    const pairing = startPairing(url);
    const { userCode } = await until(pairing.state, isShowing);
    expect((await staff.post('/api/pairing/deny', { userCode })).status).toBe(200);
    await until(pairing.state, ({ name }) => name === 'denied');
    pairing.start();
    expect((await until(pairing.state, isShowing)).userCode).not.toBe(userCode);
  });

  it('waits for a server that is not there', async () => {
    const { state } = startPairing('http://127.0.0.1:1');
    const unreachable = await until(state, ({ name }) => name === 'unreachable');
    expect(unreachable).toMatchObject({ retryAt: expect.any(Number) });
  });
});
