import {
  maxPhotoBytes,
  type Params,
  type PhotoRef,
  photoPartBytes,
  Refusal,
  type Result,
} from '../protocol/index.ts';
import { jpegFault } from './jpeg.ts';
import type {
  Actor,
  DeflectionSeat,
  MobileDesk,
  PhotoDesk,
  PhotoStore,
  Seated,
  StoredPhoto,
} from './ports.ts';

export interface PhotosDeps {
  readonly store: PhotoStore;
  readonly desk: Pick<MobileDesk, 'seated'>;
  readonly chat: PhotoDesk;
  readonly now: () => Date;
}

/** Photos of a consult, and those of one side of which parts are missing still. */
const limits = { most: 20, unfinished: 2 } as const;

/** Photos that go into a consult and are looked at there, part by part. */
export class Photos {
  readonly #deps: PhotosDeps;

  constructor(deps: PhotosDeps) {
    this.#deps = deps;
  }

  /**
   * Takes one part. With the last the photo is in the timeline; a part that is there already
   * changes nothing. A third photo that is begun takes the place of the oldest unfinished one.
   * @throws Refusal `photo_refused`, `phone_not_admitted`, `wrong_state`
   */
  async send(
    actor: Actor,
    { consultId, photo, part, data }: Params<'chat.sendPhoto'>,
  ): Promise<void> {
    const { now, store } = this.#deps;
    const { seat } = await this.#seated(actor, consultId, ['agent', 'mobile'], true);
    const bytes = Buffer.from(data, 'base64');
    requireFit(photo, part, bytes);
    const begun = (await store.find(photo.id)) ?? (await this.#begin(photo, consultId, seat, part));
    if (!isSame(begun, photo, consultId, seat)) {
      throw new Refusal('photo_refused', 'There is another photo with this id.');
    }
    if (begun.isSent) return;
    if (part > begun.parts)
      throw new Refusal('photo_refused', 'A part before this one is missing.');
    const isNew = part === begun.parts && (await store.addPart(photo.id, part, bytes));
    const isLast = part === partsOf(photo) - 1;
    // The last part may come again because what followed from it failed.
    if (!isLast || !(isNew || part < begun.parts)) return;
    await this.#requireJpeg(photo);
    await this.#deps.chat.photoSent(actor, consultId, photo);
    await store.markSent(photo.id, now().toISOString());
  }

  /** @throws Refusal `not_found`, `phone_not_admitted` */
  async read(
    actor: Actor,
    { consultId, photoId, part }: Params<'chat.readPhoto'>,
  ): Promise<Result<'chat.readPhoto'>> {
    const { store } = this.#deps;
    await this.#seated(actor, consultId, ['tv', 'agent', 'mobile'], false);
    const stored = await store.find(photoId);
    if (stored?.consultId !== consultId || !stored.isSent) throw new Refusal('not_found');
    const bytes = await store.readPart(photoId, part);
    if (bytes === undefined) throw new Refusal('not_found', 'The photo has no such part.');
    return { data: Buffer.from(bytes).toString('base64'), parts: stored.parts };
  }

  async #begin(
    photo: PhotoRef,
    consultId: string,
    seat: DeflectionSeat,
    part: number,
  ): Promise<StoredPhoto> {
    if (part !== 0) throw new Refusal('photo_refused', 'A part before this one is missing.');
    const { now, store } = this.#deps;
    const at = now().toISOString();
    if (!(await store.begin({ photo, consultId, seat }, limits, at))) {
      throw new Refusal('photo_refused', 'No more photos fit into this consult.');
    }
    return { photo, consultId, seat, parts: 0, isSent: false };
  }

  /** What is none is not kept. */
  async #requireJpeg(photo: PhotoRef): Promise<void> {
    const { store } = this.#deps;
    const parts: Uint8Array[] = [];
    for (let part = 0; part < partsOf(photo); part += 1) {
      const bytes = await store.readPart(photo.id, part);
      if (bytes === undefined) throw new Refusal('photo_refused', 'A part is missing.');
      parts.push(bytes);
    }
    const reason = jpegFault(Buffer.concat(parts), photo);
    if (reason === null) return;
    await store.remove(photo.id);
    throw new Refusal('photo_refused', undefined, { reason });
  }

  async #seated(
    actor: Actor,
    consultId: string,
    seats: readonly DeflectionSeat[],
    isWriting: boolean,
  ): Promise<Seated> {
    const consult = await this.#deps.desk.seated(actor, consultId, seats);
    if (consult.seat === 'mobile' && consult.mobile?.admitted !== true) {
      throw new Refusal('phone_not_admitted');
    }
    if (isWriting && consult.isOver) throw new Refusal('wrong_state');
    return consult;
  }
}

function partsOf({ sizeBytes }: PhotoRef): number {
  return Math.ceil(sizeBytes / photoPartBytes);
}

/** Every part is full but the last, so that the whole is as large as it was said to be. */
function requireFit(photo: PhotoRef, part: number, bytes: Uint8Array): void {
  const { sizeBytes } = photo;
  if (sizeBytes > maxPhotoBytes) {
    throw new Refusal('photo_refused', undefined, { reason: 'too-large', maxPhotoBytes });
  }
  const expected = Math.min(photoPartBytes, sizeBytes - part * photoPartBytes);
  if (bytes.length !== expected) {
    throw new Refusal('photo_refused', undefined, { reason: 'other-size' });
  }
}

function isSame(
  stored: StoredPhoto,
  photo: PhotoRef,
  consultId: string,
  seat: DeflectionSeat,
): boolean {
  return (
    stored.consultId === consultId &&
    stored.seat === seat &&
    stored.photo.sizeBytes === photo.sizeBytes &&
    stored.photo.width === photo.width &&
    stored.photo.height === photo.height
  );
}
