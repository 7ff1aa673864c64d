import { randomFillSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const size = { width: 640, height: 360, framesPerSecond: 30, frames: 30 };
/** How large the spots are, in pixels: what a codec takes for a picture, and not for noise. */
const spot = 8;
/** By how much they differ from grey, of 128. */
const contrast = 32;

/**
 * Makes a second of restless spots for Chromium's `--use-file-for-fake-video-capture`. Its own test
 * picture compresses to next to nothing; this takes all of the bitrate that it may have.
 *
 * @returns where the film is, as long as the stack is not disposed of
 */
export async function restlessFilm(stack: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'housecall-bench-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'film.y4m');
  await writeFile(file, film());
  return file;
}

function film(): Buffer {
  const { width, height, framesPerSecond, frames } = size;
  const parts: Uint8Array[] = [
    Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420\n`),
  ];
  for (let i = 0; i < frames; i += 1) {
    parts.push(Buffer.from('FRAME\n'), plane(width, height, spot));
    parts.push(plane(width / 2, height / 2, spot), plane(width / 2, height / 2, spot));
  }
  return Buffer.concat(parts);
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
