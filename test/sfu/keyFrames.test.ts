import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWorkerBuiltHere, RoomPages, untilLong } from './roomPages.ts';

const room = 'consult:1';
const viewers = ['tv', 'guest'] as const;
type Viewer = (typeof viewers)[number];
type Size = 'small' | 'large';
const layers: Readonly<Record<Size, number>> = { small: 0, large: 1 };

/** A browser hears one request for a key frame in 300 ms: of two that come so, not the second. */
const apartMs = 100;
/** mediasoup repeats a request that was not heard after a second. */
const unheardMs = 1_000;

let pages: RoomPages;
/** Of the agent's picture, by who receives it. */
const consumers = new Map<Viewer, string>();

beforeAll(async () => {
  pages = await RoomPages.open(room);
  pages.relay.listen({
    onConsumer: (_, peerId, { from, kind, consumerId }) => {
      const viewer = viewers.find((each) => each === peerId);
      if (viewer && from === 'agent' && kind === 'video') consumers.set(viewer, consumerId);
    },
  });
  await pages.relay.admit(room, ['agent', ...viewers]);
  await pages.enter('agent', 'agent');
  await pages.enter('tv', 'tv');
  await pages.enter('guest', 'guest:1');
});

afterAll(() => pages?.close());

async function heightAt(viewer: Viewer): Promise<number> {
  return (await pages.report(viewer)).pictures['agent']?.height ?? 0;
}

async function prefer(viewer: Viewer, size: Size): Promise<void> {
  await pages.relay.prefer(room, viewer, consumers.get(viewer) ?? '', layers[size]);
}

function sees(viewer: Viewer, size: Size): Promise<void> {
  const isWanted = (height: number) => (size === 'small' ? height < 300 : height > 300);
  const often = { ...untilLong, interval: 20 };
  return expect
    .poll(async () => isWanted(await heightAt(viewer)), { ...often, message: `${viewer} ${size}` })
    .toBe(true);
}

/** Both see such pictures, and nothing has been asked of the agent's browser for a while. */
async function see(tv: Size, guest: Size): Promise<void> {
  await expect.poll(() => consumers.size, untilLong).toBe(2);
  await Promise.all([prefer('tv', tv), prefer('guest', guest)]);
  await Promise.all([sees('tv', tv), sees('guest', guest)]);
  await pause(2 * unheardMs);
}

/** @returns after how many milliseconds the guest has what it prefers just after the TV does */
async function turn(tv: Size, guest: Size): Promise<number> {
  await prefer('tv', tv);
  await pause(apartMs);
  const startedAt = performance.now();
  await prefer('guest', guest);
  await sees('guest', guest);
  return performance.now() - startedAt;
}

describe('a picture that two ask for, one just after the other', () => {
  it('comes to both soon where they want the same size', async () => {
    await see('large', 'large');
    expect(await turn('small', 'small')).toBeLessThan(0.8 * unheardMs);
    await sees('tv', 'small');
  });

  it.runIf(isWorkerBuiltHere())('comes to both soon where each wants another size', async () => {
    await see('large', 'small');
    expect(await turn('small', 'large')).toBeLessThan(0.8 * unheardMs);
    await sees('tv', 'small');
  });
});
