import { Chat, type Connector } from '../../connector/index.ts';
import { shrinkPhoto } from '../photo/shrinkPhoto.ts';
import { PhotoShelf } from './photoShelf.ts';
import { fromClinic, type Talk, talkOf } from './talk.ts';

/** What this phone writes, sends and reads beside the call. */
export class Conversation {
  readonly #connector: Connector;
  readonly #consultId: string;
  readonly #onChange: () => void;
  readonly #chat: Chat;
  readonly #shelf: PhotoShelf;
  readonly #unsubscribe: () => void;
  #draft = '';
  #photo: Talk['photo'] = 'none';
  #read = 0;
  #closed = false;

  /** @param onChange called whenever `talk` has changed */
  constructor(connector: Connector, consultId: string, onChange: () => void) {
    this.#connector = connector;
    this.#consultId = consultId;
    this.#onChange = onChange;
    this.#chat = new Chat({ connector, consultId, place: 'mobile' });
    this.#shelf = new PhotoShelf(this.#chat, onChange);
    this.#unsubscribe = this.#chat.entries.subscribe(() => this.#follow());
    // What was written before this phone came is old, not new.
    this.markRead();
    this.#follow();
  }

  get talk(): Talk {
    return talkOf({
      entries: this.#chat.entries.value,
      timeline: this.#connector.consult(this.#consultId)?.timeline ?? [],
      photos: this.#shelf.views,
      read: this.#read,
      draft: this.#draft,
      photo: this.#photo,
    });
  }

  /** All that has come was looked at. */
  markRead(): void {
    this.#read = fromClinic(this.#chat.entries.value);
  }

  write(text: string): void {
    this.#draft = text;
    this.#onChange();
  }

  say(): void {
    const text = this.#draft.trim();
    if (text === '') return;
    this.#draft = '';
    this.#chat.say(text);
  }

  async sendPhoto(file: Blob): Promise<void> {
    this.#tell('preparing');
    const photo = await shrinkPhoto(file);
    if (this.#closed) return;
    this.#tell(photo === undefined ? 'unreadable' : 'none');
    if (photo !== undefined) this.#chat.sendPhoto(photo);
  }

  sendAgain(id: string): void {
    this.#chat.retry(id);
  }

  discard(id: string): void {
    this.#chat.discard(id);
  }

  loadAgain(photoId: string): void {
    this.#shelf.loadAgain(photoId);
    this.#onChange();
  }

  /** Forgets all of it. */
  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    this.#chat.close();
    this.#shelf.close();
    this.#draft = '';
  }

  #follow(): void {
    const entries = this.#chat.entries.value;
    this.#shelf.want(entries.flatMap(({ id, content }) => (content.type === 'photo' ? id : [])));
    this.#onChange();
  }

  #tell(photo: Talk['photo']): void {
    this.#photo = photo;
    this.#onChange();
  }
}
