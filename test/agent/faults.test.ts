import { describe, expect, it } from 'vitest';
import { eventWords, evidenceLines, faultWords } from '../../clients/agent/faults.ts';
import { noticedFaults } from '../../clients/agent/noticedFaults.ts';
import { type DeviceEvent, faultCodes, type TimelineEvent } from '../../src/protocol/index.ts';

const at = (second: number) => `2026-03-02T09:00:0${second}.000Z`;

function fault(id: string, second: number, code = 'packet-loss'): DeviceEvent {
  return { id, type: 'fault-noticed', version: 1, at: at(second), fault: { code, evidence: {} } };
}

function entry(seq: number, event: DeviceEvent, place = 'tv'): TimelineEvent {
  return { seq, at: event.at, by: 'patient', type: 'device-event', place, event };
}

describe('faults in words', () => {
  it('has words of its own for each code of the catalogue, and its code for any other', () => {
    for (const code of faultCodes) expect(faultWords(code)).not.toContain('-');
    expect(new Set(faultCodes.map(faultWords)).size).toBe(faultCodes.length);
    expect(faultWords('tuner-locked')).toBe('tuner locked');
  });

  it('tells measured values with units that people read', () => {
    const evidence = {
      throughput: { value: 1_340_000, unit: 'bit/s' },
      bitrate: { value: 24_000, unit: 'bit/s' },
      'stalled-for': { value: 14.2, unit: 's' },
      'buffered-ahead': { value: 0.42, unit: 's' },
      quota: { value: 62_000_000, unit: 'By' },
      'film-ratio': { value: 1.778, unit: '1' },
      muted: { value: true },
      'tuner-mode': { value: 'dvb-c' },
    };
    expect(
      evidenceLines({ code: 'x', evidence }).map(({ name, value }) => `${name}: ${value}`),
    ).toEqual([
      'Throughput: 1.3 Mbit/s',
      'Bit rate: 24000 bit/s',
      'Stands still for: 14 s',
      'Loaded ahead: 0.4 s',
      'Room in all: 62 MB',
      'Shape of the film: 1.8',
      'Muted: yes',
      'Tuner mode: dvb-c',
    ]);
  });

  it('tells events that are not known by their type', () => {
    expect(eventWords({ id: 'x', type: 'channel-changed', version: 1, at: at(1) })).toBe(
      'channel changed',
    );
    expect(
      eventWords({ id: 'x', type: 'fault-cleared', version: 1, at: at(1), code: 'network-down' }),
    ).toBe('no internet: over');
  });
});

describe('faults noticed during a call', () => {
  it('are counted once by their id, whichever way they came', () => {
    const seen = noticedFaults(
      [entry(1, fault('a', 1)), entry(2, fault('b', 3), 'agent')],
      [
        { place: 'tv', event: fault('a', 1) },
        { place: 'tv', event: fault('c', 2) },
      ],
    );
    expect(seen.map(({ id, place }) => `${id} ${place}`)).toEqual(['a tv', 'c tv', 'b agent']);
  });

  it('are over once the place that noticed them says so', () => {
    const cleared: DeviceEvent = {
      id: 'd',
      type: 'fault-cleared',
      version: 1,
      at: at(4),
      noticed: 'a',
      code: 'packet-loss',
    };
    const seen = noticedFaults(
      [entry(1, fault('a', 1)), entry(2, fault('b', 2))],
      [{ place: 'tv', event: cleared }],
    );
    expect(seen.map(({ id, isOver }) => [id, isOver])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });
});
