import { elementsShowing } from './callFaults/shownPicture.ts';
import { drawnHeight, type Frame } from './drawnHeight.ts';

/**
 * How high a track's picture is on this screen, in the screen's own pixels: where several elements
 * show it, the largest. 0 on a page that nobody sees.
 *
 * @returns `undefined` where no element on the page shows it, or another window does
 */
export function shownHeightOf(track: MediaStreamTrack): number | undefined {
  const elements = elementsShowing(track);
  if (elements.length === 0 || elements.some(isInOwnWindow)) return undefined;
  if (document.visibilityState !== 'visible') return 0;
  return Math.max(...elements.map((element) => drawnHeight(frameOf(element)))) * devicePixelRatio;
}

function frameOf(element: HTMLVideoElement): Frame {
  const { width, height } = element.getBoundingClientRect();
  const ratio = element.videoWidth / element.videoHeight;
  return { boxWidth: width, boxHeight: height, ratio, fit: getComputedStyle(element).objectFit };
}

/** Its size there is the person's, and no page knows when it changes. TVs' engines have none. */
function isInOwnWindow(element: HTMLVideoElement): boolean {
  return 'pictureInPictureElement' in document && document.pictureInPictureElement === element;
}
