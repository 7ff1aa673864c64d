import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../src/sfu/relay.ts';
import { joinFully, MediasoupWatch, startRelay, Told, track } from './support.ts';

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

describe('a guest', () => {
  it('and the two others are told of each other by their places', async () => {
    await relay.admit(room, ['tv', 'agent', 'guest']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await joinFully(relay, room, 'guest', 'guest:7');
    await resumeAll();
    expect(flowsTo('guest')).toEqual(['tv', 'tv', 'agent', 'agent']);
    expect(flowsTo('tv')).toEqual(['agent', 'agent', 'guest:7', 'guest:7']);
    expect(flowsTo('agent')).toEqual(['tv', 'tv', 'guest:7', 'guest:7']);
  });

  it('receives no data channel and may not open one', async () => {
    await relay.admit(room, ['tv', 'agent', 'guest']);
    const { send } = await joinFully(relay, room, 'guest', 'guest:7');
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    expect(told.dataConsumers.map(({ peerId, consumer }) => [peerId, consumer.from])).toEqual([
      ['agent', 'tv'],
      ['tv', 'agent'],
    ]);
    await expect(
      relay.produceData(room, 'guest', {
        transportId: send,
        label: 'anything',
        sctpStreamParameters: { streamId: 0 },
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('waits where the admission says so, set up with those who are in, and nothing flows', async () => {
    await relay.admit(room, ['tv', 'agent'], ['guest:7']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await joinFully(relay, room, 'guest', 'guest:7');
    await resumeAll();
    expect(preparedFor('guest')).toEqual(['tv', 'tv', 'agent', 'agent']);
    expect(flowsTo('guest')).toEqual([]);
    expect(flowsTo('tv')).toEqual(['agent', 'agent']);
    expect(told.dataConsumers).toHaveLength(2);
    await expect(joinFully(relay, room, 'other', 'guest:8')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await relay.admit(room, ['tv', 'agent', 'guest']);
    expect(flowsTo('guest')).toEqual(['tv', 'tv', 'agent', 'agent']);
    expect(flowsTo('tv')).toEqual(['agent', 'agent', 'guest:7', 'guest:7']);
    expect(told.closed).toEqual([]);
  });

  it('who is sent back before the door has to set up anew', async () => {
    await relay.admit(room, ['tv', 'guest']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'guest', 'guest:7');
    await relay.admit(room, ['tv'], ['guest:7']);
    expect(relay.stats().total).toMatchObject({ peers: 1, consumers: 0 });
    await joinFully(relay, room, 'guest', 'guest:7');
    await resumeAll();
    expect(flowsTo('guest')).toEqual([]);
  });

  it('takes no agent its turn to be set up ahead', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'guest', 'guest:7');
    for (const agent of ['a', 'b', 'c', 'd']) await joinFully(relay, room, agent, 'agent');
    expect(preparedFor('tv').filter((from) => from === 'agent')).toHaveLength(6);
    expect(preparedFor('tv').filter((from) => from === 'guest:7')).toHaveLength(2);
  });
});

describe('a transfer', () => {
  it('swaps one agent for another and leaves all else as it is', async () => {
    await relay.admit(room, ['tv', 'first', 'guest'], ['agent']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'first', 'agent');
    await joinFully(relay, room, 'guest', 'guest:7');
    await joinFully(relay, room, 'second', 'agent');
    await resumeAll();
    expect(flowsTo('second')).toEqual([]);
    const known = told.consumers.length;
    const ofFirst = watch.consumers.filter(({ producerId }) =>
      told
        .consumersOf('tv')
        .slice(0, 2)
        .some((consumer) => consumer.producerId === producerId),
    );
    await relay.admit(room, ['tv', 'second', 'guest']);
    // All was set up before: nobody has to ask for anything.
    expect(told.consumers).toHaveLength(known);
    expect(flowsTo('tv')).toEqual(['guest:7', 'guest:7', 'agent', 'agent']);
    expect(flowsTo('second')).toEqual(['tv', 'tv', 'guest:7', 'guest:7']);
    expect(flowsTo('guest')).toEqual(['tv', 'tv', 'agent', 'agent']);
    expect(ofFirst.every(({ closed }) => closed)).toBe(true);
    expect(relay.stats().total).toMatchObject({ peers: 3, consumers: 12, dataConsumers: 2 });
    await expect(relay.join(room, 'first', 'agent')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('puts the first agent out even where others are rung at once', async () => {
    await relay.admit(room, ['tv', 'first'], ['agent']);
    await joinFully(relay, room, 'first', 'agent');
    await relay.admit(room, ['tv', 'second'], ['agent']);
    expect(relay.stats().total.peers).toBe(0);
  });

  it('that nobody takes puts those out who were rung', async () => {
    await relay.admit(room, ['tv', 'first'], ['agent']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'first', 'agent');
    await joinFully(relay, room, 'second', 'agent');
    await resumeAll();
    await relay.admit(room, ['tv', 'first']);
    expect(relay.stats().total).toMatchObject({ peers: 2, consumers: 4 });
    expect(flowsTo('tv')).toEqual(['agent', 'agent']);
  });

  it('sets the TV up for three agents who are rung, beside the one in the call', async () => {
    await relay.admit(room, ['tv', 'first'], ['agent']);
    await joinFully(relay, room, 'tv', 'tv');
    for (const agent of ['first', 'a', 'b', 'c', 'd']) {
      await joinFully(relay, room, agent, 'agent');
    }
    expect(preparedFor('tv')).toHaveLength(8);
    for (const agent of ['a', 'b', 'c', 'd']) expect(preparedFor(agent)).toEqual(['tv', 'tv']);
  });
});

describe('who speaks', () => {
  it('is watched only while three who are admitted have a microphone', async () => {
    await relay.admit(room, ['tv', 'agent', 'guest'], ['guest:8']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await joinFully(relay, room, 'waiting', 'guest:8');
    const { send } = await relay.join(room, 'guest', 'guest:7');
    expect(watch.speakerObservers).toEqual([]);
    await relay.produce(room, 'guest', track.microphone(send.id));
    expect(watch.speakerObservers.map(({ closed }) => closed)).toEqual([false]);
    await relay.leave(room, 'guest');
    expect(watch.speakerObservers.map(({ closed }) => closed)).toEqual([true]);
  });

  it('is watched no more when the room closes', async () => {
    await relay.admit(room, ['tv', 'agent', 'guest']);
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await joinFully(relay, room, 'guest', 'guest:7');
    await relay.closeRoom(room);
    expect(watch.speakerObservers.map(({ closed }) => closed)).toEqual([true]);
  });
});
