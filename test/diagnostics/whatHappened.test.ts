import { expect, test } from 'vitest';
import { verdict } from '../../src/diagnostics/verdict.ts';
import { whatHappened } from '../../src/diagnostics/whatHappened.ts';
import type { DeviceEvent, TimelineEvent } from '../../src/protocol/index.ts';

const base = { at: '2026-03-02T09:00:00.000Z', by: 'system' } as const;
const id = (number: number) => `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}`;

function told(place: 'tv' | 'agent', number: number, what: object): TimelineEvent {
  const event: DeviceEvent = {
    id: id(number),
    type: 'fault-noticed',
    version: 1,
    at: base.at,
    ...what,
  };
  return { ...base, seq: number, type: 'device-event', place, event };
}

function connected(place: 'tv' | 'agent', protocol: 'udp' | 'tcp'): TimelineEvent {
  const transport = { protocol, relayed: false };
  return { ...base, seq: 1, type: 'media-connected', place, epoch: 1, transport };
}

const sentences = (events: readonly TimelineEvent[]) =>
  verdict(whatHappened(events)).map(({ en }) => en);

test('what a call noticed of UDP and what it went over become one sentence', () => {
  const blocked = { fault: { code: 'udp-blocked', evidence: { protocol: { value: 'tcp' } } } };
  expect(
    sentences([connected('tv', 'udp'), connected('agent', 'tcp'), told('agent', 2, blocked)]),
  ).toEqual(["The hospital's firewall blocked UDP; the call went over TCP."]);
});

test('media that went over TCP is told of although nobody noticed why', () => {
  expect(sentences([connected('tv', 'tcp'), connected('agent', 'tcp')])).toEqual([
    'No UDP got through; the call went over TCP.',
  ]);
});

test('a fault of the call that was cleared was there for a while; one that was not, to the end', () => {
  const frozen = { fault: { code: 'picture-frozen', evidence: {} } };
  const silent = { fault: { code: 'audio-silent', evidence: { direction: { value: 'sent' } } } };
  const moves = { type: 'fault-cleared', noticed: id(2), code: 'picture-frozen' };
  expect(
    sentences([
      connected('tv', 'udp'),
      told('agent', 2, frozen),
      told('tv', 3, silent),
      told('agent', 4, moves),
    ]),
  ).toEqual([
    'At the TV: there was no sound.',
    'At the clinic: the picture stood still, for a while.',
  ]);
});
