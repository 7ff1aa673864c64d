/** Few enough to cost nothing, enough to find a light in a dark scene. */
const grid = { width: 32, height: 18 };

/** A look at a few pixels of what a video element shows. It copies a picture: not for every frame. */
export class Pixels {
  #canvas: CanvasRenderingContext2D | null = null;
  #cannotSample = false;

  /** @returns the brightest of the samples, 0 to 255; `undefined` where none can be taken */
  brightestOf(player: HTMLVideoElement): number | undefined {
    if (this.#cannotSample) return undefined;
    try {
      this.#canvas ??= newCanvas();
      if (this.#canvas === null) return undefined;
      this.#canvas.drawImage(player, 0, 0, grid.width, grid.height);
      const { data } = this.#canvas.getImageData(0, 0, grid.width, grid.height);
      let brightest = 0;
      for (let at = 0; at < data.length; at += 4) {
        brightest = Math.max(brightest, data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
      }
      return brightest;
    } catch {
      // A film of another origin, or a protected one, is not for pages to look at.
      this.#cannotSample = true;
      return undefined;
    }
  }

  /** Another film may be one to look at. */
  forget(): void {
    this.#cannotSample = false;
    // A canvas that was drawn a foreign film on stays closed.
    this.#canvas = null;
  }
}

function newCanvas(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = grid.width;
  canvas.height = grid.height;
  return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
}
