import { afterAll, beforeAll, expect, it } from 'vitest';
import { RoomPages, untilLong } from './roomPages.ts';

const room = 'consult:1';
let pages: RoomPages;

beforeAll(async () => {
  pages = await RoomPages.open(room);
});

afterAll(() => pages?.close());

/** Waits until so many frames of that place were on the peer's screen since it last looked anew. */
function sees(peerId: string, place: string, frames = 10): Promise<void> {
  return expect
    .poll(async () => (await pages.report(peerId)).pictures[place]?.frames ?? 0, untilLong)
    .toBeGreaterThan(frames);
}

async function lookAnew(...peerIds: string[]): Promise<void> {
  await Promise.all(peerIds.map((peerId) => pages.page(peerId).call('lookAnew')));
}

async function longestGapMs(peerId: string, place: string): Promise<number> {
  return (await pages.report(peerId)).pictures[place]?.longestGapMs ?? Number.NaN;
}

function isSetUp(peerId: string, consumers: number): Promise<void> {
  return expect
    .poll(async () => (await pages.report(peerId)).consumers, untilLong)
    .toHaveLength(consumers);
}

it('a guest who joins sees both and is seen by both, whose pictures go on meanwhile', async () => {
  await pages.enter('tv', 'tv');
  await pages.enter('agent', 'agent');
  await pages.relay.admit(room, ['tv', 'agent'], ['guest:1']);
  await Promise.all([sees('tv', 'agent'), sees('agent', 'tv')]);
  await pages.enter('guest', 'guest:1');
  await Promise.all([isSetUp('guest', 4), isSetUp('tv', 4), isSetUp('agent', 4)]);
  expect(await pages.report('guest')).toMatchObject({ packetsReceived: 0, framesDecoded: 0 });
  await lookAnew('tv', 'agent');
  await pages.relay.admit(room, ['tv', 'agent', 'guest']);
  await Promise.all([
    sees('guest', 'tv'),
    sees('guest', 'agent'),
    sees('tv', 'guest:1'),
    sees('agent', 'guest:1'),
    sees('tv', 'agent'),
    sees('agent', 'tv'),
  ]);
  expect(await longestGapMs('tv', 'agent')).toBeLessThan(1_000);
  expect(await longestGapMs('agent', 'tv')).toBeLessThan(1_000);
  expect(pages.failures).toEqual([]);
}, 60_000);

it('nobody tells a guest of the diagnostics channel, and none of it comes', async () => {
  await expect
    .poll(async () => {
      await pages.page('tv').call('say', 'health data');
      return (await pages.report('agent')).messages;
    }, untilLong)
    .toContain('health data');
  expect((await pages.report('guest')).messages).toEqual([]);
});

it('who speaks is told to all three, and follows the voice', async () => {
  const voices = [
    ['tv', 'tv'],
    ['agent', 'agent'],
    ['guest', 'guest:1'],
  ] as const;
  for (const [speaking, place] of voices) {
    for (const [peerId] of voices) await pages.page(peerId).call('speak', peerId === speaking);
    for (const [peerId] of voices) {
      await expect
        .poll(async () => (await pages.report(peerId)).speakers.at(-1), untilLong)
        .toBe(place);
    }
  }
}, 60_000);

it('a second agent is set up while the first is in the call, and neither sees the other', async () => {
  await pages.relay.admit(room, ['tv', 'agent', 'guest'], ['agent']);
  await pages.enter('second', 'agent');
  await Promise.all([isSetUp('second', 4), isSetUp('tv', 6), isSetUp('guest', 6)]);
  await expect
    .poll(async () => (await pages.report('second')).receiveState, untilLong)
    .toBe('connected');
  // It rings for as long as the encoder needs to be at full speed.
  await expect
    .poll(async () => (await pages.report('second')).framesSent, untilLong)
    .toBeGreaterThan(60);
  expect(await pages.report('second')).toMatchObject({ packetsReceived: 0, framesDecoded: 0 });
});

it('the second takes the place of the first without the others losing their picture', async () => {
  await lookAnew('tv', 'guest');
  await Promise.all([sees('tv', 'agent'), sees('guest', 'agent')]);
  await lookAnew('tv', 'guest');
  await pages.relay.admit(room, ['tv', 'second', 'guest']);
  // From here on frames of that place are the second's.
  const goesOn = async (peerId: string) => {
    const frames = (await pages.report(peerId)).pictures['agent']?.frames ?? 0;
    await sees(peerId, 'agent', frames + 5);
  };
  await Promise.all([goesOn('tv'), goesOn('guest')]);
  await Promise.all([sees('second', 'tv'), sees('second', 'guest:1')]);
  for (const [peerId, place] of [
    ['tv', 'agent'],
    ['tv', 'guest:1'],
    ['guest', 'agent'],
    ['guest', 'tv'],
  ] as const) {
    expect(await longestGapMs(peerId, place)).toBeLessThan(1_000);
  }
  await isSetUp('tv', 4);
  // The guest spoke last; who comes later is told, too.
  await expect.poll(async () => (await pages.report('second')).speakers[0]).toBe('guest:1');
  await expect(pages.relay.join(room, 'agent', 'agent')).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(pages.relay.stats().total).toMatchObject({ peers: 3, consumers: 12, dataConsumers: 2 });
  expect(pages.failures).toEqual([]);
}, 60_000);
