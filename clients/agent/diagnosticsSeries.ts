import type { DiagnosticsSample } from '../../src/protocol/index.ts';
import { megabits, milliseconds, percent } from './format.ts';
import { diagnostics as strings } from './strings/call.ts';

/** One chart: its name, what it reads now, and its line. */
export interface Series {
  readonly key: string;
  readonly name: string;
  readonly now: string;
  readonly unit: string;
  readonly values: readonly (number | undefined)[];
  readonly ceiling: number;
}

type Read = (sample: DiagnosticsSample) => number | undefined;

function sum(...parts: readonly (number | undefined)[]): number | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : known.reduce((total, part) => total + part, 0);
}

function largest(...parts: readonly (number | undefined)[]): number | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

interface Chart {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly ceiling: number;
  readonly read: Read;
  readonly show: (value: number, sample: DiagnosticsSample) => string;
}

const { unit } = strings;
const whole = (value: number) => value.toFixed(0);

/* Names are from the patient's side: inbound is what their device receives, outbound what it sends. */
const charts: readonly Chart[] = [
  {
    key: 'round-trip',
    name: strings.roundTrip,
    unit: unit.ms,
    ceiling: 0.1,
    read: (sample) => sample.currentRoundTripTime,
    show: milliseconds,
  },
  {
    key: 'jitter',
    name: strings.jitter,
    unit: unit.ms,
    ceiling: 0.03,
    read: ({ inbound }) => largest(inbound.video?.jitter, inbound.audio?.jitter),
    show: milliseconds,
  },
  {
    key: 'loss',
    name: strings.loss,
    unit: unit.percent,
    ceiling: 0.05,
    read: ({ inbound, outbound }) =>
      largest(
        inbound.video?.fractionLost,
        inbound.audio?.fractionLost,
        outbound.video?.fractionLost,
        outbound.audio?.fractionLost,
      ),
    show: percent,
  },
  {
    key: 'freezes',
    name: strings.freezes,
    unit: unit.count,
    ceiling: 4,
    read: ({ inbound }) => inbound.video?.freezeCount,
    show: whole,
  },
  {
    key: 'sound',
    name: strings.sound,
    unit: unit.percent,
    ceiling: 0.5,
    read: ({ outbound }) => outbound.audio?.audioLevel,
    show: (value) => whole(value * 100),
  },
  {
    key: 'sends',
    name: strings.sends,
    unit: unit.megabits,
    ceiling: 1_000_000,
    read: ({ outbound }) => sum(outbound.video?.bitrateBps, outbound.audio?.bitrateBps),
    show: megabits,
  },
  {
    key: 'receives',
    name: strings.receives,
    unit: unit.megabits,
    ceiling: 1_000_000,
    read: ({ inbound }) => sum(inbound.video?.bitrateBps, inbound.audio?.bitrateBps),
    show: megabits,
  },
  {
    key: 'frames-sent',
    name: strings.framesSent,
    unit: unit.perSecond,
    ceiling: 32,
    read: ({ outbound }) => outbound.video?.framesPerSecond,
    show: whole,
  },
  {
    key: 'frames-received',
    name: strings.framesReceived,
    unit: unit.perSecond,
    ceiling: 32,
    read: ({ inbound }) => inbound.video?.framesPerSecond,
    show: whole,
  },
  {
    key: 'frames-dropped',
    name: strings.framesDropped,
    unit: unit.count,
    ceiling: 30,
    read: ({ inbound }) => inbound.video?.framesDropped,
    show: whole,
  },
  {
    key: 'decode-time',
    name: strings.decodeTime,
    unit: unit.ms,
    ceiling: 0.033,
    read: ({ inbound }) => inbound.video?.decodeTime,
    show: milliseconds,
  },
  {
    key: 'resolution-received',
    name: strings.resolutionReceived,
    unit: unit.lines,
    ceiling: 1080,
    read: ({ inbound }) => inbound.video?.frameHeight,
    show: (value, { inbound }) => `${inbound.video?.frameWidth ?? '?'} × ${value}`,
  },
  {
    key: 'resolution',
    name: strings.resolution,
    unit: unit.lines,
    ceiling: 1080,
    read: ({ outbound }) => outbound.video?.frameHeight,
    show: (value, { outbound }) => `${outbound.video?.frameWidth ?? '?'} × ${value}`,
  },
];

/** The charts of the last minute; gaps where a sample did not measure something. */
export function seriesOf(samples: readonly DiagnosticsSample[]): readonly Series[] {
  const last = samples.at(-1);
  return charts.map(({ key, name, unit: of, ceiling, read, show }) => {
    const now = last === undefined ? undefined : read(last);
    return {
      key,
      name,
      unit: of,
      ceiling,
      now: last === undefined || now === undefined ? strings.noValue : show(now, last),
      values: samples.map(read),
    };
  });
}
