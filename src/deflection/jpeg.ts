/** Why a file is no photo that can be taken in; `null`: it is one. */
export type JpegFault = 'no-jpeg' | 'metadata' | 'other-size' | 'trailing-data';

/** Markers of ITU-T T.81, table B.1. */
const marker = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  comment: 0xfe,
} as const;
/** Tables and restart intervals, which a decoder needs. */
const tables: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd]);
/** Baseline, extended and progressive frames: what browsers show. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);

interface Segment {
  readonly marker: number;
  readonly content: Uint8Array;
}

/**
 * Whether it is a JPEG of this size that holds nothing but the picture: no EXIF, XMP or IPTC, no
 * comment, no thumbnail, no second picture, nothing behind its end. Where and when it was taken,
 * and with what, stays with whoever took it.
 */
export function jpegFault(
  bytes: Uint8Array,
  size: { readonly width: number; readonly height: number },
): JpegFault | null {
  if (bytes[0] !== 0xff || bytes[1] !== marker.startOfImage) return 'no-jpeg';
  let at = 2;
  let frame: Uint8Array | undefined;
  let hasScan = false;
  for (;;) {
    const found = markerAt(bytes, at);
    if (found === undefined) return 'no-jpeg';
    if (found.marker === marker.endOfImage) {
      if (frame === undefined || !hasScan) return 'no-jpeg';
      return found.next === bytes.length ? null : 'trailing-data';
    }
    const content = contentAt(bytes, found.next);
    if (content === undefined) return 'no-jpeg';
    const segment = { marker: found.marker, content };
    if (isMetadata(segment)) return 'metadata';
    at = found.next + 2 + content.length;
    if (frames.has(segment.marker)) {
      if (frame !== undefined) return 'no-jpeg';
      frame = content;
      if (!isOfSize(frame, size)) return 'other-size';
    } else if (segment.marker === marker.startOfScan) {
      if (frame === undefined) return 'no-jpeg';
      hasScan = true;
      at = endOfScan(bytes, at);
    } else if (!tables.has(segment.marker) && !isApplication(segment)) {
      return 'no-jpeg';
    }
  }
}

/** The marker that begins here, with or without fill bytes before it (T.81, B.1.1.2). */
function markerAt(bytes: Uint8Array, at: number): { marker: number; next: number } | undefined {
  if (bytes[at] !== 0xff) return undefined;
  let next = at + 1;
  while (bytes[next] === 0xff) next += 1;
  const code = bytes[next];
  return code === undefined || code === 0 ? undefined : { marker: code, next: next + 1 };
}

/** What stands in a segment behind its length; `undefined` where it is cut off. */
function contentAt(bytes: Uint8Array, at: number): Uint8Array | undefined {
  const length = twoBytes(bytes, at);
  if (length === undefined || length < 2 || at + length > bytes.length) return undefined;
  return bytes.subarray(at + 2, at + length);
}

/** Where the next marker stands that is no restart within the scan. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    at = bytes.indexOf(0xff, at);
    if (at === -1) return bytes.length;
    const code = bytes[at + 1];
    const isWithin = code === 0 || (code !== undefined && code >= 0xd0 && code <= 0xd7);
    if (!isWithin) return at;
    at += 2;
  }
  return bytes.length;
}

function isApplication({ marker: code }: Segment): boolean {
  return code >= 0xe0 && code <= 0xef;
}

/** Everything for applications but what decoders need: JFIF, a colour profile, Adobe's transform. */
function isMetadata(segment: Segment): boolean {
  const { marker: code, content } = segment;
  if (code === marker.comment) return true;
  if (!isApplication(segment)) return false;
  switch (code) {
    case 0xe0:
      // Without the thumbnail that may follow its 14 bytes.
      return !(startsWith(content, 'JFIF\0') && content.length === 14);
    case 0xe2:
      return !startsWith(content, 'ICC_PROFILE\0');
    case 0xee:
      return !(startsWith(content, 'Adobe') && content.length === 12);
    default:
      return true;
  }
}

/** T.81, B.2.2: precision, number of lines, samples per line. */
function isOfSize(
  frame: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): boolean {
  return twoBytes(frame, 1) === height && twoBytes(frame, 3) === width;
}

function twoBytes(bytes: Uint8Array, at: number): number | undefined {
  const [high, low] = [bytes[at], bytes[at + 1]];
  return high === undefined || low === undefined ? undefined : high * 256 + low;
}

function startsWith(content: Uint8Array, text: string): boolean {
  return [...text].every((letter, index) => content[index] === letter.charCodeAt(0));
}
