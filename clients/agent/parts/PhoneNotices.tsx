import { useState } from 'preact/hooks';
import type { ConsultRecord } from '../../connector/index.ts';
import { elapsed } from '../format.ts';
import { type PhoneNews, phoneNews } from '../phoneNews.ts';
import { phoneSentence } from '../phoneSentences.ts';
import { consults } from '../strings/consults.ts';
import { phoneNotices as strings } from '../strings/phone.ts';
import { Notice } from './Notice.tsx';

interface PhoneNoticesProps {
  readonly record: ConsultRecord;
  readonly nowMs: number;
  /** Whether the call is on the screen of the patient's device. */
  readonly isVisible: boolean;
}

/** How the call moves between the patient's devices, and which of them is lost. */
export function PhoneNotices({ record, nowMs, isVisible }: PhoneNoticesProps) {
  const [dismissedSeq, setDismissedSeq] = useState(0);
  const shown = phoneNews(record, isVisible).filter(
    (news) => news.name !== 'past' || news.event.seq > dismissedSeq,
  );
  return (
    <>
      {shown.map((news) => (
        <div key={news.name} data-testid="phone-news" data-value={news.name}>
          <Notice
            tone={toneOf(news)}
            role="status"
            {...(toneOf(news) === 'neutral' ? { icon: 'mobile' } : {})}
          >
            <span>
              {sentenceOf(news)}
              {news.name === 'shifting' && (
                <>
                  {' '}
                  <span class="number soft" aria-hidden="true">
                    {elapsed(nowMs, Date.parse(news.expiresAt))}
                  </span>
                </>
              )}
            </span>
            {news.name === 'past' && (
              <button
                class="button button-small"
                type="button"
                onClick={() => setDismissedSeq(news.event.seq)}
              >
                {consults.dismiss}
              </button>
            )}
          </Notice>
        </div>
      ))}
    </>
  );
}

function toneOf(news: PhoneNews): 'neutral' | 'warn' {
  switch (news.name) {
    case 'shifting':
      return 'neutral';
    case 'past':
      return news.event.type === 'phone-declined' ? 'neutral' : 'warn';
    case 'phone-absent':
    case 'phone-hidden':
      return 'warn';
    case 'tv-absent':
      return news.at === 'both' ? 'warn' : 'neutral';
  }
}

function sentenceOf(news: PhoneNews): string {
  switch (news.name) {
    case 'shifting':
      return strings.shifting[news.to];
    case 'past':
      return news.event.type === 'shift-failed'
        ? `${phoneSentence(news.event)} ${strings.unchanged}`
        : phoneSentence(news.event);
    case 'phone-absent':
      return strings.absent;
    case 'phone-hidden':
      return strings.hidden;
    case 'tv-absent':
      return strings.tvAbsent[news.at];
  }
}
