import { type Fault, milliseconds } from '../faults/fault.ts';
import type { PatientPlace } from '../patientPlace.ts';
import type { StatsEntry } from '../stats.ts';
import { judgeUdp } from './blockedUdp.ts';
import { type CallReading, levelBetween, readingOf } from './callReading.ts';
import { type Echo, echoIn, type HeardLevels } from './echo.ts';
import { judgeBitrate, judgeLoss, judgeRoundTrip, keptReadings } from './line.ts';
import { allOf, type Look, looked, noLook } from './look.ts';
import {
  judgeReceivedPicture,
  newPictureMemory,
  onOtherPath,
  type ReceivedPictureReading,
} from './receivedPicture.ts';
import { judgeSilence, noSilence } from './silence.ts';

/** What is known of a call at one moment, besides what a page can measure. */
export interface CallMoment {
  /** Milliseconds, of a clock that only goes forward. */
  readonly at: number;
  /** Since the look before. */
  readonly elapsedMs: number;
  /** Of the path whose media is shown, and what of the counterpart it receives. */
  readonly entries: readonly StatsEntry[];
  readonly path: { readonly kind: 'direct' | 'relay'; readonly epoch: number };
  /** By which device the patient is shown. */
  readonly patient: PatientPlace;
  readonly picture: Pick<ReceivedPictureReading, 'isExpected' | 'brightest'> & {
    readonly isCameraOn: boolean;
    /** Width by height, as the counterpart says that it sends it, and as this screen stretches it. */
    readonly sentRatio: number | undefined;
    readonly stretched: ReceivedPictureReading['shapes'];
  };
  readonly sound: { readonly sent: Microphone; readonly received: Microphone };
  readonly levels: HeardLevels;
}

interface Microphone {
  readonly isOn: boolean;
  readonly muted: boolean;
}

/** Faults of what comes from the counterpart, and of what goes to them. */
export interface CallLook {
  readonly received: Look;
  readonly sent: Look;
}

/** An echo stays where it is; what is alike by chance is so somewhere else each time. */
const sameDelayMs = 100;

/** Judges a call from one look to the next. */
export class CallJudge {
  #epoch: number | undefined;
  #patient: PatientPlace | undefined;
  #readings: readonly CallReading[] = [];
  readonly #trustsBlack: boolean;
  /** Epochs on whose path UDP was tried in vain. */
  readonly #triedUdp = new Set<number>();
  #picture: ReturnType<typeof newPictureMemory>;
  #silence = { sent: noSilence, received: noSilence };
  #echo: Echo | undefined;

  /** @param trustsBlack whether an element that shows video can be read from the start */
  constructor(trustsBlack: boolean) {
    this.#trustsBlack = trustsBlack;
    this.#picture = newPictureMemory(trustsBlack);
  }

  look(moment: CallMoment): CallLook {
    this.#follow(moment);
    const reading = readingOf(moment.entries, moment.at);
    const before = this.#readings[this.#readings.length - 1];
    this.#readings = [...this.#readings, reading].slice(-keptReadings);
    return {
      received: allOf([
        judgeLoss(this.#readings, 'received'),
        judgeRoundTrip(this.#readings),
        this.#udp(moment),
        this.#receivedPicture(moment, reading),
        this.#soundOf('received', moment, levelBetween(before?.heard, reading.heard)),
        this.#echoIn(moment.levels),
      ]),
      sent: allOf([
        judgeLoss(this.#readings, 'sent'),
        judgeBitrate(this.#readings, moment.picture.isCameraOn),
        this.#soundOf('sent', moment, levelBetween(before?.spoken, reading.spoken)),
      ]),
    };
  }

  /**
   * Looks at a path whose media is not shown yet. By the time somebody accepts, the engine may have
   * forgotten that it tried UDP.
   */
  lookAhead({ kind, epoch }: CallMoment['path'], entries: readonly StatsEntry[]): void {
    const isTried = kind === 'relay' && judgeUdp(entries, false).triedInVain;
    if (isTried) this.#triedUdp.add(epoch);
  }

  #follow({ path: { epoch }, patient }: CallMoment): void {
    // Another device has frames and a silence of its own; it need not be the one that is received.
    if (this.#patient !== undefined && this.#patient !== patient) {
      this.#picture = newPictureMemory(this.#trustsBlack);
      this.#silence = { ...this.#silence, received: noSilence };
    } else if (this.#epoch === epoch) return;
    this.#epoch = epoch;
    this.#patient = patient;
    this.#readings = [];
    this.#picture = onOtherPath(this.#picture);
  }

  /** A direct path that finds no way by UDP says nothing of firewalls: there may be none to try. */
  #udp({ entries, path }: CallMoment): Look {
    if (path.kind !== 'relay') return looked('udp-blocked', null);
    const { look, triedInVain } = judgeUdp(entries, this.#triedUdp.has(path.epoch));
    if (triedInVain) this.#triedUdp.add(path.epoch);
    return look;
  }

  #receivedPicture({ picture, elapsedMs }: CallMoment, reading: CallReading): Look {
    const { sentRatio, stretched } = picture;
    const { receivedRatio, frames, freezes } = reading;
    const onTheWay =
      sentRatio === undefined || receivedRatio === undefined
        ? []
        : [{ film: sentRatio, shown: receivedRatio }];
    const shapes = [...onTheWay, ...stretched];
    const judged = judgeReceivedPicture(
      this.#picture,
      { ...picture, frames, freezes, shapes },
      elapsedMs,
    );
    this.#picture = judged.memory;
    return judged.look;
  }

  #soundOf(
    direction: 'sent' | 'received',
    { sound, elapsedMs }: CallMoment,
    level: number | undefined,
  ): Look {
    const { silence, look } = judgeSilence(
      this.#silence[direction],
      { direction, level, ...sound[direction] },
      elapsedMs,
    );
    this.#silence = { ...this.#silence, [direction]: silence };
    return look;
  }

  #echoIn(levels: HeardLevels): Look {
    const echo = echoIn(levels);
    if (echo === 'unheard') return noLook;
    const before = this.#echo;
    this.#echo = echo === 'none' ? undefined : echo;
    if (echo === 'none' || before === undefined) return looked('audio-echo', null);
    const isSame = Math.abs(echo.delayMs - before.delayMs) <= sameDelayMs;
    return looked('audio-echo', isSame ? evidenceOf(echo) : null);
  }
}

function evidenceOf({ delayMs, correlation }: Echo): Fault['evidence'] {
  return {
    delay: milliseconds(delayMs),
    correlation: { value: Math.round(correlation * 100), unit: '%' },
  };
}
