import { type ConsultView, isPatientPlace, type PlaceName } from '../../src/protocol/index.ts';
import { Arrival, type Awaited, arrivedIn, enoughOf } from './arrival.ts';
import { elementShowing } from './callFaults/shownPicture.ts';
import type { MediaPath } from './mediaPath.ts';
import { type PatientPlace, patientPlace, patientStatus, placeFor } from './patientPlace.ts';

export interface PatientWatchOptions {
  /** This endpoint's own. The patient's devices do not look at each other. */
  readonly place: PlaceName;
  readonly consult: () => ConsultView | undefined;
  /** The path whose media is shown now. */
  readonly path: () => MediaPath | undefined;
  /** The patient is shown by another device from now on, or has been for long enough. */
  readonly onChange: () => void;
}

const lookEveryMs = 40;
/** Before the old place goes, whoever looks has had the new one for so long, */
const settledAfterMs = 500;
/** and an element on the page has frames of it, unless there is none by then. */
const patienceMs = 2_000;

type Shift = NonNullable<ConsultView['shift']>;

/**
 * By which of their devices the patient is shown. While the call goes over to another, that is the
 * old one until enough has come of the new one to be sure that it goes on there.
 */
export class PatientWatch {
  readonly #options: PatientWatchOptions;
  #watched: string | undefined;
  #isShown = false;
  #isSettled = false;
  #arrival: { readonly of: string; readonly arrival: Arrival } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PatientWatchOptions) {
    this.#options = options;
  }

  /** Takes in what the server says of the consult; from then on `place` is of it. */
  follow({ shift }: ConsultView, takesPart: boolean): void {
    const isWatching = shift !== null && takesPart && !isPatientPlace(this.#options.place);
    const watched = isWatching ? keyOf(shift) : undefined;
    if (watched === this.#watched) return;
    this.close();
    this.#watched = watched;
    if (watched !== undefined) this.#lookSoon();
  }

  /** By which device the patient is shown. */
  placeIn(consult: ConsultView): PatientPlace {
    return this.#isSeen(consult.shift) ? placeFor(consult.shift.to) : patientPlace(consult);
  }

  /** The shift whose new place is on the screen, so that the old one may be taken down. */
  settledIn({ shift }: ConsultView): Shift | undefined {
    return this.#isSettled && this.#isSeen(shift) ? shift : undefined;
  }

  /** Stops watching. Idempotent. */
  close(): void {
    clearTimeout(this.#timer);
    this.#watched = undefined;
    this.#isShown = false;
    this.#isSettled = false;
    this.#arrival = undefined;
  }

  #isSeen(shift: ConsultView['shift']): shift is Shift {
    return shift !== null && this.#isShown && this.#watched === keyOf(shift);
  }

  #lookSoon(): void {
    this.#timer = setTimeout(() => void this.#look(), lookEveryMs);
  }

  async #look(): Promise<void> {
    const watched = this.#watched;
    const hasArrived = await this.#hasArrived();
    if (watched === undefined || this.#watched !== watched) return;
    if (!hasArrived) {
      this.#lookSoon();
      return;
    }
    this.#isShown = true;
    this.#settleSoon(performance.now());
    this.#options.onChange();
  }

  #settleSoon(shownAt: number): void {
    this.#timer = setTimeout(() => {
      const shownForMs = performance.now() - shownAt;
      this.#isSettled =
        shownForMs >= patienceMs || (shownForMs >= settledAfterMs && this.#hasFrames);
      if (this.#isSettled) this.#options.onChange();
      else this.#settleSoon(shownAt);
    }, lookEveryMs);
  }

  /** Whether an element on the page shows the new place, where there is a picture to show. */
  get #hasFrames(): boolean {
    const consult = this.#options.consult();
    if (!consult?.shift) return false;
    const place = placeFor(consult.shift.to);
    if (awaitedFrom(consult, place) !== 'frames') return true;
    const element = elementShowing(this.#streamOf(place)?.getVideoTracks()[0] ?? null);
    return element !== undefined && element.getVideoPlaybackQuality().totalVideoFrames > 1;
  }

  #streamOf(place: PatientPlace): MediaStream | undefined {
    return this.#options.path()?.remotes.value.find((remote) => remote.place === place)?.stream;
  }

  async #hasArrived(): Promise<boolean> {
    const consult = this.#options.consult();
    const path = this.#options.path();
    if (!consult?.shift || path === undefined) return false;
    const place = placeFor(consult.shift.to);
    const awaited = awaitedFrom(consult, place);
    const trackIds = new Set(
      this.#streamOf(place)
        ?.getTracks()
        .map(({ id }) => id),
    );
    const count = arrivedIn(await path.stats(), trackIds, awaited);
    // Each path counts from its own beginning.
    const of = `${path.epoch} ${awaited}`;
    if (this.#arrival?.of !== of) this.#arrival = { of, arrival: new Arrival(enoughOf[awaited]) };
    return this.#arrival.arrival.note(count, performance.now());
  }
}

function keyOf({ to, expiresAt }: Shift): string {
  return `${to} ${expiresAt}`;
}

/** What there should be of a device. Where nothing is known of it yet, it has what it needs. */
function awaitedFrom(consult: ConsultView, place: PatientPlace): Awaited {
  const { camera, microphone } = patientStatus(consult, place).devices;
  const isThere = (state: string) => state === 'on' || state === 'unknown';
  const films = place === 'tv' || consult.mobile?.media !== 'audio';
  if (films && isThere(camera)) return 'frames';
  return isThere(microphone) ? 'sound' : 'anything';
}
