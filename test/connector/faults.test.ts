import { describe, expect, it } from 'vitest';
import { engineFaults } from '../../clients/connector/faults/engineAge.ts';
import type { Fault } from '../../clients/connector/faults/fault.ts';
import { FaultBook } from '../../clients/connector/faults/faultBook.ts';
import { judgeClock, judgeNetwork } from '../../clients/connector/faults/network.ts';
import {
  judgePicture,
  noMemory,
  type PictureMemory,
  type PictureReading,
} from '../../clients/connector/faults/picture.ts';
import {
  judgePlayback,
  type PlaybackReading,
  type Progress,
  progressOf,
} from '../../clients/connector/faults/playback.ts';
import { clockAhead, type ProbeAnswer } from '../../clients/connector/faults/probeAnswer.ts';
import { judgeSound } from '../../clients/connector/faults/sound.ts';
import { judgeStorage } from '../../clients/connector/faults/storage.ts';
import { type DeviceEvent, deviceEvent, faultCodes } from '../../src/protocol/index.ts';

const codes = (faults: readonly Fault[]) => faults.map(({ code }) => code);

describe('a fault', () => {
  const fault: Fault = { code: 'playback-stalled', evidence: { 'stalled-for': { value: 5 } } };
  const watched = ['playback-stalled', 'network-down'] as const;

  function book() {
    const told: DeviceEvent[] = [];
    let made = 0;
    const faults = new FaultBook({
      newId: () => {
        made += 1;
        return `019a0000-0000-7000-8000-${String(made).padStart(12, '0')}`;
      },
      now: () => Date.UTC(2026, 2, 2, 9),
      onEvent: (event) => told.push(event),
    });
    /** Looks twice a second. */
    const look = (seen: readonly Fault[], forMs: number) => {
      for (let passed = 0; passed < forMs; passed += 500) faults.report(watched, seen, 500);
    };
    return { faults, told, look };
  }

  it('is told once it has been there for a while, and once more when it is gone', () => {
    const { told, look } = book();
    look([fault], 5_000);
    expect(told).toEqual([]);
    look([fault], 60_000);
    look([], 2_000);
    expect(told.map(({ type }) => type)).toEqual(['fault-noticed', 'fault-cleared']);
    expect(told[0]).toMatchObject({ version: 1, at: '2026-03-02T09:00:00.000Z', fault });
    expect(told[1]).toMatchObject({ noticed: told[0]?.id, code: 'playback-stalled' });
  });

  it('is not told for a blink, nor cleared for one', () => {
    const { told, look } = book();
    for (let blink = 0; blink < 20; blink++) {
      look([fault], 3_000);
      look([], 500);
    }
    expect(told).toEqual([]);
    look([fault], 6_000);
    for (let blink = 0; blink < 20; blink++) {
      look([], 1_000);
      look([fault], 500);
    }
    expect(told.map(({ type }) => type)).toEqual(['fault-noticed']);
  });

  it('is told in events that the contract takes', () => {
    const { told, look } = book();
    look([fault], 6_000);
    look([], 3_000);
    for (const event of told) expect(deviceEvent.safeParse(event).error).toBeUndefined();
  });

  it('comes after its cause, and the last ten events are kept', () => {
    const { faults, look } = book();
    look([fault], 6_000);
    look([fault, { code: 'network-down', evidence: {} }], 6_000);
    expect(faults.active.value.map((each) => each.fault.code)).toEqual([
      'network-down',
      'playback-stalled',
    ]);
    for (let turn = 0; turn < 8; turn++) {
      look([], 3_000);
      look([fault], 6_000);
    }
    expect(faults.events).toHaveLength(10);
    expect(faults.events.at(-1)?.type).toBe('fault-noticed');
  });

  it('that one look settles is told and cleared at once', () => {
    const { faults, told } = book();
    faults.settle(['camera-missing'], [{ code: 'camera-missing', evidence: {} }]);
    faults.settle(['camera-missing'], []);
    expect(told.map(({ type }) => type)).toEqual(['fault-noticed', 'fault-cleared']);
  });
});

describe('playback', () => {
  const playing: PlaybackReading = {
    at: 0,
    currentTime: 0,
    shouldPlay: true,
    isRefused: false,
    bufferedAhead: 4,
    readyState: 4,
    networkState: 2,
    error: null,
  };

  /** Looks twice a second while the film's time goes by `pace`. */
  function played(
    lookings: ReadonlyArray<{ forMs: number; pace: number } & Partial<PlaybackReading>>,
  ) {
    let progress: Progress | undefined;
    let reading = playing;
    for (const { forMs, pace, ...change } of lookings) {
      for (let passed = 0; passed < forMs; passed += 500) {
        reading = {
          ...reading,
          ...change,
          at: reading.at + 500,
          currentTime: reading.currentTime + pace / 2,
        };
        progress = progressOf(progress, reading);
      }
    }
    if (progress === undefined) throw new Error('no look');
    return { progress, faults: judgePlayback(progress, reading) };
  }

  it('is well while it moves, at any pace, and backwards', () => {
    expect(played([{ forMs: 9_000, pace: 1 }]).faults).toEqual([]);
    expect(played([{ forMs: 9_000, pace: 0.25 }]).faults).toEqual([]);
    expect(played([{ forMs: 9_000, pace: -2 }]).faults).toEqual([]);
  });

  it('has stalled when it should play and does not, with what shows it', () => {
    const { faults } = played([
      { forMs: 4_000, pace: 1 },
      { forMs: 6_000, pace: 0, bufferedAhead: 0.04, readyState: 2 },
    ]);
    expect(faults).toEqual([
      {
        code: 'playback-stalled',
        evidence: {
          'stalled-for': { value: 6, unit: 's' },
          'buffered-ahead': { value: 0, unit: 's' },
          'ready-state': { value: 2 },
          'network-state': { value: 2 },
        },
      },
    ]);
  });

  it('that is paused has not stalled, and begins to count anew when it should play again', () => {
    expect(played([{ forMs: 60_000, pace: 0, shouldPlay: false }]).faults).toEqual([]);
    const { progress } = played([
      { forMs: 60_000, pace: 0, shouldPlay: false },
      { forMs: 1_000, pace: 0, shouldPlay: true },
    ]);
    expect(progress.stillForMs).toBe(1_000);
  });

  it('of a TV that was asleep has not stalled for all that time', () => {
    const before = progressOf(undefined, playing);
    const progress = progressOf(before, { ...playing, at: 3_600_000 });
    expect(progress.stillForMs).toBeLessThanOrEqual(2_000);
  });

  it('that the engine does not let begin is refused', () => {
    const { faults } = played([{ forMs: 1_000, pace: 0, shouldPlay: false, isRefused: true }]);
    expect(codes(faults)).toEqual(['playback-refused']);
  });

  it.each([
    { error: { code: 1, source: 'unknown' }, means: [] },
    { error: { code: 2, source: 'unknown' }, means: ['service-unreachable'] },
    { error: { code: 3, source: 'unknown' }, means: ['media-decode-error'] },
    { error: { code: 4, source: 'unknown' }, means: ['media-unsupported'] },
    { error: { code: 4, source: 200 }, means: ['media-unsupported'] },
    { error: { code: 4, source: 404 }, means: ['service-unreachable'] },
    { error: { code: 4, source: 503 }, means: ['service-unreachable'] },
    { error: { code: 4, source: 'unreachable' }, means: ['service-unreachable'] },
  ] as const)('with $error means $means', ({ error, means }) => {
    const { faults } = played([{ forMs: 1_000, pace: 0, shouldPlay: false, error }]);
    expect(codes(faults)).toEqual(means);
  });
});

describe('the picture', () => {
  const moving: PictureReading = {
    isMoving: true,
    frames: 0,
    brightest: 200,
    filmRatio: undefined,
    shownRatio: undefined,
  };

  function shown(readings: ReadonlyArray<Partial<PictureReading>>) {
    let memory: PictureMemory = noMemory;
    let faults: readonly Fault[] = [];
    for (const reading of readings) {
      ({ memory, faults } = judgePicture(memory, { ...moving, ...reading }));
    }
    return codes(faults);
  }

  it.each([
    { shows: 'new frames', readings: [{ frames: 1 }, { frames: 13 }, { frames: 25 }], is: [] },
    {
      shows: 'no new frame',
      readings: [{ frames: 1 }, { frames: 13 }, { frames: 13 }],
      is: ['picture-frozen'],
    },
    {
      shows: 'no new frame while it is paused',
      readings: [{ frames: 1 }, { frames: 13 }, { frames: 13, isMoving: false }],
      is: [],
    },
    { shows: 'an engine that counts no frames', readings: [{ frames: 0 }, { frames: 0 }], is: [] },
    {
      shows: 'black after a picture',
      readings: [
        { frames: 1, brightest: 90 },
        { frames: 2, brightest: 16 },
      ],
      is: ['picture-black'],
    },
    {
      shows: 'an engine whose samples are always black',
      readings: [
        { frames: 1, brightest: 0 },
        { frames: 2, brightest: 0 },
      ],
      is: [],
    },
    { shows: 'its own shape', readings: [{ filmRatio: 1.78, shownRatio: 1.7 }], is: [] },
    {
      shows: 'a stretched film',
      readings: [{ filmRatio: 1.33, shownRatio: 1.78 }],
      is: ['picture-aspect-wrong'],
    },
  ])('that shows $shows is $is', ({ readings, is }) => {
    expect(shown(readings)).toEqual(is);
  });
});

describe('the sound', () => {
  const heard = { isMoving: true, isOn: true, peak: 0 };
  it('is missing when it was there before, and only while it should be heard', () => {
    expect(codes(judgeSound(true, heard, 21_000))).toEqual(['audio-silent']);
    expect(judgeSound(false, heard, 21_000)).toEqual([]);
    expect(judgeSound(true, { ...heard, isOn: false }, 21_000)).toEqual([]);
    expect(judgeSound(true, { ...heard, isMoving: false }, 21_000)).toEqual([]);
    expect(judgeSound(true, { ...heard, peak: 0.01 }, 0)).toEqual([]);
    expect(judgeSound(true, { ...heard, peak: undefined }, 0)).toEqual([]);
  });
});

describe('the network', () => {
  const well: ProbeAnswer = { name: 'answered', roundTripMs: 40, status: 200 };
  const failed: ProbeAnswer = { name: 'failed', afterMs: 8_000 };
  const slow: ProbeAnswer = { name: 'answered', roundTripMs: 2_400, status: 200 };
  const reading = {
    online: true,
    service: [well],
    clinic: [well],
    serviceAnswers: true,
    throughputBps: undefined,
  };

  it.each([
    { when: 'all answer', change: {}, is: [] },
    {
      when: 'the engine knows that it is offline',
      change: { online: false },
      is: ['network-down'],
    },
    {
      when: 'nobody answers',
      change: { service: [well, failed], clinic: [well, failed] },
      is: ['network-down'],
    },
    {
      when: 'only the service does not answer',
      change: { service: [well, failed] },
      is: ['service-unreachable'],
    },
    {
      when: 'service and clinic are one server, which does not answer',
      change: { service: [failed], clinic: [] },
      is: ['service-unreachable'],
    },
    {
      when: 'the service has never answered, as where a policy forbids to ask it',
      change: { service: [failed], serviceAnswers: false },
      is: [],
    },
    {
      when: 'the service answers that it is broken',
      change: { service: [{ ...well, status: 503 }] },
      is: ['service-unreachable'],
    },
    {
      when: 'the service does not know the page that is asked for',
      change: { service: [{ ...well, status: 404 }] },
      is: [],
    },
    { when: 'one answer is slow', change: { service: [well, well, slow] }, is: [] },
    { when: 'answers are slow', change: { service: [slow, well, slow] }, is: ['network-poor'] },
    { when: 'little comes through', change: { throughputBps: 300_000 }, is: ['network-poor'] },
    { when: 'much comes through', change: { throughputBps: 9_000_000 }, is: [] },
  ])('is $is when $when', ({ change, is }) => {
    expect(codes(judgeNetwork({ ...reading, ...change }))).toEqual(is);
  });

  it('that is poor is told with its round trip and its throughput', () => {
    const [fault] = judgeNetwork({
      ...reading,
      service: [slow, slow, slow],
      throughputBps: 300_000,
    });
    expect(fault?.evidence).toEqual({
      'round-trip': { value: 2_400, unit: 'ms' },
      throughput: { value: 300_000, unit: 'bit/s' },
    });
  });
});

describe('the clock', () => {
  const now = Date.UTC(2026, 2, 2, 9, 10);
  const headers = (date: string, age?: string) =>
    new Headers({ date, ...(age === undefined ? {} : { age }) });

  it('is compared with what a server says, whatever the way and a cache take', () => {
    const told = headers('Mon, 02 Mar 2026 09:10:00 GMT');
    expect(Math.abs(clockAhead(told, now, 100) ?? Number.NaN)).toBeLessThan(1_000);
    const kept = headers('Mon, 02 Mar 2026 09:05:00 GMT', '300');
    expect(Math.abs(clockAhead(kept, now, 100) ?? Number.NaN)).toBeLessThan(1_000);
    expect(clockAhead(new Headers(), now, 100)).toBeUndefined();
  });

  it('is wrong when it is more than two minutes off, either way', () => {
    const answer = (clockAheadMs: number): ProbeAnswer[] => [
      { name: 'answered', roundTripMs: 40, clockAheadMs },
    ];
    expect(judgeClock(answer(119_000))).toEqual([]);
    expect(judgeClock(answer(-121_000))).toEqual([
      { code: 'clock-wrong', evidence: { offset: { value: -121, unit: 's' } } },
    ]);
    expect(codes(judgeClock(answer(86_400_000)))).toEqual(['clock-wrong']);
    expect(judgeClock([])).toEqual([]);
  });
});

describe('the device', () => {
  it('has room, or has none', () => {
    const room = { usage: 1_000, quota: 50_000_000, isOverQuota: false };
    expect(judgeStorage(room)).toEqual([]);
    expect(judgeStorage({ ...room, usage: 49_000_000 })).toEqual([
      {
        code: 'storage-full',
        evidence: {
          usage: { value: 49_000_000, unit: 'By' },
          quota: { value: 50_000_000, unit: 'By' },
        },
      },
    ]);
    const unknown = { usage: undefined, quota: undefined };
    expect(codes(judgeStorage({ ...unknown, isOverQuota: true }))).toEqual(['storage-full']);
    expect(judgeStorage({ ...unknown, isOverQuota: false })).toEqual([]);
  });

  it.each([
    { engine: { hasWebRtc: true, isChromium: true, version: '76.0.3809.146' }, is: [] },
    { engine: { hasWebRtc: true, isChromium: true, version: '69.0' }, is: ['engine-too-old'] },
    { engine: { hasWebRtc: true, isChromium: false, version: '17.4' }, is: [] },
    { engine: { hasWebRtc: true, isChromium: true, version: 'unknown' }, is: [] },
    { engine: { hasWebRtc: false, isChromium: false, version: '17.4' }, is: ['engine-too-old'] },
  ])('with the engine $engine has $is', ({ engine, is }) => {
    expect(codes(engineFaults(engine))).toEqual(is);
    for (const code of codes(engineFaults(engine))) expect(faultCodes).toContain(code);
  });
});
