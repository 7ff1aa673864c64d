/* Just enough of WebM (https://www.rfc-editor.org/rfc/rfc8794) to take pictures out of a film. */

const ids = {
  segment: 0x18538067,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
} as const;
const voidId = 0xec;

/**
 * A film whose picture stands still from a time on while its sound goes on: its pictures' blocks
 * are made void, which players skip.
 *
 * @param fromMs milliseconds from the beginning
 * @param videoTrack the number of the track with the pictures
 */
export function withPicturesUntil(film: Buffer, fromMs: number, videoTrack: number): Buffer {
  const frozen = Buffer.from(film);
  let clusterAt = 0;
  const walk = (start: number, end: number): void => {
    for (let at = start; at < end; ) {
      const id = read(frozen, at, true);
      const size = read(frozen, at + id.length, false);
      const body = at + id.length + size.length;
      const hasNoEnd = size.value === 2 ** (7 * size.length) - 1;
      const next = hasNoEnd ? end : Math.min(end, body + size.value);
      if (id.value === ids.timestamp) clusterAt = frozen.readUIntBE(body, size.value);
      const isBlock = id.value === ids.simpleBlock || id.value === ids.block;
      if (isBlock) {
        const track = read(frozen, body, false);
        const isLate = clusterAt + frozen.readInt16BE(body + track.length) >= fromMs;
        if (track.value === videoTrack && isLate) frozen[at] = voidId;
      }
      const isParent =
        id.value === ids.segment || id.value === ids.cluster || id.value === ids.blockGroup;
      // An element without an end holds the rest: its children are read where they stand.
      if (isParent && hasNoEnd) at = body;
      else {
        if (isParent) walk(body, next);
        at = next;
      }
    }
  };
  walk(0, frozen.length);
  return frozen;
}

/** A number of variable length (RFC 8794, section 4); an id keeps the bit that marks its length. */
function read(bytes: Buffer, at: number, isId: boolean): { value: number; length: number } {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  let value = isId ? first : first & (0xff >> length);
  for (let more = 1; more < length; more++) value = value * 256 + (bytes[at + more] ?? 0);
  return { value, length };
}
