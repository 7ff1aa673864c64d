import { describe, expect, it } from 'vitest';
import { judgeUdp } from '../../clients/connector/callFaults/blockedUdp.ts';
import { CallJudge, type CallMoment } from '../../clients/connector/callFaults/callJudge.ts';
import {
  type CallReading,
  levelBetween,
  readingOf,
} from '../../clients/connector/callFaults/callReading.ts';
import { echoIn } from '../../clients/connector/callFaults/echo.ts';
import {
  judgeBitrate,
  judgeLoss,
  judgeRoundTrip,
} from '../../clients/connector/callFaults/line.ts';
import type { Look } from '../../clients/connector/callFaults/look.ts';
import { OpenFaults } from '../../clients/connector/callFaults/openFaults.ts';
import {
  judgeReceivedPicture,
  newPictureMemory,
  onOtherPath,
  type ReceivedPictureReading,
} from '../../clients/connector/callFaults/receivedPicture.ts';
import { judgeSilence, noSilence } from '../../clients/connector/callFaults/silence.ts';
import type { StatsEntry } from '../../clients/connector/stats.ts';
import type { DeviceEvent, TimelineEvent } from '../../src/protocol/index.ts';

/** What a look says of a fault: `unknown` where it could not be judged. */
function said(look: Look, code: string): 'seen' | 'fine' | 'unknown' {
  if (look.faults.some((fault) => fault.code === code)) return 'seen';
  return look.judged.some((each) => each === code) ? 'fine' : 'unknown';
}

const nothing: CallReading = readingOf([], 0);

/** Readings a second apart, each with more of what is counted. */
function readings(count: number, at: (second: number) => Partial<CallReading>): CallReading[] {
  return Array.from({ length: count }, (_, i) => ({ ...nothing, at: i * 1_000, ...at(i) }));
}

describe('packet loss', () => {
  const losing = (passed: number, lost: number) =>
    readings(6, (i) => ({ received: { passed: i * passed, lost: i * lost } }));

  it.each([
    ['nothing lost', losing(100, 0), 'fine'],
    ['a little lost, which the codecs mend', losing(97, 3), 'fine'],
    ['a tenth lost', losing(90, 10), 'seen'],
    ['too few packets to say', losing(3, 2), 'unknown'],
    ['what was lost came late', losing(100, -2), 'fine'],
    ['too short a time', losing(90, 10).slice(0, 2), 'unknown'],
    ['an engine that does not count', readings(6, () => ({})), 'unknown'],
  ] as const)('%s', (_, line, expected) => {
    expect(said(judgeLoss(line, 'received'), 'packet-loss')).toBe(expected);
  });

  it('is told with its share, the round trip and the direction', () => {
    const line = readings(6, (i) => ({
      received: { passed: i * 90, lost: i * 10 },
      roundTripMs: 80,
      jitterMs: 12,
    }));
    expect(judgeLoss(line, 'received').faults).toEqual([
      {
        code: 'packet-loss',
        evidence: {
          'packet-loss': { value: 10, unit: '%' },
          'round-trip': { value: 80, unit: 'ms' },
          jitter: { value: 12, unit: 'ms' },
          direction: { value: 'received' },
        },
      },
    ]);
  });

  it('of what goes out is what the other end of the path reports', () => {
    const line = readings(6, (i) => ({ sent: { passed: i * 100, lost: i * 20 } }));
    expect(judgeLoss(line, 'sent').faults[0]?.evidence).toEqual({
      'packet-loss': { value: 20, unit: '%' },
      direction: { value: 'sent' },
    });
    expect(said(judgeLoss(line, 'received'), 'packet-loss')).toBe('unknown');
  });
});

describe('the round trip', () => {
  it.each([
    ['short', [40, 60, 50], 'fine'],
    ['long once', [40, 2_000, 50], 'fine'],
    ['long', [900, 1_200, 1_100], 'seen'],
    ['measured once', [2_000], 'unknown'],
    ['not measured', [], 'unknown'],
  ] as const)('%s', (_, roundTrips, expected) => {
    const line = readings(roundTrips.length, (i) => ({
      roundTripMs: roundTrips[i],
      checksAnswered: i,
    }));
    expect(said(judgeRoundTrip(line), 'network-poor')).toBe(expected);
  });
});

describe('the round trip that was long once', () => {
  it('is not long in each reading until the next is measured', () => {
    const line = readings(12, (i) => ({
      roundTripMs: i < 8 ? 2_000 : 40,
      checksAnswered: i < 8 ? 1 : i,
    }));
    expect(said(judgeRoundTrip(line.slice(0, 8)), 'network-poor')).toBe('unknown');
    expect(said(judgeRoundTrip(line), 'network-poor')).toBe('fine');
  });
});

describe('the bitrate of the picture', () => {
  const sending = (bytesPerSecond: number, more: Partial<CallReading>) =>
    readings(6, (i) => ({ pictureBytesSent: i * bytesPerSecond, ...more }));

  it.each([
    ['good', sending(150_000, { limitedBy: 'none' }), true, 'fine'],
    [
      'little, of a picture that hardly moves',
      sending(10_000, { limitedBy: 'none' }),
      true,
      'fine',
    ],
    ['little, of a slow encoder', sending(10_000, { limitedBy: 'cpu' }), true, 'fine'],
    ['little, of a narrow line', sending(10_000, { limitedBy: 'bandwidth' }), true, 'seen'],
    ['enough of a narrow line', sending(100_000, { limitedBy: 'bandwidth' }), true, 'fine'],
    [
      'little, as far as an old engine tells',
      sending(10_000, { availableBps: 120_000 }),
      true,
      'seen',
    ],
    ['of black', sending(100, { limitedBy: 'bandwidth' }), false, 'fine'],
    ['not counted', readings(6, () => ({})), true, 'unknown'],
  ] as const)('%s', (_, line, isCameraOn, expected) => {
    expect(said(judgeBitrate(line, isCameraOn), 'bitrate-low')).toBe(expected);
  });
});

describe('UDP', () => {
  const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'tcp' };
  const host = { type: 'local-candidate', candidateType: 'host' };
  const pair = { type: 'candidate-pair' };
  const overTcp: StatsEntry[] = [
    transport,
    { ...pair, id: 'tcp', localCandidateId: 'L-tcp', requestsSent: 3, responsesReceived: 3 },
    { ...host, id: 'L-tcp', protocol: 'tcp' },
  ];
  const inVain: StatsEntry[] = [
    { ...pair, id: 'udp', localCandidateId: 'L-udp', requestsSent: 9, responsesReceived: 0 },
    { ...host, id: 'L-udp', protocol: 'udp' },
  ];
  const overTurn: StatsEntry[] = [
    transport,
    { ...pair, id: 'tcp', localCandidateId: 'L-turn', requestsSent: 3, responsesReceived: 3 },
    {
      ...host,
      id: 'L-turn',
      protocol: 'udp',
      candidateType: 'relay',
      relayProtocol: 'tls',
    },
  ];

  it.each([
    ['tried in vain', [...overTcp, ...inVain], 'seen'],
    ['tried in vain, and TURN got through by TLS', [...overTurn, ...inVain], 'seen'],
    ['never tried, as where the relay has none', overTcp, 'fine'],
    [
      'gets out, as a STUN server has answered',
      [...overTcp, ...inVain, { ...host, id: 'S', protocol: 'udp', candidateType: 'srflx' }],
      'fine',
    ],
    ['carries the call', [{ ...transport, selectedCandidatePairId: 'udp' }, ...inVain], 'fine'],
    ['is not known before there is a connection', inVain, 'unknown'],
  ] as const)('%s', (_, entries, expected) => {
    expect(said(judgeUdp(entries, false).look, 'udp-blocked')).toBe(expected);
  });

  it('stays blocked when the engine has forgotten what it tried', () => {
    const { triedInVain } = judgeUdp([...overTcp, ...inVain], false);
    expect(judgeUdp(overTcp, triedInVain).look.faults).toEqual([
      { code: 'udp-blocked', evidence: { protocol: { value: 'tcp' } } },
    ]);
  });
});

describe("the counterpart's picture", () => {
  const moving = { isExpected: true, freezes: 0, brightest: 120, shapes: [] };

  /** Looks once a second; `rate` frames come in each. */
  function watched(
    seconds: readonly ({ readonly rate: number } & Partial<ReceivedPictureReading>)[],
    trustsBlack = true,
  ): Look {
    let memory = newPictureMemory(trustsBlack);
    let frames = 0;
    let look: Look = { judged: [], faults: [] };
    for (const { rate, ...reading } of seconds) {
      frames += rate;
      const judged = judgeReceivedPicture(memory, { ...moving, frames, ...reading }, 1_000);
      ({ memory, look } = judged);
    }
    return look;
  }

  const well = { rate: 25 };
  const still = { rate: 0 };

  it.each([
    ['moves', [well, well, well], 'fine'],
    ['stands still', [well, well, still, still], 'seen'],
    ['stands still since the camera is off', [well, well, { ...still, isExpected: false }], 'fine'],
    ['jerks along', [well, well, { rate: 2, freezes: 1 }], 'seen'],
    ['stopped for a moment', [well, well, { rate: 20, freezes: 1 }], 'fine'],
    ['moves on', [well, well, still, well], 'fine'],
    ['is not counted', [well, well, { ...still, frames: undefined }], 'fine'],
  ] as const)('%s', (_, seconds, expected) => {
    expect(said(watched(seconds), 'picture-frozen')).toBe(expected);
  });

  it('that is frozen is told with how long and how many frames', () => {
    expect(watched([well, well, still, still, still]).faults).toEqual([
      {
        code: 'picture-frozen',
        evidence: {
          frames: { value: 50 },
          'frame-rate': { value: 0, unit: 'Hz' },
          duration: { value: 3, unit: 's' },
          direction: { value: 'received' },
        },
      },
    ]);
  });

  it('stays frozen while another path counts from the beginning', () => {
    let memory = newPictureMemory(true);
    for (const frames of [10, 20, 20]) {
      ({ memory } = judgeReceivedPicture(memory, { ...moving, frames }, 1_000));
    }
    memory = onOtherPath(memory);
    const { look } = judgeReceivedPicture(memory, { ...moving, frames: 0 }, 1_000);
    expect(said(look, 'picture-frozen')).toBe('seen');
  });

  it.each([
    ['black', [well, { ...well, brightest: 3 }], true, 'seen'],
    ['black from the start, in a browser', [{ ...well, brightest: 3 }], true, 'seen'],
    ['black from the start, on a plane of its own', [{ ...well, brightest: 3 }], false, 'fine'],
    ['black after it was bright, on any screen', [well, { ...well, brightest: 3 }], false, 'seen'],
    ['black since the camera is off', [{ ...well, brightest: 3, isExpected: false }], true, 'fine'],
    ['dark with a light in it', [{ ...well, brightest: 90 }], true, 'fine'],
    ['on no element', [{ ...well, brightest: undefined }], true, 'fine'],
  ] as const)('%s', (_, seconds, trustsBlack, expected) => {
    expect(said(watched(seconds, trustsBlack), 'picture-black')).toBe(expected);
  });

  it.each([
    ['as it was sent', [{ film: 1.78, shown: 1.78 }], 'fine'],
    ['a smaller layer of it', [{ film: 1.78, shown: 1.75 }], 'fine'],
    ['squeezed on the way', [{ film: 1.78, shown: 1.33 }], 'seen'],
    [
      'stretched on the screen',
      [
        { film: 1.78, shown: 1.78 },
        { film: 1.33, shown: 1.78 },
      ],
      'seen',
    ],
    ['of a shape that nobody has told', [], 'fine'],
  ] as const)('has the shape %s', (_, shapes, expected) => {
    expect(said(watched([{ ...well, shapes }]), 'picture-aspect-wrong')).toBe(expected);
  });
});

describe('silence', () => {
  const microphone = { direction: 'sent', isOn: true, muted: false, level: 0 } as const;

  it.each([
    ['nothing at all of a microphone that is on', {}, 'seen'],
    ['the noise of a quiet room', { level: 0.0004 }, 'fine'],
    ['a microphone that is switched off', { isOn: false }, 'fine'],
    ['an engine that does not measure', { level: undefined }, 'unknown'],
  ] as const)('%s', (_, change, expected) => {
    const { look } = judgeSilence(noSilence, { ...microphone, ...change }, 1_000);
    expect(said(look, 'audio-silent')).toBe(expected);
  });

  it('is told with how long, how loud and which way', () => {
    let judged = judgeSilence(noSilence, { ...microphone, level: 0.00005 }, 1_000);
    judged = judgeSilence(judged.silence, { ...microphone, muted: true }, 1_000);
    expect(judged.look.faults).toEqual([
      {
        code: 'audio-silent',
        evidence: {
          'silent-for': { value: 2, unit: 's' },
          'audio-level': { value: 0.005, unit: '%' },
          direction: { value: 'sent' },
          muted: { value: true },
        },
      },
    ]);
  });

  it('is measured by the energy between two readings', () => {
    const before = { energy: 1, durationS: 10 };
    expect(levelBetween(before, { energy: 1.01, durationS: 11 })).toBeCloseTo(0.1);
    expect(levelBetween(before, { energy: 1, durationS: 11 })).toBe(0);
    expect(levelBetween(before, before)).toBeUndefined();
    expect(levelBetween(undefined, before)).toBeUndefined();
  });
});

describe('an echo', () => {
  const stepMs = 50;

  /** Levels as of somebody who speaks: syllables of uneven length and loudness, with pauses. */
  function voice(seed: number, length = 160): number[] {
    let state = seed;
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const levels: number[] = [];
    while (levels.length < length) {
      const loudness = random() < 0.3 ? 0.0005 : 0.02 + 0.2 * random();
      for (let left = 2 + Math.floor(random() * 5); left > 0; left--) {
        levels.push(loudness * (0.7 + 0.6 * random()));
      }
    }
    return levels.slice(0, length);
  }

  const later = (levels: readonly number[], steps: number) => [
    ...Array.from({ length: steps }, () => 0.0003),
    ...levels.slice(0, levels.length - steps),
  ];
  const mixed = (one: readonly number[], other: readonly number[], share: number) =>
    one.map((level, i) => Math.hypot(level, (other[i] ?? 0) * share));

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("is one's own voice, softer and later (%i)", (seed) => {
    const sent = voice(seed);
    const received = mixed(
      later(sent, 7).map((level) => level * 0.2),
      voice(seed + 100),
      0.02,
    );
    const echo = echoIn({ sent, received, stepMs });
    expect(echo).toMatchObject({ delayMs: 350 });
  });

  it('is not the other, who speaks at the same time', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const heard = echoIn({ sent: voice(seed), received: voice(seed + 1_000), stepMs });
      expect(heard).toBe('none');
    }
  });

  it.each([
    ['the other is silent', voice(1), voice(1).map(() => 0.0001), 'none'],
    ['nobody speaks here', voice(1).map(() => 0.001), voice(2), 'unheard'],
    ['what arrives goes out again here', later(voice(3), 4), voice(3), 'none'],
    ['it has been heard for too short a time', voice(1, 80), later(voice(1, 80), 7), 'unheard'],
    ['nothing has been heard', [], [], 'unheard'],
  ] as const)('is not told where %s', (_, sent, received, expected) => {
    expect(echoIn({ sent, received, stepMs })).toBe(expected);
  });

  it('is not told of what repeats itself, such as a beep every second', () => {
    const beep = Array.from({ length: 160 }, (_, i) => (i % 20 < 4 ? 0.2 : 0.0001));
    expect(echoIn({ sent: beep, received: later(beep, 7), stepMs })).toBe('unheard');
  });
});

describe('the faults of both sides', () => {
  const id = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const event = (number: number, what: object): DeviceEvent => ({
    id: id(number),
    type: 'fault-noticed',
    version: 1,
    at: '2026-03-02T09:00:00.000Z',
    ...what,
  });
  const frozen = event(1, { fault: { code: 'picture-frozen', evidence: {} } });
  const lost = event(2, { fault: { code: 'packet-loss', evidence: {} } });
  const moves = event(3, { type: 'fault-cleared', noticed: id(1), code: 'picture-frozen' });
  const base = { at: '2026-03-02T09:00:00.000Z', by: 'system' } as const;
  const timeline: readonly TimelineEvent[] = [
    { ...base, seq: 1, type: 'accepted', person: { id: id(7), name: 'Dr Example' } },
    { ...base, seq: 2, type: 'device-event', place: 'tv', event: frozen },
    { ...base, seq: 3, type: 'device-event', place: 'agent', event: lost },
    { ...base, seq: 4, type: 'device-event', place: 'tv', event: moves },
  ];
  const codes = (faults: OpenFaults) =>
    faults.open.value.map(({ place, fault }) => `${place} ${fault.code}`);

  it('are there once, by whichever way they come first', () => {
    const faults = new OpenFaults();
    faults.hear('agent', lost);
    faults.read(timeline.slice(0, 3));
    faults.hear('tv', frozen);
    expect(codes(faults)).toEqual(['tv picture-frozen', 'agent packet-loss']);
  });

  it('go when they are told to be gone, even if that comes first', () => {
    const faults = new OpenFaults();
    faults.read(timeline);
    expect(codes(faults)).toEqual(['agent packet-loss']);
    const other = new OpenFaults();
    other.hear('tv', moves);
    other.hear('tv', frozen);
    other.read(timeline);
    expect(codes(other)).toEqual(['agent packet-loss']);
  });

  it('are those of the call, not what it was asked for', () => {
    const faults = new OpenFaults();
    faults.read([{ ...base, seq: 1, type: 'device-event', place: 'tv', event: frozen }]);
    expect(codes(faults)).toEqual([]);
  });
});

describe('a reading', () => {
  it('of an engine before Chromium 80 has what that tells, and leaves the rest open', () => {
    const entries: StatsEntry[] = [
      { id: 'in', type: 'inbound-rtp', mediaType: 'video', trackId: 'v', framesDecoded: 30 },
      { id: 'v', type: 'track', frameWidth: 1_280, frameHeight: 720, freezeCount: 2 },
      {
        id: 'ia',
        type: 'inbound-rtp',
        mediaType: 'audio',
        trackId: 'a',
        packetsReceived: 50,
        packetsLost: 1,
      },
      { id: 'a', type: 'track', totalAudioEnergy: 0.5, totalSamplesDuration: 4 },
      { id: 'oa', type: 'outbound-rtp', mediaType: 'audio', trackId: 'm', packetsSent: 60 },
      { id: 'm', type: 'track', totalAudioEnergy: 0.25, totalSamplesDuration: 4 },
    ];
    expect(readingOf(entries, 7)).toMatchObject({
      at: 7,
      frames: 30,
      freezes: 2,
      receivedRatio: 1_280 / 720,
      received: { passed: 50, lost: 1 },
      sent: undefined,
      heard: { energy: 0.5, durationS: 4 },
      spoken: { energy: 0.25, durationS: 4 },
      limitedBy: undefined,
    });
  });
});

describe('a patient who goes over to another device', () => {
  /** A second of a call in which this many frames have come, and no sound. */
  function moment(second: number, patient: 'tv' | 'mobile', frames: number): CallMoment {
    const inbound = { id: 'v', type: 'inbound-rtp', kind: 'video', framesDecoded: frames };
    const sound = {
      id: 'a',
      type: 'inbound-rtp',
      kind: 'audio',
      totalAudioEnergy: 0,
      totalSamplesDuration: second,
    };
    return {
      at: second * 1_000,
      elapsedMs: 1_000,
      entries: [inbound, sound],
      path: { kind: 'relay', epoch: 1 },
      patient,
      picture: {
        isExpected: true,
        brightest: 200,
        isCameraOn: true,
        sentRatio: undefined,
        stretched: [],
      },
      sound: { sent: { isOn: false, muted: false }, received: { isOn: true, muted: false } },
      levels: { sent: [], received: [], stepMs: 50 },
    };
  }

  it('has no frozen picture, and no silence from before', () => {
    const judge = new CallJudge(true);
    judge.look(moment(1, 'tv', 500));
    const before = judge.look(moment(2, 'tv', 530)).received;
    expect(said(before, 'picture-frozen')).toBe('fine');
    expect(said(before, 'audio-silent')).toBe('seen');
    const after = judge.look(moment(3, 'mobile', 20)).received;
    expect(said(after, 'picture-frozen')).not.toBe('seen');
    expect(said(after, 'audio-silent')).not.toBe('seen');
    expect(said(judge.look(moment(4, 'mobile', 50)).received, 'picture-frozen')).toBe('fine');
    expect(said(judge.look(moment(5, 'mobile', 50)).received, 'picture-frozen')).toBe('seen');
  });

  it('leaves no fault of the call behind, and those of the service beside it', () => {
    const open = new OpenFaults();
    const noticed = (id: string, evidence: object): DeviceEvent => ({
      id,
      type: 'fault-noticed',
      version: 1,
      at: '2026-01-01T00:00:00.000Z',
      fault: { code: 'picture-black', evidence },
    });
    open.hear('tv', noticed('019a0000-0000-7000-8000-000000000001', { path: { value: 'relay' } }));
    open.hear('tv', noticed('019a0000-0000-7000-8000-000000000002', {}));
    open.hear('agent', noticed('019a0000-0000-7000-8000-000000000003', {}));
    open.leaveOut('tv');
    expect(open.open.value.map(({ event: { id } }) => id.slice(-1))).toEqual(['2', '3']);
  });
});
