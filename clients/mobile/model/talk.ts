import type { TimelineEvent } from '../../../src/protocol/index.ts';
import type { ChatEntry, Delivery } from '../../connector/index.ts';

/** Who wrote: the patient here or at the TV, or somebody of the clinic. */
export type Sender =
  | { readonly name: 'phone' }
  | { readonly name: 'tv' }
  | { readonly name: 'clinic'; readonly person: string };

/** How far a photo is, as this page sees it. */
export type PhotoView =
  | { readonly name: 'loading' }
  | { readonly name: 'missing' }
  | { readonly name: 'shown'; readonly url: string };

type Content =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'photo';
      readonly width: number;
      readonly height: number;
      readonly view: PhotoView;
    };

/** A message or a photo. */
export interface Entry {
  readonly id: string;
  readonly from: Sender;
  /** ISO 8601. */
  readonly at: string;
  readonly content: Content;
  readonly delivery: Delivery;
}

/** What is written beside the call. */
export interface Talk {
  /** The oldest first; what is on its way comes last. */
  readonly entries: readonly Entry[];
  /** How many entries of the clinic have come that nobody has looked at. */
  readonly unread: number;
  /** What stands in the field for a message. */
  readonly draft: string;
  /** A photo is being made smaller, or could not be read. */
  readonly photo: 'none' | 'preparing' | 'unreadable';
}

export interface TalkParts {
  readonly entries: readonly ChatEntry[];
  readonly timeline: readonly TimelineEvent[];
  /** How photos are shown, by their ids. */
  readonly photos: ReadonlyMap<string, PhotoView>;
  /** How many entries of the clinic were looked at. */
  readonly read: number;
  readonly draft: string;
  readonly photo: Talk['photo'];
}

export function talkOf({ entries, timeline, photos, read, draft, photo }: TalkParts): Talk {
  const writers = writersIn(timeline);
  return {
    entries: entries.map((entry) => ({
      id: entry.id,
      from: senderOf(entry, writers),
      at: entry.at,
      content: contentOf(entry, photos),
      delivery: entry.delivery,
    })),
    unread: Math.max(0, fromClinic(entries) - read),
    draft,
    photo,
  };
}

/** How many entries are of the clinic. */
export function fromClinic(entries: readonly ChatEntry[]): number {
  return entries.filter(({ place }) => place !== 'mobile' && place !== 'tv').length;
}

/** Who spoke for the clinic when, by the ids of messages and photos: a colleague may take over. */
function writersIn(timeline: readonly TimelineEvent[]): ReadonlyMap<string, string> {
  const writers = new Map<string, string>();
  let agent = '';
  for (const event of timeline) {
    if (event.type === 'accepted' || event.type === 'calling') agent = event.person.name;
    else if (event.type === 'transferred') agent = event.to.name;
    else if (event.type === 'said') writers.set(event.messageId, agent);
    else if (event.type === 'photo-sent') writers.set(event.photo.id, agent);
  }
  return writers;
}

function senderOf({ id, place }: ChatEntry, writers: ReadonlyMap<string, string>): Sender {
  if (place === 'mobile') return { name: 'phone' };
  return place === 'tv' ? { name: 'tv' } : { name: 'clinic', person: writers.get(id) ?? '' };
}

function contentOf({ id, content }: ChatEntry, photos: ReadonlyMap<string, PhotoView>): Content {
  if (content.type === 'text') return content;
  const { width, height } = content.photo;
  return { type: 'photo', width, height, view: photos.get(id) ?? { name: 'loading' } };
}
