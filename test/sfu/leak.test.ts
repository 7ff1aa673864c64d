import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import type { Relay } from '../../src/sfu/relay.ts';
import { joinFully, MediasoupWatch, startRelay } from './support.ts';

let relay: Relay;

afterEach(() => relay.close());

/** Resident memory of a process in bytes (proc(5)). */
function residentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1_024;
}

async function holdConsults(first: number, count: number): Promise<void> {
  const inFlight = 10;
  for (let i = first; i < first + count; i += inFlight) {
    await Promise.all(
      Array.from({ length: inFlight }, async (_, k) => {
        const room = `consult-${i + k}:1`;
        await joinFully(relay, room, 'tv', 'tv');
        await joinFully(relay, room, 'agent', 'agent');
        await relay.admit(room, ['tv', 'agent', 'guest']);
        // Three are watched for who speaks.
        if (k % 3 === 0) await joinFully(relay, room, 'guest', 'guest:1');
        // Half of them end by closing, the others by their peers' leaving first.
        if (k % 2 === 0) await relay.leave(room, 'agent');
        await relay.closeRoom(room);
      }),
    );
  }
}

it('a thousand consults leave nothing behind, neither here nor in the worker', async () => {
  using watch = new MediasoupWatch();
  relay = await startRelay();
  const [worker] = watch.workers;
  let handled = 0;
  for (const { observer } of watch.webRtcServers) {
    observer.on('webrtctransporthandled', () => {
      handled += 1;
    });
    observer.on('webrtctransportunhandled', () => {
      handled -= 1;
    });
  }
  const pid = worker?.pid ?? 0;
  const nothing = relay.stats();
  // The first consults fill the allocators' pools, which stay.
  await holdConsults(0, 300);
  const before = residentBytes(pid);
  await holdConsults(300, 1_000);
  expect(relay.stats()).toEqual(nothing);
  expect(handled).toBe(0);
  const dump = await worker?.dump();
  expect(dump?.routerIds).toEqual([]);
  // Only the WebRtcServer is left of what takes requests.
  expect(dump?.channelMessageHandlers.channelRequestHandlers).toHaveLength(1);
  expect(residentBytes(pid) - before).toBeLessThan(2 * 1_024 * 1_024);
}, 60_000);
