import { ratiosOf } from '../faults/pictureWatch.ts';
import { Pixels } from '../faults/pixels.ts';
import type { Shape } from './receivedPicture.ts';

/** A sample copies a picture, which a TV feels. */
const sampleEveryMs = 3_000;

/**
 * The element on the page that shows a track. It is found rather than made: TVs have one plane for
 * video, and a second element would take it.
 */
export class ShownPicture {
  readonly #pixels = new Pixels();
  #element: HTMLVideoElement | undefined;
  #track: MediaStreamTrack | null = null;
  #brightest: number | undefined;
  #sampledAt: number | undefined;

  /**
   * @param at milliseconds, of a clock that only goes forward
   * @returns the brightest of the last sample, and the shape where it is stretched over its box
   */
  look(
    track: MediaStreamTrack | null,
    at: number,
  ): { readonly brightest: number | undefined; readonly shape: Shape | undefined } {
    if (track !== this.#track) this.#forget(track);
    if (this.#sampledAt === undefined || at - this.#sampledAt >= sampleEveryMs) {
      this.#sampledAt = at;
      this.#element = isShowing(this.#element, track) ? this.#element : elementShowing(track);
      this.#brightest =
        this.#element === undefined ? undefined : this.#pixels.brightestOf(this.#element);
    }
    const { filmRatio, shownRatio } = this.#element === undefined ? none : ratiosOf(this.#element);
    const isStretched = filmRatio !== undefined && shownRatio !== undefined;
    return {
      brightest: this.#brightest,
      shape: isStretched ? { film: filmRatio, shown: shownRatio } : undefined,
    };
  }

  #forget(track: MediaStreamTrack | null): void {
    this.#track = track;
    this.#element = undefined;
    this.#brightest = undefined;
    this.#sampledAt = undefined;
    this.#pixels.forget();
  }
}

const none = { filmRatio: undefined, shownRatio: undefined } as const;

function isShowing(
  element: HTMLVideoElement | undefined,
  track: MediaStreamTrack | null,
): element is HTMLVideoElement {
  if (element === undefined || track === null || !element.isConnected) return false;
  const { srcObject, videoWidth } = element;
  return (
    srcObject instanceof MediaStream && srcObject.getVideoTracks().includes(track) && videoWidth > 0
  );
}

/** The element on the page that shows a track, if there is one. */
export function elementShowing(track: MediaStreamTrack | null): HTMLVideoElement | undefined {
  return track === null ? undefined : elementsShowing(track)[0];
}

/**
 * All elements on the page that show a track. The app may lie in a shadow tree at the top of
 * somebody else's page.
 */
export function elementsShowing(track: MediaStreamTrack): HTMLVideoElement[] {
  const tops = [...document.documentElement.children, ...document.body.children];
  const roots = [document, ...tops.map(({ shadowRoot }) => shadowRoot)];
  return roots
    .flatMap((root) => [...(root?.querySelectorAll('video') ?? [])])
    .filter((element) => isShowing(element, track));
}
