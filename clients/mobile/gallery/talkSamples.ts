import type { Entry, Talk } from '../model/talk.ts';
import { physician } from './people.ts';

/** A small box of pills, drawn: what a patient might show. */
const photo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="#b59a77"/><rect x="70" y="80" width="260" height="140" rx="10" fill="#fff"/><rect x="70" y="80" width="260" height="46" fill="#3f7d9c"/><circle cx="130" cy="170" r="20" fill="#e9e2d6"/><circle cx="200" cy="170" r="20" fill="#e9e2d6"/><circle cx="270" cy="170" r="20" fill="#e9e2d6"/></svg>',
)}`;

const clinic = { name: 'clinic', person: physician.name } as const;
const phone = { name: 'phone' } as const;
const sent = { name: 'delivered' } as const;
const shown = { name: 'shown', url: photo } as const;
const picture = { type: 'photo', width: 400, height: 300 } as const;

const entries: readonly Entry[] = [
  {
    id: '1',
    from: clinic,
    at: '2026-03-02T09:03:00.000Z',
    content: { type: 'text', text: 'Good morning. Could you show me the pills that you take?' },
    delivery: sent,
  },
  {
    id: '2',
    from: { name: 'tv' },
    at: '2026-03-02T09:03:40.000Z',
    content: { type: 'text', text: 'Yes' },
    delivery: sent,
  },
  {
    id: '3',
    from: phone,
    at: '2026-03-02T09:05:00.000Z',
    content: { ...picture, view: shown },
    delivery: sent,
  },
  {
    id: '4',
    from: clinic,
    at: '2026-03-02T09:05:30.000Z',
    content: { ...picture, view: { name: 'loading' } },
    delivery: sent,
  },
  {
    id: '5',
    from: clinic,
    at: '2026-03-02T09:05:40.000Z',
    content: { ...picture, view: { name: 'missing' } },
    delivery: sent,
  },
  {
    id: '6',
    from: phone,
    at: '2026-03-02T09:06:00.000Z',
    content: { ...picture, view: shown },
    delivery: { name: 'sending', progress: 0.4 },
  },
  {
    id: '7',
    from: phone,
    at: '2026-03-02T09:06:10.000Z',
    content: { type: 'text', text: 'I take one in the morning and one in the evening.' },
    delivery: { name: 'failed', code: 'internal_error' },
  },
];

export const noTalk: Talk = { entries: [], unread: 0, draft: '', photo: 'none' };
export const talk: Talk = { ...noTalk, entries, unread: 2 };
