import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Relay } from '../../src/sfu/relay.ts';
import { decodes, joinFully, MediasoupWatch, startRelay, Told, track } from './support.ts';

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

async function resumeAll(...peers: string[]): Promise<void> {
  for (const { roomId, peerId, consumer } of told.consumers) {
    if (peers.includes(peerId)) await relay.resume(roomId, peerId, consumer.consumerId);
  }
}

const flows = (peerId: string) =>
  told.consumersOf(peerId).map(({ consumerId }) => !watch.consumer(consumerId).paused);

describe('before the admission', () => {
  it('tells each side of the tracks of the other, with their source', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    for (const peer of ['tv', 'agent']) {
      expect(told.consumersOf(peer).map(({ kind, source }) => [kind, source])).toEqual([
        ['audio', 'microphone'],
        ['video', 'camera'],
      ]);
    }
  });

  it('lets nothing flow, whoever says resume', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await resumeAll('tv', 'agent');
    expect([...flows('tv'), ...flows('agent')]).toEqual([false, false, false, false]);
  });

  it('never lets two agents who ring receive from each other', async () => {
    await joinFully(relay, room, 'agent', 'agent');
    await joinFully(relay, room, 'other', 'agent');
    expect(told.consumers).toEqual([]);
  });

  it('makes no data consumer', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    expect(told.dataConsumers).toEqual([]);
  });

  it('tells a peer of what was there before it said what it decodes', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await relay.join(room, 'agent', 'agent');
    expect(told.consumersOf('agent')).toEqual([]);
    await relay.receive(room, 'agent', decodes);
    expect(told.consumersOf('agent')).toHaveLength(2);
  });

  it('sends a TV that rings at many agents the tracks of the first three only', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    const agents = ['a', 'b', 'c', 'd', 'e'];
    for (const agent of agents) await joinFully(relay, room, agent, 'agent');
    expect(told.consumersOf('tv')).toHaveLength(6);
    for (const agent of agents) expect(told.consumersOf(agent)).toHaveLength(2);
    await relay.admit(room, ['tv', 'e']);
    expect(told.consumersOf('tv')).toHaveLength(8);
    expect(told.closed.filter(({ peerId }) => peerId === 'tv')).toHaveLength(6);
  });

  it('leaves out what the receiver cannot decode', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await relay.join(room, 'agent', 'agent');
    const audio = (decodes.codecs ?? []).filter(({ kind }) => kind === 'audio');
    await relay.receive(room, 'agent', { ...decodes, codecs: audio });
    expect(told.consumersOf('agent').map(({ kind }) => kind)).toEqual(['audio']);
  });
});

describe('while it rings', () => {
  const joinAs = (peerId: string, side: string, party: string) =>
    joinFully(relay, room, peerId, side, party);

  async function ring(): Promise<void> {
    await relay.ring(room, ['tv'], ['ada', 'ben'], ['guest:1']);
    await joinAs('tv', 'tv', 'tv');
    await joinAs('agent', 'agent', 'ada');
    await joinAs('other', 'agent', 'ben');
    await resumeAll('tv', 'agent', 'other');
  }

  it('lets flow between the caller and those at whom it rings, in all their sessions', async () => {
    await ring();
    await joinAs('second window', 'agent', 'ada');
    await resumeAll('tv', 'second window');
    expect(flows('tv')).toEqual([true, true, true, true, true, true]);
    for (const agent of ['agent', 'other', 'second window']) {
      expect(flows(agent)).toEqual([true, true]);
    }
  });

  it('keeps out whom it does not ring at', async () => {
    await ring();
    await expect(relay.join(room, 'cleo', 'agent', 'cleo')).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('lets who waits set up, and nothing flows to or from them', async () => {
    await ring();
    await joinFully(relay, room, 'guest', 'guest:1');
    await resumeAll('tv', 'agent', 'other', 'guest');
    expect(flows('guest').every((isFlowing) => !isFlowing)).toBe(true);
    const ofGuest = told.consumers.filter(({ consumer }) => consumer.from === 'guest:1');
    expect(ofGuest.length).toBeGreaterThan(0);
    for (const { consumer } of ofGuest) {
      expect(watch.consumer(consumer.consumerId).paused).toBe(true);
    }
  });

  it('puts out whom it does not ring at any more, and goes on among the others', async () => {
    await ring();
    await relay.ring(room, ['tv'], ['ada'], []);
    expect(flows('agent')).toEqual([true, true]);
    expect(told.closed.filter(({ peerId }) => peerId === 'tv')).toHaveLength(3);
    await expect(relay.receive(room, 'other', decodes)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('puts a caller’s former session out', async () => {
    await ring();
    await relay.ring(room, ['reloaded tv'], ['ada', 'ben'], []);
    await expect(relay.receive(room, 'tv', decodes)).rejects.toMatchObject({ code: 'not_found' });
    expect(flows('agent')).toEqual([true, true]);
    expect(told.closed.filter(({ peerId }) => peerId === 'agent')).toHaveLength(3);
  });

  it('sets the data channels up, and no message passes before the admission', async () => {
    await ring();
    const paused = () => watch.dataConsumers.map((consumer) => consumer.paused);
    expect(paused()).toEqual([true, true, true, true]);
    await relay.admit(room, ['tv', 'agent']);
    const open = watch.dataConsumers.filter(({ closed }) => !closed);
    expect(open.map((consumer) => consumer.paused)).toEqual([false, false]);
  });

  it('goes over into the call without touching what flows', async () => {
    await ring();
    const before = told.consumersOf('tv').slice(0, 2);
    await relay.admit(room, ['tv', 'agent']);
    expect(flows('agent')).toEqual([true, true]);
    expect(before.map(({ consumerId }) => watch.consumer(consumerId).paused)).toEqual([
      false,
      false,
    ]);
    expect(relay.stats().total).toMatchObject({ peers: 2, consumers: 4, dataConsumers: 2 });
  });
});

describe('the admission', () => {
  it('lets flow what the two said they are ready for, and the rest when they say so', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await resumeAll('tv');
    await relay.admit(room, ['tv', 'agent']);
    expect(flows('tv')).toEqual([true, true]);
    expect(flows('agent')).toEqual([false, false]);
    await resumeAll('agent');
    expect(flows('agent')).toEqual([true, true]);
  });

  it('opens the data channels of the two to each other', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await relay.admit(room, ['tv', 'agent']);
    expect(told.dataConsumers.map(({ peerId, consumer }) => [peerId, consumer.label])).toEqual([
      ['agent', 'diagnostics'],
      ['tv', 'diagnostics'],
    ]);
  });

  it('closes every other peer, tells the TV of it and keeps it out', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await joinFully(relay, room, 'other', 'agent');
    const lost = told.consumersOf('tv').slice(2);
    await relay.admit(room, ['tv', 'agent']);
    expect(told.closed).toEqual(
      lost.map(({ consumerId }) => ({ roomId: room, peerId: 'tv', consumerId })),
    );
    expect(relay.stats().total).toMatchObject({ peers: 2, transports: 4, consumers: 4 });
    const [first] = told.consumersOf('other');
    await expect(relay.resume(room, 'other', first?.consumerId ?? '')).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(relay.join(room, 'other', 'agent')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('lets nobody choose the size of what another receives', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    const [mine] = told.consumersOf('tv');
    const [theirs] = told.consumersOf('agent');
    expect(await relay.prefer(room, 'tv', mine?.consumerId ?? '', 0)).toBeNull();
    await expect(relay.prefer(room, 'tv', theirs?.consumerId ?? '', 0)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is remembered where it came before the first join', async () => {
    await relay.admit(room, ['tv', 'agent']);
    await expect(relay.join(room, 'other', 'agent')).rejects.toMatchObject({ code: 'forbidden' });
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await resumeAll('tv', 'agent');
    expect([...flows('tv'), ...flows('agent')]).toEqual([true, true, true, true]);
    expect(told.dataConsumers).toHaveLength(2);
  });

  it('outlives the leaving of both, so that no other takes their place', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await relay.admit(room, ['tv', 'agent']);
    await relay.leave(room, 'tv');
    await expect(relay.join(room, 'other', 'agent')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(relay.join(room, 'tv', 'tv')).resolves.toBeDefined();
  });

  it('can name another session, which then takes the place', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    await joinFully(relay, room, 'agent', 'agent');
    await relay.admit(room, ['tv', 'agent']);
    await relay.admit(room, ['reloaded-tv', 'agent']);
    await joinFully(relay, room, 'reloaded-tv', 'tv');
    await resumeAll('reloaded-tv');
    expect(flows('reloaded-tv')).toEqual([true, true]);
    expect(relay.stats().total).toMatchObject({ peers: 2, consumers: 4 });
  });

  it('holds against peers that join at the same moment', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    const outcomes = await Promise.allSettled([
      joinFully(relay, room, 'early', 'agent'),
      relay.admit(room, ['tv', 'agent']),
      joinFully(relay, room, 'agent', 'agent'),
      joinFully(relay, room, 'late', 'agent'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    expect(relay.stats().total).toMatchObject({ peers: 2, consumers: 4 });
  });
});

describe('a source that is produced anew', () => {
  it('replaces the track before, even under the same MID, and the other side is told', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    const agent = await joinFully(relay, room, 'agent', 'agent');
    await relay.admit(room, ['tv', 'agent']);
    const before = told.consumersOf('tv').find(({ source }) => source === 'camera');
    await relay.produce(room, 'agent', track.camera(agent.send));
    expect(told.closed).toEqual([{ roomId: room, peerId: 'tv', consumerId: before?.consumerId }]);
    expect(told.consumersOf('tv').filter(({ source }) => source === 'camera')).toHaveLength(2);
    expect(relay.stats().total).toMatchObject({ producers: 4, consumers: 4 });
  });

  it('replaces a data channel by its label', async () => {
    await joinFully(relay, room, 'tv', 'tv');
    const agent = await joinFully(relay, room, 'agent', 'agent');
    await relay.admit(room, ['tv', 'agent']);
    await relay.produceData(room, 'agent', {
      transportId: agent.send,
      label: 'diagnostics',
      sctpStreamParameters: { streamId: 0, ordered: true },
    });
    expect(told.closed).toHaveLength(1);
    expect(relay.stats().total).toMatchObject({ dataProducers: 2, dataConsumers: 2 });
  });
});
