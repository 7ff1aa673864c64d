import type { PersonRef, PlaceName, TimelineEvent } from '../../../src/protocol/index.ts';

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

export type Content =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'photo';
      readonly width: number;
      readonly height: number;
      readonly view: PhotoView;
    };

/** `sent`: it is in the timeline. `progress` is from 0 to 1. */
export type Delivery =
  | { readonly name: 'sent' }
  | { readonly name: 'sending'; readonly progress: number }
  | { readonly name: 'failed' };

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
  /** How many of the others' entries have come that nobody has looked at. */
  readonly unread: number;
  /** What stands in the field for a message. */
  readonly draft: string;
  /** A photo is being made smaller, or could not be read. */
  readonly photo: 'none' | 'preparing' | 'unreadable';
}

/** Something of this phone that is not in the timeline yet. */
export type Outgoing = Pick<Entry, 'id' | 'at' | 'content' | 'delivery'>;

export interface TalkParts {
  readonly timeline: readonly TimelineEvent[];
  readonly outgoing: readonly Outgoing[];
  /** How the photos of the timeline are shown, by their ids. */
  readonly photos: ReadonlyMap<string, PhotoView>;
  /** The sequence number up to which everything was looked at. */
  readonly readUpTo: number;
  readonly draft: string;
  readonly photo: Talk['photo'];
}

export function talkOf({ timeline, outgoing, photos, readUpTo, draft, photo }: TalkParts): Talk {
  const written = entriesIn(timeline, photos);
  const known = new Set(written.map(({ entry }) => entry.id));
  return {
    entries: [
      ...written.map(({ entry }) => entry),
      ...outgoing
        .filter(({ id }) => !known.has(id))
        .map((entry) => ({ ...entry, from: { name: 'phone' } as const })),
    ],
    unread: written.filter(({ entry, seq }) => entry.from.name === 'clinic' && seq > readUpTo)
      .length,
    draft,
    photo,
  };
}

interface Written {
  readonly entry: Entry;
  readonly seq: number;
}

function entriesIn(
  timeline: readonly TimelineEvent[],
  photos: ReadonlyMap<string, PhotoView>,
): readonly Written[] {
  const written: Written[] = [];
  let agent: PersonRef | undefined;
  for (const event of timeline) {
    agent = agentAfter(event, agent);
    const content = contentOf(event, photos);
    if (content === undefined) continue;
    const { seq, at } = event;
    const from = senderAt(content.place, agent?.name ?? '');
    const entry = { ...content.what, from, at, delivery: { name: 'sent' } as const };
    written.push({ seq, entry });
  }
  return written;
}

/** Who speaks for the clinic from an event on. */
function agentAfter(event: TimelineEvent, before: PersonRef | undefined): PersonRef | undefined {
  if (event.type === 'accepted' || event.type === 'calling') return event.person;
  return event.type === 'transferred' ? event.to : before;
}

function contentOf(
  event: TimelineEvent,
  photos: ReadonlyMap<string, PhotoView>,
): { readonly place: PlaceName; readonly what: Pick<Entry, 'id' | 'content'> } | undefined {
  if (event.type === 'said') {
    const { place, messageId, text } = event;
    return { place, what: { id: messageId, content: { type: 'text', text } } };
  }
  if (event.type !== 'photo-sent') return undefined;
  const { id, width, height } = event.photo;
  const view = photos.get(id) ?? ({ name: 'loading' } as const);
  return { place: event.place, what: { id, content: { type: 'photo', width, height, view } } };
}

function senderAt(place: PlaceName, agent: string): Sender {
  if (place === 'mobile') return { name: 'phone' };
  return place === 'tv' ? { name: 'tv' } : { name: 'clinic', person: agent };
}
