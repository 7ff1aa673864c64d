import { describe, expect, it } from 'vitest';
import { conversationOf, lastSeqOf, unread } from '../../clients/agent/conversation.ts';
import { type ChatEntry, chatOf } from '../../clients/connector/chatEntries.ts';
import { timelineOf } from './phones.ts';
import { recordOf } from './records.ts';

const rossi = { id: '0198c0de-0000-7000-8000-000000000001', name: 'Dr. Rossi' };
const keller = { id: '0198c0de-0000-7000-8000-000000000002', name: 'Dr. Keller' };
const photo = { id: 'photo', width: 4, height: 3, sizeBytes: 12 };

const said = (by: 'patient' | 'agent', messageId: string) =>
  ({
    type: 'said',
    by,
    place: by === 'agent' ? 'agent' : 'mobile',
    messageId,
    text: messageId,
  }) as const;

const record = {
  ...recordOf('x', { state: 'active', agent: keller }),
  timeline: timelineOf(
    { type: 'accepted', by: 'agent', person: rossi },
    said('agent', 'hello'),
    { type: 'photo-sent', by: 'patient', place: 'mobile', photo },
    { type: 'transferred', by: 'agent', from: rossi, to: keller },
    { type: 'mail-sent', by: 'agent', to: 'm…@example.org', text: 'The recipe.' },
    { type: 'mail-received', by: 'patient', text: 'Thank you.' },
    said('patient', 'bye'),
  ),
};
const draft: ChatEntry = {
  id: 'draft',
  at: '2026-03-02T09:01:00.000Z',
  place: 'agent',
  content: { type: 'text', text: 'On its way.' },
  delivery: { name: 'sending', progress: 0 },
};
const conversation = conversationOf(record, [...chatOf(record), draft]);

describe('what is written beside a call', () => {
  it('is one stream of messages, photos and e-mails, with what is on its way at its end', () => {
    expect(conversation.map(({ id, content }) => `${content.type} ${id}`)).toEqual([
      'text hello',
      'photo photo',
      'mail mail-5',
      'mail mail-6',
      'text bye',
      'text draft',
    ]);
  });

  it('tells who wrote it, colleagues who had the call before included', () => {
    expect(conversation.map(({ author }) => author?.name)).toEqual([
      'Dr. Rossi',
      'Maria Conti',
      'Dr. Keller',
      'Maria Conti',
      'Maria Conti',
      'Dr. Keller',
    ]);
  });

  it('is unread from the clinic’s last word on, as far as it was not shown', () => {
    expect(unread(conversation, 0).map(({ id }) => id)).toEqual(['mail-6', 'bye']);
    expect(unread(conversation, 6).map(({ id }) => id)).toEqual(['bye']);
    expect(unread(conversation, lastSeqOf(conversation))).toEqual([]);
  });
});
