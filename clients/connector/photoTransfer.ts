import { maxPhotoBytes, type PhotoRef, photoPartBytes } from '../../src/protocol/index.ts';
import type { Connector } from './connector.ts';
import { isPassing, RequestError } from './requestError.ts';

/** A JPEG without metadata, as small as it is to be sent. */
export interface PhotoToSend {
  readonly data: Blob;
  readonly width: number;
  readonly height: number;
}

export interface PhotoOnItsWay {
  readonly connector: Pick<Connector, 'request'>;
  readonly consultId: string;
  readonly photo: PhotoRef;
  readonly data: Blob;
  /** Stops it between two parts. */
  readonly signal: AbortSignal;
  /** @param progress 0 to 1 */
  readonly onProgress: (progress: number) => void;
}

const retryMs = 1_000;
/** Of a server that is asked too much, or that stumbles. */
const passingTries = 5;
/** As many arguments as a call may have in any engine. */
const chunkBytes = 0x2000;

/**
 * Sends a photo part by part; a lost connection is waited for.
 * @throws RequestError `photo_refused` where it is too large or no photo; `left` once stopped
 */
export async function sendPhotoParts(sending: PhotoOnItsWay): Promise<void> {
  const { connector, consultId, photo, data, signal, onProgress } = sending;
  if (data.size > maxPhotoBytes) {
    throw new RequestError('photo_refused', `A photo has at most ${maxPhotoBytes} bytes.`);
  }
  const bytes = new Uint8Array(await new Response(data).arrayBuffer());
  const parts = Math.ceil(bytes.length / photoPartBytes);
  for (let part = 0; part < parts; part += 1) {
    const from = part * photoPartBytes;
    const text = base64Of(bytes.subarray(from, from + photoPartBytes));
    await patiently(signal, () =>
      connector.request('chat.sendPhoto', { consultId, photo, part, data: text }),
    );
    onProgress((part + 1) / parts);
  }
}

/** The photos of one consult at this endpoint, in memory only. */
export class PhotoAlbum {
  readonly #connector: Pick<Connector, 'request'>;
  readonly #consultId: string;
  readonly #photos = new Map<string, Promise<Blob>>();
  readonly #closing = new AbortController();

  constructor({ connector, consultId }: Pick<PhotoOnItsWay, 'connector' | 'consultId'>) {
    this.#connector = connector;
    this.#consultId = consultId;
  }

  /** Keeps a photo that is here already. */
  put(photoId: string, data: Blob): void {
    this.#photos.set(photoId, Promise.resolve(data));
  }

  /**
   * Fetches a photo, unless that was done before.
   * @throws RequestError
   */
  read(photoId: string): Promise<Blob> {
    const known = this.#photos.get(photoId);
    if (known !== undefined) return known;
    const asked = this.#fetch(photoId);
    this.#photos.set(photoId, asked);
    // What failed is asked for again by whoever wants it next.
    asked.catch(() => this.#photos.delete(photoId));
    return asked;
  }

  /** Forgets them all. */
  close(): void {
    this.#closing.abort();
    this.#photos.clear();
  }

  async #fetch(photoId: string): Promise<Blob> {
    const { signal } = this.#closing;
    const read: Uint8Array<ArrayBuffer>[] = [];
    let parts = 1;
    for (let part = 0; part < parts; part += 1) {
      const answer = await patiently(signal, () =>
        this.#connector.request('chat.readPhoto', { consultId: this.#consultId, photoId, part }),
      );
      parts = answer.parts;
      read.push(bytesOf(answer.data));
    }
    return new Blob(read, { type: 'image/jpeg' });
  }
}

/** Asks again where the server could not do it right now. */
async function patiently<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    if (signal.aborted) throw new RequestError('left', 'The photo is not wanted any more.');
    try {
      return await ask();
    } catch (error) {
      const isWorthAnother = error instanceof RequestError && isPassing(error);
      if (!isWorthAnother || tries >= passingTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs * tries));
    }
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    text += String.fromCharCode(...bytes.subarray(from, from + chunkBytes));
  }
  return btoa(text);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}
