import { v7 as newId } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/consult/ports.ts';
import { maxPhotoBytes, type PhotoRef, photoPartBytes } from '../../src/protocol/index.ts';
import { ada, ben, homeTv } from '../consult/people.ts';
import { typesIn } from '../consult/situations.ts';
import { outcomeOf } from '../consult/world.ts';
import { baselineJpeg, jpegSize, largeJpeg, segment, withInserted } from '../support/jpegs.ts';
import { admitted, forgotten, linked, openPhones, type Phones } from './support.ts';

function refOf(bytes: Buffer, id = newId()): PhotoRef {
  return { id, ...jpegSize, sizeBytes: bytes.length };
}

function dataOf(bytes: Buffer, part: number): string {
  return bytes.subarray(part * photoPartBytes, (part + 1) * photoPartBytes).toString('base64');
}

async function sendPart(
  phones: Phones,
  actor: Actor,
  photo: PhotoRef,
  bytes: Buffer,
  part: number,
) {
  const data = dataOf(bytes, part);
  await phones.photos.send(actor, { consultId: phones.id, photo, part, data });
}

async function sendAll(phones: Phones, actor: Actor, bytes = baselineJpeg()): Promise<PhotoRef> {
  const photo = refOf(bytes);
  for (let part = 0; part * photoPartBytes < bytes.length; part += 1) {
    await sendPart(phones, actor, photo, bytes, part);
  }
  return photo;
}

async function readAll(phones: Phones, actor: Actor, photoId: string): Promise<Buffer> {
  const read: Buffer[] = [];
  for (let part = 0, parts = 1; part < parts; part += 1) {
    const answer = await phones.photos.read(actor, { consultId: phones.id, photoId, part });
    parts = answer.parts;
    read.push(Buffer.from(answer.data, 'base64'));
  }
  return Buffer.concat(read);
}

const photosIn = async ({ id, world }: Phones) =>
  (await typesIn(world, id)).filter((type) => type === 'photo-sent').length;

describe('a photo from the phone', () => {
  test('comes in parts and is seen by everybody in the consult, also after its end', async () => {
    const phones = await openPhones();
    const phone = await admitted(phones, 'add');
    const bytes = largeJpeg(100_000);
    const { id } = await sendAll(phones, phone, bytes);
    for (const actor of [phone, ada, homeTv]) {
      expect((await readAll(phones, actor, id)).equals(bytes)).toBe(true);
    }
    expect(await photosIn(phones)).toBe(1);
    await phones.world.consults.end(ada, phones.id);
    await forgotten(phones);
    expect((await readAll(phones, ada, id)).equals(bytes)).toBe(true);
  });

  test('is there once, however often its parts come', async () => {
    const phones = await openPhones();
    const phone = await admitted(phones, 'add');
    const bytes = largeJpeg(50_000);
    const photo = refOf(bytes);
    for (const part of [0, 0, 1, 1, 0]) await sendPart(phones, phone, photo, bytes, part);
    expect(await photosIn(phones)).toBe(1);
    expect((await readAll(phones, ada, photo.id)).equals(bytes)).toBe(true);
  });

  test('is nothing to look at before it is whole', async () => {
    const phones = await openPhones();
    const phone = await admitted(phones, 'add');
    const bytes = largeJpeg(50_000);
    const photo = refOf(bytes);
    await sendPart(phones, phone, photo, bytes, 0);
    expect(await outcomeOf(readAll(phones, ada, photo.id))).toBe('not_found');
  });

  test('is for phones that were let in, and goes nowhere else', async () => {
    const phones = await openPhones();
    const { id } = await sendAll(phones, ada);
    const phone = await linked(phones, 'add');
    expect(await outcomeOf(sendAll(phones, phone))).toBe('phone_not_admitted');
    expect(await outcomeOf(readAll(phones, phone, id))).toBe('phone_not_admitted');
    expect(await outcomeOf(sendAll(phones, homeTv))).toBe('forbidden');
    expect(await outcomeOf(sendAll(phones, ben))).not.toBe('ok');
    expect(await outcomeOf(readAll(phones, ben, id))).not.toBe('ok');
  });

  test('is not taken once the consult is over', async () => {
    const phones = await openPhones();
    await phones.world.consults.end(ada, phones.id);
    expect(await outcomeOf(sendAll(phones, ada))).toBe('wrong_state');
  });

  test.each([
    ['with EXIF', withInserted(baselineJpeg(), segment(0xe1, 'Exif\0\0'))],
    ['that is a web page', Buffer.from('<script>alert(1)</script>')],
  ])('%s is refused, and nothing is kept of it', async (_, bytes) => {
    const phones = await openPhones();
    expect(await outcomeOf(sendAll(phones, ada, bytes))).toBe('photo_refused');
    const { database } = phones.world;
    expect(await database.selectFrom('photo_parts').selectAll().execute()).toEqual([]);
    expect(await photosIn(phones)).toBe(0);
  });

  test('is refused where it is not what was announced', async () => {
    const phones = await openPhones();
    const bytes = largeJpeg(50_000);
    const photo = refOf(bytes);
    const send = (wished: PhotoRef, part: number, data: string) =>
      outcomeOf(phones.photos.send(ada, { consultId: phones.id, photo: wished, part, data }));
    const whole = dataOf(bytes, 0);
    expect(await send({ ...photo, sizeBytes: maxPhotoBytes + 1 }, 0, whole)).toBe('photo_refused');
    expect(await send(photo, 0, 'AAAA')).toBe('photo_refused');
    expect(await send(photo, 1, dataOf(bytes, 1))).toBe('photo_refused');
    expect(await send(photo, 60, '')).toBe('photo_refused');
    expect(await send(photo, 0, whole)).toBe('ok');
    expect(await send({ ...photo, width: 41 }, 1, dataOf(bytes, 1))).toBe('photo_refused');
    expect(await send(photo, 1, dataOf(bytes, 1))).toBe('ok');
  });

  test('has an id that nobody else can use', async () => {
    const phones = await openPhones();
    const phone = await admitted(phones, 'add');
    const bytes = largeJpeg(50_000);
    const photo = refOf(bytes);
    await sendPart(phones, phone, photo, bytes, 0);
    expect(await outcomeOf(sendPart(phones, ada, photo, bytes, 1))).toBe('photo_refused');
  });

  test('is one of twenty at most', async () => {
    const phones = await openPhones();
    for (let count = 0; count < 20; count += 1) await sendAll(phones, ada);
    expect(await outcomeOf(sendAll(phones, ada))).toBe('photo_refused');
    expect(await photosIn(phones)).toBe(20);
  });

  test('that is the third to be begun takes the place of the first unfinished one', async () => {
    const phones = await openPhones();
    const bytes = largeJpeg(50_000);
    const [first, second, third] = [refOf(bytes), refOf(bytes), refOf(bytes)];
    for (const photo of [first, second, third]) await sendPart(phones, ada, photo, bytes, 0);
    expect(await outcomeOf(sendPart(phones, ada, first, bytes, 1))).toBe('photo_refused');
    await sendPart(phones, ada, second, bytes, 1);
    await sendPart(phones, ada, third, bytes, 1);
    expect(await photosIn(phones)).toBe(2);
  });

  test('that was never finished is gone with the consult', async () => {
    const phones = await openPhones();
    const bytes = largeJpeg(50_000);
    await sendPart(phones, ada, refOf(bytes), bytes, 0);
    await phones.world.consults.end(ada, phones.id);
    await forgotten(phones);
    expect(await phones.world.database.selectFrom('photos').selectAll().execute()).toEqual([]);
  });
});
