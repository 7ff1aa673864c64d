/*
 * A JPEG is a row of segments: FF, a marker, two bytes of length, content (ITU-T T.81, annex B).
 * Metadata lies in application segments and comments: Exif and XMP in APP1, IPTC in APP13.
 */
const startOfImage = 0xd8;
const startOfScan = 0xda;
const comment = 0xfe;
const firstApplication = 0xe0;
const lastApplication = 0xef;
/** JFIF without a thumbnail, and Adobe's: how pixels and colours are to be read, nothing of who and where. */
const needed = [
  { marker: 0xe0, name: 'JFIF\0', bytes: 16 },
  { marker: 0xee, name: 'Adobe', bytes: 14 },
] as const;

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
    if (!isMetadata(marker, jpeg.subarray(at + 2, end))) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return undefined;
}

/** @param content with the two bytes of its length */
function isMetadata(marker: number, content: Uint8Array): boolean {
  if (marker === comment) return true;
  if (marker < firstApplication || marker > lastApplication) return false;
  return !needed.some(
    ({ marker: known, name, bytes }) =>
      marker === known &&
      content.length === bytes &&
      [...name].every((letter, index) => content[index + 2] === letter.charCodeAt(0)),
  );
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
