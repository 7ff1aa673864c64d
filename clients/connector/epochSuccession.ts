import { type ConsultView, isGuestPlace, type PlaceName } from '../../src/protocol/index.ts';
import type { EpochMedia } from './epochMedia.ts';
import type { LocalTracks } from './mediaPath.ts';
import { othersThan, statusOf } from './placeStatus.ts';
import { byPlace, type Remote } from './remoteStreams.ts';

/** How long the media before stays, where the others do not say that they have the new one's. */
const overlapMs = 5_000;
/**
 * What flows is on a screen by then. An engine turns the picture of what is closed black (Chromium's
 * `RenderEndOfStream`), whichever side closes it, and nobody is to see that.
 */
const screenMs = 1_000;

/** The epochs of a call that are still of use. Make before break: the old stays until the new flows. */
export class EpochSuccession {
  /** Oldest first; the last is the present epoch's. */
  readonly #epochs: EpochMedia[] = [];
  /** Since when all others have the present epoch's media, in milliseconds of `Date.now`. */
  #othersHaveItSince: number | undefined;

  get all(): readonly EpochMedia[] {
    return this.#epochs;
  }

  get present(): EpochMedia | undefined {
    return this.#epochs[this.#epochs.length - 1];
  }

  /** What is shown now: the newest that flows. */
  get flowing(): EpochMedia | undefined {
    return [...this.#epochs].reverse().find((media) => media.state.name === 'flowing');
  }

  /** A new epoch, or the present one tried again. */
  begin(media: EpochMedia): void {
    if (this.present?.path.epoch === media.path.epoch) this.#epochs.pop()?.close();
    this.#epochs.push(media);
    this.#othersHaveItSince = undefined;
  }

  send(tracks: LocalTracks): void {
    for (const media of this.#epochs) media.send(tracks);
  }

  /** This side's network has changed: what does not flow soon is set up anew. */
  hurry(): void {
    for (const media of this.#epochs) media.hurry();
  }

  close(): void {
    for (const media of this.#epochs.splice(0)) media.close();
  }

  /**
   * Everybody to be seen now: those of the epoch that is shown, and those who are on their way from
   * an older one.
   */
  remotes(shown: EpochMedia): readonly Remote[] {
    const remotes = [...shown.path.remotes.value];
    for (const older of this.#epochs.slice(0, Math.max(0, this.#epochs.indexOf(shown))).reverse()) {
      if (older.state.name !== 'flowing') continue;
      for (const remote of older.path.remotes.value) {
        if (remotes.every(({ place }) => place !== remote.place)) remotes.push(remote);
      }
    }
    return remotes.sort(byPlace);
  }

  /**
   * Closes what was before, once what is now is on the screens of this endpoint and the others.
   * @param own this endpoint's place
   * @returns after how many milliseconds it is time to look again, whatever happens until then
   */
  dropReplaced(consult: ConsultView, own: PlaceName): number | undefined {
    const { present } = this;
    const now = Date.now();
    this.#othersHaveItSince = othersHave(own, consult)
      ? (this.#othersHaveItSince ?? now)
      : undefined;
    const shownAt = (present?.flowingSince ?? Infinity) + screenMs;
    const shownToOthersAt = (this.#othersHaveItSince ?? Infinity) + screenMs;
    const overlapEndsAt = (present?.flowingSince ?? Infinity) + overlapMs;
    const isAboutToShow = shownAt > now && shownAt < Infinity;
    for (const media of this.#epochs.slice(0, -1)) {
      const isShownToAll = shownAt <= now && shownToOthersAt <= now && covers(present, media);
      const isUseless = media.state.name === 'failed' && !isAboutToShow;
      if (!isShownToAll && !isUseless && overlapEndsAt > now) continue;
      this.#epochs.splice(this.#epochs.indexOf(media), 1);
      media.close();
    }
    if (this.#epochs.length < 2) return undefined;
    const next = Math.min(...[shownAt, shownToOthersAt, overlapEndsAt].filter((at) => at > now));
    return next === Infinity ? undefined : next - now;
  }
}

/** Whether everybody else who is there has the present epoch's media. */
function othersHave(own: PlaceName, consult: ConsultView): boolean {
  return othersThan(own, consult).every((place) => {
    const status = statusOf(consult, place);
    return status === undefined || status.connected || status.presence !== 'present';
  });
}

/** Whether the guests of the old epoch are in the new one. Of patient and agent the consult tells. */
function covers(present: EpochMedia | undefined, replaced: EpochMedia): boolean {
  const places = new Set(present?.path.remotes.value.map(({ place }) => place));
  return replaced.path.remotes.value.every(
    ({ place }) => places.has(place) || !isGuestPlace(place),
  );
}
