import { maxPhotoBytes } from '../../../src/protocol/index.ts';
import { withoutMetadata } from './jpeg.ts';

/** A photo as it may leave the phone. */
export interface ShrunkPhoto {
  readonly data: Blob;
  readonly width: number;
  readonly height: number;
}

/** Pixels of the longer edge. */
const longestEdge = 1_600;
/** What is tried one after the other until it is small enough: JPEG quality, and a share of the edge. */
const tries = [
  { quality: 0.85, scale: 1 },
  { quality: 0.7, scale: 1 },
  { quality: 0.55, scale: 1 },
  { quality: 0.55, scale: 0.7 },
  { quality: 0.4, scale: 0.5 },
] as const;

/**
 * Draws a photo anew, upright and smaller, so that nothing but its picture is left: no place, no
 * time, no device.
 * @param file whatever picture the phone can show; HEIC, too, on those that make it
 * @returns `undefined` where this is no picture that the phone can read
 */
export async function shrinkPhoto(file: Blob): Promise<ShrunkPhoto | undefined> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    for (const { quality, scale } of tries) {
      const photo = await drawn(image, longestEdge * scale, quality);
      if (photo !== undefined && photo.data.size <= maxPhotoBytes) return photo;
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function drawn(
  image: HTMLImageElement,
  edge: number,
  quality: number,
): Promise<ShrunkPhoto | undefined> {
  const { naturalWidth, naturalHeight } = image;
  const scale = Math.min(1, edge / Math.max(naturalWidth, naturalHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(naturalHeight * scale));
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  // What is transparent would come out black.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const { width, height } = canvas;
  const made = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
  // Safari counts what its canvases hold against a limit until they are collected.
  canvas.width = 0;
  canvas.height = 0;
  if (made === null) return undefined;
  // Some engines write metadata of their own.
  const bytes = withoutMetadata(new Uint8Array(await made.arrayBuffer()));
  return bytes && { data: new Blob([bytes], { type: 'image/jpeg' }), width, height };
}
