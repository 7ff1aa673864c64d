/** What every encoder writes: 40 by 24 pixels, baseline, with a JFIF header and nothing else. */
const baselineBase64 = [
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywt',
  'QFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09P',
  'T09PT09PT09PT09PT09PT09PT0//wAARCAAYACgDASIAAhEBAxEB/8QAGgABAAMAAwAAAAAAAAAAAAAAAAECBAMFBv/E',
  'ACMQAAICAgEEAgMAAAAAAAAAAAECABEDIRIEMUFREyIyYaH/xAAZAQACAwEAAAAAAAAAAAAAAAAAAgMEBgX/xAAiEQAC',
  'AQMEAgMAAAAAAAAAAAABAgADBREEEiExE0EUUWH/2gAMAwEAAhEDEQA/APL5cp3Wx7uX6fq+DKuRSRWrmYsASGNEevEg',
  'OSwAK60Ny7StSsuVM7zXBg+Z2uR0KjiVseJRshC7Whd+7mJWI/KrHs9pypkDHi2iRvcDb0HDDmTDXso3TWmbHlBDAL4i',
  'YzjsFkbQ8CIh0C+oC5/sxgJlX7MQR2j4eK8gd1cRNeKSqcCZB6jbs5hMgs2d/wBkMw/fIbuIkpooexLCu2O5RM747o6M',
  'REPiUj6ieV/uf//Z',
].join('');

/** The same picture in several scans. */
const progressiveBase64 = [
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywt',
  'QFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09P',
  'T09PT09PT09PT09PT09PT09PT0//wgARCAAYACgDASIAAhEBAxEB/8QAGQABAQEBAQEAAAAAAAAAAAAAAAMBAgQF/8QA',
  'GAEAAwEBAAAAAAAAAAAAAAAAAgMFAQD/2gAMAwEAAhADEAAAAfmuJuoXp5Ox6yJhy0ryOcAzQ3P/xAAZEAADAQEBAAAA',
  'AAAAAAAAAAAAAREgECH/2gAIAQEAAQUCvLh+CZSicLcf/8QAHBEAAgEFAQAAAAAAAAAAAAAAAAECAwQQERRR/9oACAED',
  'AQE/AZViNykdPht5/8QAGhEAAgIDAAAAAAAAAAAAAAAAAAECFBEhYf/aAAgBAgEBPwGs0V9lbg0SSyKKP//EABQQAQAA',
  'AAAAAAAAAAAAAAAAADD/2gAIAQEABj8Cf//EABkQAAMBAQEAAAAAAAAAAAAAAAABESFBEP/aAAgBAQABPyEV0y6VNYXh',
  'L0psKlL0GSLpT//aAAwDAQACAAMAAAAQFLwiBD//xAAYEQADAQEAAAAAAAAAAAAAAAAAAREhMf/aAAgBAwEBPxCOjaNk',
  'rrBSg9VKz//EABgRAAMBAQAAAAAAAAAAAAAAAAABESEx/9oACAECAQE/EI41UJFE010IZMwQXD//xAAcEAEAAwADAQEA',
  'AAAAAAAAAAABABEhMUFRYYH/2gAIAQEAAT8QsHLR5zArDnZ7BWqoKZWmFYAMH73K8bedxaHHOS9S339ZY8viotLXBmJd',
  'iqmt2IGwti0F54Qz18n/2Q==',
].join('');

export const jpegSize = { width: 40, height: 24 };

export function baselineJpeg(): Buffer {
  return Buffer.from(baselineBase64, 'base64');
}

export function progressiveJpeg(): Buffer {
  return Buffer.from(progressiveBase64, 'base64');
}

/** A segment with its marker and length. */
export function segment(marker: number, content: string | Uint8Array): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Puts something in right after the start of the image, or before its end. */
export function withInserted(jpeg: Buffer, what: Uint8Array, where: 'start' | 'end' = 'start') {
  const at = where === 'start' ? 2 : jpeg.length - 2;
  return Buffer.concat([jpeg.subarray(0, at), what, jpeg.subarray(at)]);
}

/** A JPEG of this many bytes: any number of fill bytes may stand before a marker. */
export function largeJpeg(sizeBytes: number): Buffer {
  const jpeg = baselineJpeg();
  return withInserted(jpeg, Buffer.alloc(sizeBytes - jpeg.length, 0xff));
}
