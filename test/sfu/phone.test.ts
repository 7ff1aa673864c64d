import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../src/sfu/relay.ts';
import { joinFully, MediasoupWatch, startRelay, Told } from './support.ts';

const room = 'consult:1';
let relay: Relay;
let told: Told;
let watch: MediasoupWatch;

beforeEach(async () => {
  watch = new MediasoupWatch();
  relay = await startRelay();
  told = new Told(relay);
});

afterEach(async () => {
  await relay.close();
  watch[Symbol.dispose]();
});

async function resumeAll(): Promise<void> {
  for (const { roomId, peerId, consumer } of told.consumers) {
    if (watch.consumer(consumer.consumerId).closed) continue;
    await relay.resume(roomId, peerId, consumer.consumerId);
  }
}

/** The places whose tracks flow to a peer now. */
function flowsTo(peerId: string): string[] {
  const flowing = told.consumersOf(peerId).filter(({ consumerId }) => {
    const { closed, paused } = watch.consumer(consumerId);
    return !closed && !paused;
  });
  return flowing.map(({ from }) => from);
}

const preparedFor = (peerId: string) => told.consumersOf(peerId).map(({ from }) => from);

/** TV and agent in the call, and a phone that has set up beside them. */
async function beside(): Promise<void> {
  await relay.admit(room, ['tv', 'agent'], ['mobile']);
  await joinFully(relay, room, 'tv', 'tv');
  await joinFully(relay, room, 'agent', 'agent');
  await joinFully(relay, room, 'phone', 'mobile');
  await resumeAll();
}

describe('TV and phone', () => {
  it('are one party: neither is set up with the other, in whatever order they come', async () => {
    await relay.admit(room, ['tv', 'phone', 'agent']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'phone', 'mobile');
    expect(told.consumers).toEqual([]);
    await joinFully(relay, room, 'agent', 'agent');
    await resumeAll();
    expect(preparedFor('tv')).toEqual(['agent', 'agent']);
    expect(preparedFor('phone')).toEqual(['agent', 'agent']);
    expect(flowsTo('agent').toSorted()).toEqual(['mobile', 'mobile', 'tv', 'tv']);
  });

  it('are not set up with each other before the admission either', async () => {
    await joinFully(relay, room, 'phone', 'mobile');
    await joinFully(relay, room, 'tv', 'tv');
    expect(told.consumers).toEqual([]);
  });

  it('have no data channel to each other, and each one to the agent', async () => {
    await relay.admit(room, ['tv', 'phone', 'agent']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'phone', 'mobile');
    expect(told.dataConsumers).toEqual([]);
    await joinFully(relay, room, 'agent', 'agent');
    const channels = told.dataConsumers.map(({ peerId, consumer }) => `${consumer.from}→${peerId}`);
    expect(channels.toSorted()).toEqual(['agent→phone', 'agent→tv', 'mobile→agent', 'tv→agent']);
  });

  it('do not count against each other where the agent is set up ahead', async () => {
    await joinFully(relay, room, 'agent', 'agent');
    for (const tv of ['a', 'b', 'c']) await joinFully(relay, room, tv, 'tv');
    await joinFully(relay, room, 'phone', 'mobile');
    expect(preparedFor('agent').filter((from) => from === 'mobile')).toHaveLength(2);
  });
});

describe('a phone beside the call', () => {
  it('is set up with those who are in, and nothing flows to it or from it', async () => {
    await beside();
    expect(preparedFor('phone')).toEqual(['agent', 'agent']);
    expect(flowsTo('phone')).toEqual([]);
    expect(flowsTo('agent')).toEqual(['tv', 'tv']);
    expect(flowsTo('tv')).toEqual(['agent', 'agent']);
    expect(told.dataConsumers.map(({ peerId }) => peerId).toSorted()).toEqual(['agent', 'tv']);
  });

  it('may not come where the admission names no phone that waits', async () => {
    await relay.admit(room, ['tv', 'agent']);
    await expect(relay.join(room, 'phone', 'mobile')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('flows at once when it is let in, and the TV goes on', async () => {
    await beside();
    await relay.admit(room, ['tv', 'agent', 'phone']);
    await resumeAll();
    expect(flowsTo('phone')).toEqual(['agent', 'agent']);
    expect(flowsTo('agent').toSorted()).toEqual(['mobile', 'mobile', 'tv', 'tv']);
    expect(flowsTo('tv')).toEqual(['agent', 'agent']);
    expect(told.closed).toEqual([]);
  });

  it('is put out when it is let in no more, and may set up anew', async () => {
    await beside();
    await relay.admit(room, ['tv', 'agent', 'phone']);
    await relay.admit(room, ['tv', 'agent'], ['mobile']);
    expect(relay.stats().total).toMatchObject({ peers: 2, consumers: 4 });
    expect(flowsTo('agent')).toEqual(['tv', 'tv']);
    await joinFully(relay, room, 'phone', 'mobile');
    expect(flowsTo('phone')).toEqual([]);
  });
});

describe('a call that goes over', () => {
  it('to the phone: the TV is put out and kept out, and nothing of the phone’s is interrupted', async () => {
    await beside();
    await relay.admit(room, ['tv', 'agent', 'phone']);
    await resumeAll();
    const ofPhone = told.consumersOf('phone');
    const fromTv = told.consumersOf('agent').filter(({ from }) => from === 'tv');
    const known = told.consumers.length;
    await relay.admit(room, ['agent', 'phone']);
    expect(told.consumers).toHaveLength(known);
    expect(flowsTo('agent')).toEqual(['mobile', 'mobile']);
    expect(flowsTo('phone')).toEqual(['agent', 'agent']);
    expect(ofPhone.every(({ consumerId }) => !watch.consumer(consumerId).closed)).toBe(true);
    const media = fromTv.map(({ consumerId }) => consumerId);
    const closed = told.closed.map(({ consumerId }) => consumerId);
    expect(closed).toEqual(expect.arrayContaining(media));
    expect(told.closed.every(({ peerId }) => peerId === 'agent')).toBe(true);
    expect(relay.stats().total).toMatchObject({ peers: 2, consumers: 4, dataConsumers: 2 });
    await expect(relay.join(room, 'tv', 'tv')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('back to the TV: it comes in beside the phone, which waits from then on', async () => {
    await relay.admit(room, ['agent', 'phone']);
    await joinFully(relay, room, 'agent', 'agent');
    await joinFully(relay, room, 'phone', 'mobile');
    await resumeAll();
    await relay.admit(room, ['agent', 'phone', 'tv']);
    await joinFully(relay, room, 'tv', 'tv');
    await resumeAll();
    expect(flowsTo('agent').toSorted()).toEqual(['mobile', 'mobile', 'tv', 'tv']);
    await relay.admit(room, ['agent', 'tv'], ['mobile']);
    expect(flowsTo('agent')).toEqual(['tv', 'tv']);
    expect(flowsTo('tv')).toEqual(['agent', 'agent']);
    expect(relay.stats().total).toMatchObject({ peers: 2, consumers: 4 });
  });

  it('is received by a guest as the agent receives it', async () => {
    await relay.admit(room, ['tv', 'agent', 'guest', 'phone']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await joinFully(relay, room, 'guest', 'guest:7');
    await joinFully(relay, room, 'phone', 'mobile');
    await resumeAll();
    expect(flowsTo('phone').toSorted()).toEqual(['agent', 'agent', 'guest:7', 'guest:7']);
    await relay.admit(room, ['agent', 'guest', 'phone']);
    expect(flowsTo('guest').toSorted()).toEqual(['agent', 'agent', 'mobile', 'mobile']);
  });

  it('in the same moment as the phone joins leaves nobody out', async () => {
    await relay.admit(room, ['tv', 'agent'], ['mobile']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await Promise.all([
      joinFully(relay, room, 'phone', 'mobile'),
      relay.admit(room, ['tv', 'agent', 'phone']),
    ]);
    await resumeAll();
    expect(flowsTo('phone')).toEqual(['agent', 'agent']);
    expect(flowsTo('agent').toSorted()).toEqual(['mobile', 'mobile', 'tv', 'tv']);
  });
});
