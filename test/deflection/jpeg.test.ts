import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jpegFault } from '../../src/deflection/jpeg.ts';
import {
  baselineJpeg,
  jpegSize,
  largeJpeg,
  progressiveJpeg,
  segment,
  withInserted,
} from '../support/jpegs.ts';

const app = (n: number) => 0xe0 + n;

describe('a photo', () => {
  test.each([
    ['a baseline JPEG', baselineJpeg()],
    ['a progressive JPEG', progressiveJpeg()],
    [
      'a JPEG with a colour profile',
      withInserted(baselineJpeg(), segment(app(2), 'ICC_PROFILE\0…')),
    ],
    [
      'a JPEG with Adobe’s transform',
      withInserted(baselineJpeg(), segment(app(14), 'Adobe\0d\0\0\0\0\x01')),
    ],
    ['a JPEG with fill bytes before a marker', largeJpeg(2_000)],
  ])('may be %s', (_, bytes) => {
    expect(jpegFault(bytes, jpegSize)).toBeNull();
  });

  test.each([
    ['EXIF', segment(app(1), 'Exif\0\0 GPS 52.5 13.4')],
    ['XMP', segment(app(1), 'http://ns.adobe.com/xap/1.0/\0')],
    ['IPTC', segment(app(13), 'Photoshop 3.0\0')],
    ['a comment', segment(0xfe, 'taken at home')],
    ['a second picture', segment(app(2), 'MPF\0')],
    ['an extension of JFIF with its thumbnail', segment(app(0), 'JFXX\0\x10')],
    ['a thumbnail', segment(app(0), Buffer.concat([Buffer.from('JFIF\0'), Buffer.alloc(90, 1)]))],
    ['what any other application wrote', segment(app(7), 'serial number')],
  ])('holds no %s, at its beginning or between its scans', (_, metadata) => {
    expect(jpegFault(withInserted(baselineJpeg(), metadata), jpegSize)).toBe('metadata');
    expect(jpegFault(withInserted(baselineJpeg(), metadata, 'end'), jpegSize)).toBe('metadata');
    expect(jpegFault(withInserted(progressiveJpeg(), metadata, 'end'), jpegSize)).toBe('metadata');
  });

  test('ends where the picture ends', () => {
    const more = Buffer.concat([baselineJpeg(), Buffer.from('a film of what was around it')]);
    expect(jpegFault(more, jpegSize)).toBe('trailing-data');
  });

  test('is of the size that was said', () => {
    expect(jpegFault(baselineJpeg(), { width: 24, height: 40 })).toBe('other-size');
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a PNG', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['a web page', Buffer.from('<script>alert(1)</script>')],
    ['a beginning alone', Buffer.from([0xff, 0xd8])],
    ['a beginning and an end', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['a segment longer than the file', Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0xff, 0xff, 0])],
    ['a segment shorter than its length', Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0, 1])],
    [
      'two frames',
      withInserted(baselineJpeg(), segment(0xc0, Buffer.from([8, 0, 24, 0, 40, 1, 1, 17, 0]))),
    ],
  ])('is not %s', (_, bytes) => {
    expect(jpegFault(bytes, jpegSize)).not.toBeNull();
  });

  test('is none once it is cut off anywhere', () => {
    for (const whole of [baselineJpeg(), progressiveJpeg()]) {
      for (let length = 0; length < whole.length; length += 1) {
        expect(jpegFault(whole.subarray(0, length), jpegSize)).not.toBeNull();
      }
    }
  });

  test('is judged whatever bytes come', () => {
    const start = Buffer.from([0xff, 0xd8, 0xff]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(jpegFault(Buffer.concat([start, bytes]), jpegSize)).not.toBeNull();
      }),
    );
  });
});
