import { randomFillSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const size = { width: 640, height: 360, framesPerSecond: 30, frames: 30 };
/** How large the spots are, in pixels: what a codec takes for a picture, and not for noise. */
const spot = 8;
/** By how much they differ from grey, of 128. */
const contrast = 32;

/**
 * Writes a second of restless spots for Chromium's `--use-file-for-fake-video-capture`. Its own
 * test picture compresses to next to nothing; this takes all of the bitrate that it may have.
 */
export function writeRestlessFilm(file: string): void {
  const { width, height, framesPerSecond, frames } = size;
  const film: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420\n`),
  ];
  for (let i = 0; i < frames; i += 1) {
    film.push(Buffer.from('FRAME\n'), plane(width, height, spot));
    film.push(plane(width / 2, height / 2, spot), plane(width / 2, height / 2, spot));
  }
  writeFileSync(file, Buffer.concat(film));
}

/** One plane of a frame (luma, or a colour at half the size), of spots of random brightness. */
function plane(width: number, height: number, spotSize: number): Buffer {
  const columns = Math.ceil(width / spotSize);
  const spots = randomFillSync(Buffer.alloc(columns * Math.ceil(height / spotSize)));
  const pixels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = spots[Math.floor(y / spotSize) * columns + Math.floor(x / spotSize)] ?? 0;
      pixels[y * width + x] = 128 + Math.round(((value - 128) * contrast) / 128);
    }
  }
  return pixels;
}
