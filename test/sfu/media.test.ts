import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWorkerBuiltHere, RoomPages, untilLong } from './roomPages.ts';

const room = 'consult:1';
let pages: RoomPages;

beforeAll(async () => {
  pages = await RoomPages.open(room);
});

afterAll(() => pages?.close());

function sendsFor(peerId: string, frames: number): Promise<void> {
  return expect
    .poll(async () => (await pages.report(peerId)).framesSent, untilLong)
    .toBeGreaterThan(frames);
}

function hasConsumers(peerId: string, count: number): Promise<void> {
  return expect
    .poll(async () => (await pages.report(peerId)).consumers, untilLong)
    .toHaveLength(count);
}

describe('a room with a TV and two ringing agents', () => {
  it('connects everybody, and no packet of media reaches anybody before the admission', async () => {
    await pages.enter('tv', 'tv');
    await pages.enter('agent', 'agent');
    await pages.enter('other-agent', 'agent');
    await hasConsumers('tv', 4);
    await hasConsumers('agent', 2);
    await hasConsumers('other-agent', 2);
    for (const peer of ['tv', 'agent', 'other-agent']) {
      await sendsFor(peer, 20);
      await expect
        .poll(async () => (await pages.report(peer)).receiveState, untilLong)
        .toBe('connected');
    }
    for (const peer of ['tv', 'agent', 'other-agent']) {
      expect(await pages.report(peer)).toMatchObject({ packetsReceived: 0, framesDecoded: 0 });
    }
  });

  it('shows the first frame soon after the admission, to the two who are admitted', async () => {
    const admittedAt = Date.now();
    await pages.relay.admit(room, ['tv', 'agent']);
    for (const peer of ['tv', 'agent']) {
      await expect
        .poll(async () => (await pages.report(peer)).framesDecoded, untilLong)
        .toBeGreaterThan(10);
      await expect
        .poll(async () => (await pages.report(peer)).audioEnergy, untilLong)
        .toBeGreaterThan(0);
      const { firstFrameAt } = await pages.report(peer);
      expect(firstFrameAt).not.toBeNull();
      expect(Number(firstFrameAt) - admittedAt).toBeLessThan(1_500);
    }
    expect(pages.failures).toEqual([]);
  });

  it('puts the other agent out, to whom nothing ever came', async () => {
    await hasConsumers('tv', 2);
    await expect
      .poll(async () => (await pages.report('other-agent')).sendState, untilLong)
      .not.toBe('connected');
    expect(await pages.report('other-agent')).toMatchObject({
      packetsReceived: 0,
      framesDecoded: 0,
    });
    expect(pages.relay.stats().total).toMatchObject({ peers: 2, transports: 4, consumers: 4 });
    await expect(pages.relay.join(room, 'other-agent', 'agent')).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('carries the diagnostics channel both ways', async () => {
    // A channel drops what comes before its other end is set up: it is said again until heard.
    const hears = (from: string, to: string) =>
      expect.poll(async () => {
        await pages.page(from).call('say', `from ${from}`);
        return (await pages.report(to)).messages;
      }, untilLong);
    await hears('tv', 'agent').toContain('from tv');
    await hears('agent', 'tv').toContain('from agent');
  });

  it('goes on with a peer that joined anew, and frames reach it again', async () => {
    const before = (await pages.report('tv')).consumers;
    await pages.enter('agent', 'agent');
    await expect
      .poll(
        async () => (await pages.report('tv')).consumers.filter((id) => !before.includes(id)),
        untilLong,
      )
      .toHaveLength(2);
    for (const peer of ['tv', 'agent']) {
      const { framesDecoded } = await pages.report(peer);
      await expect
        .poll(async () => (await pages.report(peer)).framesDecoded, untilLong)
        .toBeGreaterThan(framesDecoded + 5);
    }
    expect(pages.relay.stats().total).toMatchObject({ peers: 2, consumers: 4, dataConsumers: 2 });
    expect(pages.failures).toEqual([]);
  });

  it.runIf(isWorkerBuiltHere())('wakes its worker for packets together', async () => {
    // Once it is settled, 125 a second; one by one they are more than 300.
    const untilSettled = { ...untilLong, timeout: 30_000 };
    await expect.poll(() => wakeUpsIn(2_000), untilSettled).toBeLessThan(400);
  });

  it('lets its worker sleep while nobody sends anything', async () => {
    await Promise.all(['tv', 'agent'].map((peer) => pages.page(peer).call('stopSending')));
    // Some 300, half of them the 25 ms of two transports; with libwebrtc's own 5 ms more than 500.
    await expect.poll(() => wakeUpsIn(2_000), untilLong).toBeLessThan(400);
  });

  /** How often the worker has gone to sleep meanwhile. */
  async function wakeUpsIn(ms: number): Promise<number> {
    const [worker] = pages.relay.stats().workers;
    const before = voluntarySwitches(worker?.pid);
    await pause(ms);
    return voluntarySwitches(worker?.pid) - before;
  }
});

/** How often a process has gone to sleep so far (proc(5)). */
function voluntarySwitches(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^voluntary_ctxt_switches:\s+(\d+)$/m.exec(status)?.[1]);
}
