/*
 * A JPEG is a row of segments: FF, a marker, two bytes of length, content (ITU-T T.81, annex B).
 * Metadata lies in application segments and comments: Exif and XMP in APP1, IPTC in APP13.
 */
const startOfImage = 0xd8;
const startOfScan = 0xda;
const app0 = 0xe0;
const app15 = 0xef;
/** JFIF and Adobe's: how pixels and colours are to be read, nothing of who and where. */
const needed: ReadonlySet<number> = new Set([app0, 0xee]);
const comment = 0xfe;

/**
 * @returns the JPEG with its picture alone: without place, time, device, thumbnail and comments;
 * `undefined` where it is no JPEG
 */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== startOfImage) return undefined;
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  for (let at = 2; jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1];
    const high = jpeg[at + 2];
    const low = jpeg[at + 3];
    if (marker === undefined || high === undefined || low === undefined) return undefined;
    // From here on there are pixels, to the end.
    if (marker === startOfScan) return joined([...kept, jpeg.subarray(at)]);
    const end = at + 2 + high * 256 + low;
    if (!isMetadata(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return undefined;
}

function isMetadata(marker: number): boolean {
  return marker === comment || (marker >= app0 && marker <= app15 && !needed.has(marker));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
