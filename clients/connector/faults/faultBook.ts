import type { DeviceEvent, FaultCode } from '../../../src/protocol/index.ts';
import { type Observable, Settable } from '../observable.ts';
import type { Fault } from './fault.ts';
import { type Standing, stand, type Timings, timingOf } from './standing.ts';

/** A fault that is there, and the event that told of it. */
export interface NoticedFault {
  readonly fault: Fault;
  readonly event: DeviceEvent;
}

export interface FaultBookOptions {
  /** A UUIDv7. */
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onEvent: (event: DeviceEvent) => void;
  readonly timings?: Timings;
}

interface Entry {
  standing: Standing;
  noticed: NoticedFault | undefined;
}

/** As many as a request's context carries. */
const keptEvents = 10;

/**
 * Causes before what they cause: where several faults are there, the first of these explains the
 * others. Codes that are not named come in between, in the order in which they were noticed.
 */
const causes: readonly FaultCode[] = [
  'engine-too-old',
  'network-down',
  'service-unreachable',
  'clock-wrong',
  'media-unsupported',
  'media-decode-error',
  'playback-refused',
];
const effects: readonly FaultCode[] = ['network-poor', 'playback-stalled'];

/** What has been noticed: each fault told once until it is gone, and the last events. */
export class FaultBook {
  readonly #options: FaultBookOptions;
  readonly #entries = new Map<FaultCode, Entry>();
  readonly #active = new Settable<readonly NoticedFault[]>([]);
  #events: readonly DeviceEvent[] = [];

  constructor(options: FaultBookOptions) {
    this.#options = options;
  }

  /** Faults that are there now, the most telling first. */
  get active(): Observable<readonly NoticedFault[]> {
    return this.#active;
  }

  /** The last ten events, oldest first. */
  get events(): readonly DeviceEvent[] {
    return this.#events;
  }

  /**
   * What was seen at a look.
   * @param codes what was looked after: those of them that are not in `seen` are not there
   * @param elapsedMs since the look before
   */
  report(codes: readonly FaultCode[], seen: readonly Fault[], elapsedMs: number): void {
    for (const code of codes) {
      const fault = seen.find((each) => each.code === code);
      this.#advance(code, fault, (before) =>
        stand(before, fault !== undefined, elapsedMs, timingOf(code, this.#options.timings)),
      );
    }
  }

  /** As `report`, for what one look settles: told, or cleared, at once. */
  settle(codes: readonly FaultCode[], seen: readonly Fault[]): void {
    for (const code of codes) {
      const fault = seen.find((each) => each.code === code);
      this.#advance(code, fault, () =>
        fault === undefined ? { name: 'absent' } : { name: 'noticed', absentForMs: 0 },
      );
    }
  }

  /** There is nothing to look at any more: what is there counts as gone. */
  settleAll(): void {
    const codes = this.#active.value.map(({ fault }) => fault.code);
    this.settle(codes, []);
    this.#entries.clear();
  }

  #advance(
    code: FaultCode,
    fault: Fault | undefined,
    next: (standing: Standing) => Standing,
  ): void {
    const entry = this.#entries.get(code) ?? { standing: { name: 'absent' }, noticed: undefined };
    this.#entries.set(code, entry);
    entry.standing = next(entry.standing);
    if (entry.standing.name === 'noticed' && entry.noticed === undefined && fault !== undefined) {
      const event = this.#event({ type: 'fault-noticed', fault });
      entry.noticed = { fault, event };
      this.#changed(event);
    } else if (entry.standing.name === 'absent' && entry.noticed !== undefined) {
      const event = this.#event({ type: 'fault-cleared', noticed: entry.noticed.event.id, code });
      entry.noticed = undefined;
      this.#changed(event);
    }
  }

  #event(what: Readonly<Record<string, unknown>> & { readonly type: string }): DeviceEvent {
    const { newId, now } = this.#options;
    return { id: newId(), version: 1, at: new Date(now()).toISOString(), ...what };
  }

  #changed(event: DeviceEvent): void {
    this.#events = [...this.#events, event].slice(-keptEvents);
    const noticed = [...this.#entries.values()]
      .map((entry) => entry.noticed)
      .filter((each) => each !== undefined);
    noticed.sort((a, b) => rank(a) - rank(b) || (a.event.id < b.event.id ? -1 : 1));
    this.#active.set(noticed);
    this.#options.onEvent(event);
  }
}

function rank({ fault }: NoticedFault): number {
  const cause = causes.indexOf(fault.code);
  if (cause >= 0) return cause - causes.length;
  return effects.indexOf(fault.code) + 1;
}
