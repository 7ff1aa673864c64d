/*
 * Exif as phones write it (CIPA DC-008, a TIFF in an APP1 segment): how the phone was held, which
 * one it was, when and, by GPS, where.
 */

const tags = { model: 0x0110, orientation: 0x0112, dateTime: 0x0132, gps: 0x8825 } as const;
const gpsTags = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const;
const types = { ascii: 2, short: 3, long: 4, rational: 5 } as const;

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** What fits into four bytes stands in the entry itself. */
  readonly value: Buffer;
}

/** @returns the JPEG with Exif of a phone before the cathedral of Milan */
export function withExif(jpeg: Buffer, { orientation }: { readonly orientation: 1 | 6 }): Buffer {
  const gps = directory(
    [
      text(gpsTags.latitudeRef, 'N'),
      degrees(gpsTags.latitude, [45, 27, 51]),
      text(gpsTags.longitudeRef, 'E'),
      degrees(gpsTags.longitude, [9, 11, 23]),
    ],
    gpsAt,
  );
  const main = directory(
    [
      text(tags.model, 'Nameless Phone 15'),
      short(tags.orientation, orientation),
      text(tags.dateTime, '2026:03:02 09:05:00'),
      long(tags.gps, gpsAt),
    ],
    8,
  );
  const tiff = Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), main]);
  const padded = Buffer.concat([tiff, Buffer.alloc(gpsAt - tiff.length), gps]);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), padded]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** Where the directory of the place begins, from the TIFF's first byte. */
const gpsAt = 256;

function directory(entries: readonly Entry[], at: number): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  head.writeUInt16BE(entries.length, 0);
  const values: Buffer[] = [];
  let valueAt = at + head.length;
  entries.forEach(({ tag, type, count, value }, index) => {
    const entry = 2 + index * 12;
    head.writeUInt16BE(tag, entry);
    head.writeUInt16BE(type, entry + 2);
    head.writeUInt32BE(count, entry + 4);
    if (value.length <= 4) {
      value.copy(head, entry + 8);
    } else {
      head.writeUInt32BE(valueAt, entry + 8);
      values.push(value);
      valueAt += value.length;
    }
  });
  return Buffer.concat([head, ...values]);
}

function text(tag: number, words: string): Entry {
  const value = Buffer.from(`${words}\0`, 'latin1');
  return { tag, type: types.ascii, count: value.length, value };
}

function short(tag: number, number: number): Entry {
  const value = Buffer.alloc(2);
  value.writeUInt16BE(number);
  return { tag, type: types.short, count: 1, value };
}

function long(tag: number, number: number): Entry {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(number);
  return { tag, type: types.long, count: 1, value };
}

function degrees(tag: number, parts: readonly number[]): Entry {
  const value = Buffer.alloc(parts.length * 8);
  parts.forEach((part, index) => {
    value.writeUInt32BE(part, index * 8);
    value.writeUInt32BE(1, index * 8 + 4);
  });
  return { tag, type: types.rational, count: parts.length, value };
}
