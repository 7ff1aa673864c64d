import type { PersonRef } from '../../src/protocol/index.ts';
import type { ChatEntry } from '../connector/chatEntries.ts';
import type { ConsultRecord } from '../connector/consultBook.ts';

/** What was written, shown or mailed, as the agent reads it. */
export interface Utterance {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Where it stands in the timeline; `null` before it does. */
  readonly seq: number | null;
  readonly by: 'patient' | 'agent';
  /** Of the clinic, who wrote it; of the patient, their name. */
  readonly author: PersonRef | null;
  readonly content: ChatEntry['content'] | Mail;
  readonly delivery: ChatEntry['delivery'];
}

/** An e-mail, to the patient or from them. */
interface Mail {
  readonly type: 'mail';
  readonly text: string;
  /** Mostly hidden; `null` of the patient's answer. */
  readonly to: string | null;
}

/**
 * Chat and e-mails as one stream, oldest first.
 *
 * @param entries what the chat knows: the timeline's messages and photos, and what is on its way
 */
export function conversationOf(
  { consult, timeline }: ConsultRecord,
  entries: readonly ChatEntry[],
): readonly Utterance[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const spoken: Utterance[] = [];
  let agent: PersonRef | null = null;
  for (const event of timeline) {
    const { at, seq } = event;
    const by = event.by === 'patient' ? 'patient' : 'agent';
    const author = by === 'patient' ? consult.patient : agent;
    switch (event.type) {
      case 'calling':
      case 'accepted':
        agent = event.person;
        break;
      case 'transferred':
        agent = event.to;
        break;
      case 'said':
      case 'photo-sent': {
        const id = event.type === 'said' ? event.messageId : event.photo.id;
        const entry = known.get(id);
        known.delete(id);
        if (entry === undefined) break;
        const { content, delivery } = entry;
        spoken.push({ id, at, seq, by, author, content, delivery });
        break;
      }
      case 'mail-sent':
      case 'mail-received': {
        const to = event.type === 'mail-sent' ? event.to : null;
        const content: Mail = { type: 'mail', text: event.text, to };
        spoken.push({ id: `mail-${seq}`, at, seq, by, author, content, delivery: delivered });
        break;
      }
    }
  }
  for (const { id, at, content, delivery } of known.values()) {
    spoken.push({ id, at, seq: null, by: 'agent', author: consult.agent, content, delivery });
  }
  return spoken;
}

const delivered: ChatEntry['delivery'] = { name: 'delivered' };

/** Where the last utterance that fits stands in the timeline; 0 where none does. */
export function lastSeqOf(
  conversation: readonly Utterance[],
  fits: (utterance: Utterance) => boolean = () => true,
): number {
  return conversation.reduce(
    (last, each) => (fits(each) ? Math.max(last, each.seq ?? 0) : last),
    0,
  );
}

/**
 * What the patient wrote and nobody has read: whoever answered has read what came before.
 *
 * @param readSeq the last sequence number that was shown
 */
export function unread(conversation: readonly Utterance[], readSeq: number): readonly Utterance[] {
  const answeredSeq = lastSeqOf(conversation, ({ by }) => by === 'agent');
  const seenSeq = Math.max(readSeq, answeredSeq);
  return conversation.filter(({ by, seq }) => by === 'patient' && seq !== null && seq > seenSeq);
}
