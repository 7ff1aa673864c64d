import { v7 as newId } from 'uuid';
import type { PhotoRef } from '../../src/protocol/index.ts';
import { type ChatEntry, chatOf, type Delivery } from './chatEntries.ts';
import type { Connector } from './connector.ts';
import { type Observable, Settable } from './observable.ts';
import { PhotoAlbum, type PhotoToSend, sendPhotoParts } from './photoTransfer.ts';
import { RequestError } from './requestError.ts';

export interface ChatOptions {
  readonly connector: Connector;
  readonly consultId: string;
  /** From where this endpoint writes. */
  readonly place: 'tv' | 'agent' | 'mobile';
}

interface Draft extends ChatEntry {
  readonly send: (draft: Draft, signal: AbortSignal) => Promise<void>;
  readonly abort: AbortController;
}

/**
 * What is written and shown beside a call. What is said here is on the list at once; it waits for
 * a lost connection, and stays with what went wrong where the server will not have it.
 */
export class Chat {
  readonly #options: ChatOptions;
  readonly #entries = new Settable<readonly ChatEntry[]>([]);
  readonly #album: PhotoAlbum;
  readonly #unsubscribe: () => void;
  #drafts: readonly Draft[] = [];

  constructor(options: ChatOptions) {
    this.#options = options;
    this.#album = new PhotoAlbum(options);
    this.#unsubscribe = options.connector.consults.subscribe(() => this.#review());
    this.#review();
  }

  /** Oldest first; what is not delivered yet comes last. */
  get entries(): Observable<readonly ChatEntry[]> {
    return this.#entries;
  }

  /** Says something. @returns its id; what becomes of it is told by `entries` */
  say(text: string): string {
    const { connector, consultId } = this.#options;
    return this.#add(newId(), { type: 'text', text }, async ({ id: messageId }) => {
      await connector.request('chat.say', { consultId, messageId, text });
    });
  }

  /**
   * Sends a JPEG that carries no metadata.
   * @returns its id; what becomes of it is told by `entries`
   */
  sendPhoto(photo: PhotoToSend): string {
    const id = newId();
    const { width, height, data } = photo;
    const ref: PhotoRef = { id, width, height, sizeBytes: data.size };
    // Whoever took it need not fetch it to see it.
    this.#album.put(id, data);
    return this.#add(id, { type: 'photo', photo: ref }, (_, signal) =>
      sendPhotoParts({
        ...this.#options,
        photo: ref,
        data,
        signal,
        onProgress: (progress) => this.#change(id, { name: 'sending', progress }),
      }),
    );
  }

  /**
   * A photo of this consult. It is fetched once.
   * @throws RequestError
   */
  readPhoto(photoId: string): Promise<Blob> {
    return this.#album.read(photoId);
  }

  /** Tries again what has failed. */
  retry(id: string): void {
    const draft = this.#drafts.find((each) => each.id === id);
    if (draft?.delivery.name === 'failed') this.#send(draft);
  }

  /** Takes back what is not delivered yet; a photo on its way is stopped. */
  discard(id: string): void {
    this.#drafts.find((each) => each.id === id)?.abort.abort();
    this.#drafts = this.#drafts.filter((each) => each.id !== id);
    this.#review();
  }

  /** Forgets photos and what was not delivered. */
  close(): void {
    this.#unsubscribe();
    for (const { abort } of this.#drafts) abort.abort();
    this.#drafts = [];
    this.#album.close();
    this.#entries.set([]);
  }

  #add(id: string, content: ChatEntry['content'], send: Draft['send']): string {
    const { place } = this.#options;
    const at = new Date().toISOString();
    const delivery: Delivery = { name: 'sending', progress: 0 };
    const draft = { id, at, place, content, delivery, send, abort: new AbortController() };
    this.#drafts = [...this.#drafts, draft];
    this.#send(draft);
    return id;
  }

  #send(draft: Draft): void {
    const { id, abort } = draft;
    this.#change(id, { name: 'sending', progress: 0 });
    draft.send(draft, abort.signal).then(
      () => this.#change(id, { name: 'sending', progress: 1 }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof RequestError)) throw error;
        this.#change(id, { name: 'failed', code: error.code });
      },
    );
  }

  #change(id: string, delivery: Delivery): void {
    this.#drafts = this.#drafts.map((each) => (each.id === id ? { ...each, delivery } : each));
    this.#review();
  }

  /** What the timeline has is delivered, whatever became of the answer. */
  #review(): void {
    const { connector, consultId } = this.#options;
    const record = connector.consult(consultId);
    const told = record === undefined ? [] : chatOf(record);
    const known = new Set(told.map(({ id }) => id));
    this.#drafts = this.#drafts.filter(({ id }) => !known.has(id));
    this.#entries.set([...told, ...this.#drafts]);
  }
}
