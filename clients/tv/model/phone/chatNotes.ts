import type { PhotoRef, PlaceName, TimelineEvent } from '../../../../src/protocol/index.ts';

/** A message or a photo, while it is shown beside the call. */
export interface ChatNote {
  /** The message's, or the photo's. */
  readonly id: string;
  readonly from: 'agent' | 'mobile';
  readonly content: ChatText | ChatPhoto;
}

interface ChatText {
  readonly kind: 'text';
  readonly text: string;
}

interface ChatPhoto {
  readonly kind: 'photo';
  readonly width: number;
  readonly height: number;
  /** What can be drawn; `null` while it comes. */
  readonly image: CanvasImageSource | null;
}

export interface ChatNotesOptions {
  readonly readPhoto: (photo: PhotoRef) => Promise<Blob>;
  readonly onChange: () => void;
}

/** So many are shown at once, the newest last. */
const mostShown = 2;
/** For how long, in milliseconds: for those who read slowly, and longer the more there is to read. */
const leastMs = 20_000;
const perCharacterMs = 80;
const mostMs = 60_000;

/** What was written and sent a moment ago; what came before it looked is no news. */
export class ChatNotes {
  readonly #options: ChatNotesOptions;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #seen: number | null = null;
  #notes: readonly ChatNote[] = [];
  #enlarged: string | null = null;
  #isClosed = false;

  constructor(options: ChatNotesOptions) {
    this.#options = options;
  }

  get notes(): readonly ChatNote[] {
    return this.#notes;
  }

  /** The photo that is shown large, by its id. */
  get enlarged(): string | null {
    return this.#enlarged;
  }

  /** @param timeline in order and without a gap */
  follow(timeline: readonly TimelineEvent[]): void {
    const from = this.#seen ?? timeline.length;
    this.#seen = timeline.length;
    for (const event of timeline.slice(from)) {
      const note = noteOf(event);
      if (note === null) continue;
      const length = note.content.kind === 'text' ? note.content.text.length : mostMs;
      this.#add(note, Math.min(leastMs + perCharacterMs * length, mostMs));
      if (event.type === 'photo-sent') void this.#load(event.photo);
    }
  }

  /** Shows a photo large; it stays until it is put back. */
  enlarge(photoId: string): void {
    this.#enlarged = photoId;
    this.#options.onChange();
  }

  shrink(): void {
    const photoId = this.#enlarged;
    this.#enlarged = null;
    // Its time was over while it was looked at.
    if (photoId !== null && !this.#timers.has(photoId)) this.#remove(photoId);
    this.#options.onChange();
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#notes = [];
    this.#enlarged = null;
  }

  #add(note: ChatNote, forMs: number): void {
    const others = this.#notes.filter(({ id }) => id !== note.id);
    const newest = others.slice(1 - mostShown);
    const kept = others.filter((other) => newest.includes(other) || other.id === this.#enlarged);
    this.#notes = [...kept, note];
    clearTimeout(this.#timers.get(note.id));
    this.#timers.set(
      note.id,
      setTimeout(() => {
        this.#timers.delete(note.id);
        if (this.#enlarged !== note.id) this.#remove(note.id);
        this.#options.onChange();
      }, forMs),
    );
  }

  #remove(gone: string): void {
    this.#notes = this.#notes.filter(({ id }) => id !== gone);
  }

  /** Decoded here and drawn: it never lies at an address from which a page could load it. */
  async #load(photo: PhotoRef): Promise<void> {
    let image: CanvasImageSource;
    try {
      image = await createImageBitmap(await this.#options.readPhoto(photo));
    } catch {
      // A photo that cannot be shown here is still at the phone and at the physician.
      this.#remove(photo.id);
      this.#options.onChange();
      return;
    }
    if (this.#isClosed) return;
    this.#notes = this.#notes.map((note) =>
      note.id === photo.id && note.content.kind === 'photo'
        ? { ...note, content: { ...note.content, image } }
        : note,
    );
    this.#options.onChange();
  }
}

function noteOf(event: TimelineEvent): ChatNote | null {
  switch (event.type) {
    case 'said': {
      const from = senderOf(event.place);
      const content: ChatText = { kind: 'text', text: event.text };
      return from === null ? null : { id: event.messageId, from, content };
    }
    case 'photo-sent': {
      const from = senderOf(event.place);
      const { id, width, height } = event.photo;
      return from === null
        ? null
        : { id, from, content: { kind: 'photo', width, height, image: null } };
    }
    default:
      return null;
  }
}

function senderOf(place: PlaceName): ChatNote['from'] | null {
  return place === 'agent' || place === 'mobile' ? place : null;
}
