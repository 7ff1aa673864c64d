import { type Chat, RequestError } from '../../connector/index.ts';
import type { PhotoView } from './talk.ts';

/** The photos of a consult as pictures on this page, in memory only. */
export class PhotoShelf {
  readonly #chat: Pick<Chat, 'readPhoto'>;
  readonly #onChange: () => void;
  readonly #views = new Map<string, PhotoView>();
  #closed = false;

  /** @param onChange called whenever `views` has changed */
  constructor(chat: Pick<Chat, 'readPhoto'>, onChange: () => void) {
    this.#chat = chat;
    this.#onChange = onChange;
  }

  get views(): ReadonlyMap<string, PhotoView> {
    return this.#views;
  }

  /** Fetches these, each once. */
  want(photoIds: readonly string[]): void {
    for (const id of photoIds) if (!this.#views.has(id)) void this.#load(id);
  }

  /** Fetches one once more that did not come. */
  loadAgain(photoId: string): void {
    if (this.#views.get(photoId)?.name === 'missing') void this.#load(photoId);
  }

  /** Forgets them all. */
  close(): void {
    this.#closed = true;
    for (const view of this.#views.values()) {
      if (view.name === 'shown') URL.revokeObjectURL(view.url);
    }
    this.#views.clear();
  }

  async #load(photoId: string): Promise<void> {
    this.#views.set(photoId, { name: 'loading' });
    const view = await this.#read(photoId);
    if (this.#closed) {
      if (view.name === 'shown') URL.revokeObjectURL(view.url);
      return;
    }
    this.#views.set(photoId, view);
    this.#onChange();
  }

  async #read(photoId: string): Promise<PhotoView> {
    try {
      const data = await this.#chat.readPhoto(photoId);
      return { name: 'shown', url: URL.createObjectURL(data) };
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { name: 'missing' };
    }
  }
}
