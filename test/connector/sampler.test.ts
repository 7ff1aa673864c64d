import { describe, expect, it } from 'vitest';
import { mediaTransportIn } from '../../clients/connector/mediaTransport.ts';
import { Sampler } from '../../clients/connector/sampler.ts';
import { type StatsEntry, withoutOtherTracks } from '../../clients/connector/stats.ts';
import { diagnosticsSample } from '../../src/protocol/index.ts';

const facts = {
  path: 'relay',
  epoch: 1,
  devices: { camera: 'on', microphone: 'on' },
  visible: true,
} as const;

function inboundVideo(members: Record<string, unknown>): StatsEntry {
  return { id: 'in', type: 'inbound-rtp', kind: 'video', ...members };
}

describe('a sample', () => {
  it('has rates over the time since the one before', () => {
    const sampler = new Sampler();
    const counts = { bytesReceived: 1_000, framesDecoded: 10, packetsReceived: 90, packetsLost: 0 };
    sampler.sample([inboundVideo(counts)], { ...facts, at: 1_000 });
    const later = {
      bytesReceived: 251_000,
      framesDecoded: 60,
      packetsReceived: 180,
      packetsLost: 10,
      jitter: 0.012,
      frameWidth: 1280,
      frameHeight: 720,
    };
    const sample = sampler.sample([inboundVideo(later)], { ...facts, at: 3_000 });
    expect(sample.inbound.video).toEqual({
      bitrateBps: 1_000_000,
      packetsLost: 10,
      fractionLost: 0.1,
      jitter: 0.012,
      framesPerSecond: 25,
      frameWidth: 1280,
      frameHeight: 720,
    });
    expect(sample.outbound).toEqual({});
    expect(diagnosticsSample.parse(sample)).toEqual(sample);
  });

  it('takes loss and jitter of what is sent from the receiver, and the level from the source', () => {
    const entries: StatsEntry[] = [
      { id: 'out', type: 'outbound-rtp', kind: 'audio', bytesSent: 10, packetsSent: 1 },
      { id: 'far', type: 'remote-inbound-rtp', kind: 'audio', packetsLost: 3, jitter: 0.02 },
      { id: 'mic', type: 'media-source', kind: 'audio', audioLevel: 0.5 },
      { id: 't', type: 'transport', selectedCandidatePairId: 'pair' },
      { id: 'pair', type: 'candidate-pair', currentRoundTripTime: 0.04 },
      { id: 'other', type: 'candidate-pair', currentRoundTripTime: 0.9 },
    ];
    const sample = new Sampler().sample(entries, { ...facts, at: 1 });
    expect(sample.outbound.audio).toMatchObject({ packetsLost: 3, jitter: 0.02, audioLevel: 0.5 });
    expect(sample.currentRoundTripTime).toBe(0.04);
  });

  it('reads what engines of old TVs tell in entries of their own', () => {
    const entries: StatsEntry[] = [
      {
        id: 'in',
        type: 'inbound-rtp',
        mediaType: 'video',
        trackId: 'track',
        bytesReceived: 1,
        framesDecoded: 1,
      },
      {
        id: 'track',
        type: 'track',
        kind: 'video',
        frameWidth: 640,
        frameHeight: 360,
        freezeCount: 2,
      },
      { id: 'stranger', type: 'track', kind: 'video', frameWidth: 1920 },
    ];
    const sample = new Sampler().sample(entries, { ...facts, at: 1 });
    expect(sample.inbound.video).toMatchObject({
      frameWidth: 640,
      frameHeight: 360,
      freezeCount: 2,
    });
  });
});

describe('how media gets through', () => {
  const pair = (n: number): StatsEntry[] => [
    { id: `transport-${n}`, type: 'transport', selectedCandidatePairId: `pair-${n}` },
    { id: `pair-${n}`, type: 'candidate-pair', localCandidateId: `local-${n}` },
  ];
  const local = (n: number, members: Record<string, unknown>): StatsEntry => ({
    id: `local-${n}`,
    type: 'local-candidate',
    ...members,
  });

  it('is known by the candidates in use, not by those that were tried', () => {
    const entries = [
      ...pair(1),
      local(1, { protocol: 'udp', candidateType: 'host' }),
      local(2, { protocol: 'tcp', candidateType: 'host' }),
    ];
    expect(mediaTransportIn(entries)).toEqual({ protocol: 'udp', relayed: false });
    expect(mediaTransportIn([local(1, { protocol: 'udp' })])).toBeUndefined();
  });

  it('is TCP where one of two transports is, and tells how a TURN server is reached', () => {
    const entries = [
      ...pair(1),
      ...pair(2),
      local(1, { protocol: 'udp', candidateType: 'relay', relayProtocol: 'tls' }),
      local(2, { protocol: 'tcp', candidateType: 'host' }),
    ];
    expect(mediaTransportIn(entries)).toEqual({
      protocol: 'tcp',
      relayed: true,
      relayProtocol: 'tls',
    });
  });

  it('is known where an engine marks the pair instead', () => {
    const marked = { id: 'p', type: 'candidate-pair', selected: true, localCandidateId: 'local-1' };
    const entries = [marked, local(1, { protocol: 'tcp', candidateType: 'host' })];
    expect(mediaTransportIn(entries)).toEqual({ protocol: 'tcp', relayed: false });
  });
});

describe('statistics of one of several others', () => {
  it('leave out what comes on the tracks of the rest, by whatever entry names the track', () => {
    const entries: StatsEntry[] = [
      { id: 'a', type: 'inbound-rtp', kind: 'video', trackIdentifier: 'camera-of-agent' },
      { id: 'b', type: 'inbound-rtp', kind: 'video', trackIdentifier: 'camera-of-guest' },
      { id: 'c', type: 'inbound-rtp', kind: 'audio', trackId: 'old' },
      { id: 'old', type: 'track', trackIdentifier: 'microphone-of-guest' },
      { id: 'd', type: 'outbound-rtp', kind: 'video' },
    ];
    const kept = withoutOtherTracks(entries, new Set(['camera-of-agent']));
    expect(kept.map(({ id }) => id)).toEqual(['a', 'old', 'd']);
  });
});
