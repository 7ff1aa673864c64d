import type { PhotoRef, PlaceName, TimelineEvent } from '../../src/protocol/index.ts';
import type { ConsultRecord } from './consultBook.ts';
import type { RequestErrorCode } from './requestError.ts';

/** What somebody wrote, or a photo that they sent. */
export interface ChatEntry {
  /** Its message's or photo's id, the same from the first key on. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** From where it came. */
  readonly place: PlaceName;
  readonly content:
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'photo'; readonly photo: PhotoRef };
  readonly delivery: Delivery;
}

/** Whether the others have it. What is not delivered is known at this endpoint only. */
export type Delivery =
  | { readonly name: 'delivered' }
  | { readonly name: 'sending' /** 0 to 1. */; readonly progress: number }
  | { readonly name: 'failed'; readonly code: RequestErrorCode };

/** What a consult's timeline tells of messages and photos, oldest first. */
export function chatOf({ timeline }: Pick<ConsultRecord, 'timeline'>): readonly ChatEntry[] {
  return timeline.flatMap((event) => entryOf(event) ?? []);
}

function entryOf(event: TimelineEvent): ChatEntry | undefined {
  const delivery: Delivery = { name: 'delivered' };
  if (event.type === 'said') {
    const { messageId: id, at, place, text } = event;
    return { id, at, place, content: { type: 'text', text }, delivery };
  }
  if (event.type === 'photo-sent') {
    const { at, place, photo } = event;
    return { id: photo.id, at, place, content: { type: 'photo', photo }, delivery };
  }
  return undefined;
}
