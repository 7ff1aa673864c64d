import { type ConsultView, isGuestPlace, type PlaceName } from '../../src/protocol/index.ts';
import type { EpochMedia } from './epochMedia.ts';
import type { LocalTracks } from './mediaPath.ts';
import { othersThan, statusOf } from './placeStatus.ts';
import { byPlace, type Remote } from './remoteStreams.ts';

/** How long the media before stays, where the others do not say that they have the new one's. */
const overlapMs = 5_000;
/**
 * What flows is on a screen by then. An engine turns the picture of what is closed black (Chromium's
 * `RenderEndOfStream`), which nobody is to see.
 */
const screenMs = 1_000;

/** The epochs of a call that are still of use. Make before break: the old stays until the new flows. */
export class EpochSuccession {
  /** Oldest first; the last is the present epoch's. */
  readonly #epochs: EpochMedia[] = [];

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
   * Closes what was before, once this endpoint and the others have what is now.
   * @param own this endpoint's place
   * @returns after how many milliseconds it is time to look again, whatever happens until then
   */
  dropReplaced(consult: ConsultView, own: PlaceName): number | undefined {
    const { present } = this;
    const replaced = this.#epochs.slice(0, -1);
    const flowingSince = present?.flowingSince;
    const flowingForMs = flowingSince === undefined ? undefined : Date.now() - flowingSince;
    const isOnScreen = flowingForMs !== undefined && flowingForMs >= screenMs;
    const othersHaveIt = othersThan(own, consult).every((place) => {
      const status = statusOf(consult, place);
      return status === undefined || status.connected || status.presence !== 'present';
    });
    for (const media of replaced) {
      const isDone =
        isOnScreen && (flowingForMs >= overlapMs || (othersHaveIt && covers(present, media)));
      const hasFailed = media.state.name === 'failed' && (flowingForMs === undefined || isOnScreen);
      if (!isDone && !hasFailed) continue;
      this.#epochs.splice(this.#epochs.indexOf(media), 1);
      media.close();
    }
    if (this.#epochs.length < 2 || flowingForMs === undefined) return undefined;
    return (isOnScreen ? overlapMs : screenMs) - flowingForMs;
  }
}

/** Whether the guests of the old epoch are in the new one. Of patient and agent the consult tells. */
function covers(present: EpochMedia | undefined, replaced: EpochMedia): boolean {
  const places = new Set(present?.path.remotes.value.map(({ place }) => place));
  return replaced.path.remotes.value.every(
    ({ place }) => places.has(place) || !isGuestPlace(place),
  );
}
