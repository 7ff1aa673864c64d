import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  DevicePairing,
  type PairingState,
  type TokenStorage,
} from '../../clients/connector/pairing.ts';
import { HousecallProcess } from '../support/housecall.ts';
import { registration, SignedIn } from './support/demo.ts';
import { until } from './support/until.ts';

type Showing = Extract<PairingState, { name: 'showing' }>;

let housecall: HousecallProcess;
let staff: SignedIn;
let pairing: DevicePairing | undefined;

beforeAll(async () => {
  housecall = await HousecallProcess.start();
  staff = await SignedIn.at(housecall.url, 'staff@demo.test');
});
afterEach(() => pairing?.stop());
afterAll(() => housecall?.close());

const isShowing = (state: PairingState): state is Showing => state.name === 'showing';

/** Where a browser has `localStorage`. */
function memory(): TokenStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

function pairingAt(baseUrl: string, storage = memory()): DevicePairing {
  pairing = new DevicePairing({ baseUrl, registration: async () => registration, storage });
  return pairing;
}

describe('a pairing', () => {
  it('shows a code, and is paired once somebody has confirmed it', async () => {
    const storage = memory();
    const first = pairingAt(housecall.url, storage);
    first.start();
    const shown = await until(first.state, isShowing);
    expect(shown.userCode).toMatch(/^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
    expect(shown.verificationUriComplete).toContain(shown.userCode);
    expect(shown.expiresAt).toBeGreaterThan(Date.now());
    await staff.confirm(shown.userCode);
    await until(first.state, ({ name }) => name === 'paired', 12_000);
    expect(first.token).toMatch(/.{40,}/);

    const afterRestart = pairingAt(housecall.url, storage);
    afterRestart.start();
    expect(afterRestart.state.value).toEqual({ name: 'paired', token: first.token });
    afterRestart.keepToken('rotated');
    expect(afterRestart.token).toBe('rotated');
    afterRestart.forget();
    await until(afterRestart.state, isShowing);
    expect(afterRestart.token).toBeUndefined();
  });

  it('says so when the clinic refuses, and asks again when started again', async () => {
    const denied = pairingAt(housecall.url);
    denied.start();
    const { userCode } = await until(denied.state, isShowing);
    await staff.deny(userCode);
    await until(denied.state, ({ name }) => name === 'denied', 12_000);
    denied.start();
    const next = await until(denied.state, isShowing);
    expect(next.userCode).not.toBe(userCode);
  });

  it('waits for a server that is not there', async () => {
    const lonely = pairingAt('http://127.0.0.1:1');
    lonely.start();
    const state = await until(lonely.state, ({ name }) => name === 'unreachable');
    expect(state).toMatchObject({ retryAt: expect.any(Number) });
    lonely.stop();
  });
});
