import type { TimelineEvent } from '../../../src/protocol/index.ts';
import type { CallNews } from './consultScreens.ts';
import { type PhoneNews, phoneNewsOf } from './phone/phoneNews.ts';

/** News among the people of a call, or between the patient's devices. */
type News = CallNews | { readonly what: 'phone'; readonly news: PhoneNews };

/** How long it is said that somebody came, went, or took over. */
const saidForMs = 8_000;

/** What has just happened among the people of a call; what happened before it looked is no news. */
export class NewsTicker {
  readonly #onChange: () => void;
  #seen: number | null = null;
  #news: News | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get news(): CallNews | null {
    return this.#news?.what === 'phone' ? null : this.#news;
  }

  get phoneNews(): PhoneNews | null {
    return this.#news?.what === 'phone' ? this.#news.news : null;
  }

  /** @param timeline in order and without a gap */
  follow(timeline: readonly TimelineEvent[]): void {
    const from = this.#seen ?? timeline.length;
    this.#seen = timeline.length;
    for (const event of timeline.slice(from)) {
      const news = newsOf(event, timeline);
      if (news === null) continue;
      this.#news = news;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#news = null;
        this.#onChange();
      }, saidForMs);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

function newsOf(event: TimelineEvent, timeline: readonly TimelineEvent[]): News | null {
  switch (event.type) {
    case 'guest-joined':
      return { what: 'joined', name: event.guest.name };
    case 'guest-left':
      return { what: 'left', name: event.guest.name };
    case 'transferred':
      return { what: 'taken-over', name: event.to.name };
    default: {
      const news = phoneNewsOf(event, timeline);
      return news === null ? null : { what: 'phone', news };
    }
  }
}
