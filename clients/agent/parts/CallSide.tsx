import { useEffect, useState } from 'preact/hooks';
import type { Diagnostic, DiagnosticsSample } from '../../../src/protocol/index.ts';
import type { ConsultRecord } from '../../connector/index.ts';
import { lastSeqOf, type Utterance, unread } from '../conversation.ts';
import type { Diagnosis } from '../diagnosticDraft.ts';
import type { NoticedFault } from '../noticedFaults.ts';
import type { PhoneDesk } from '../phoneActions.ts';
import { guests, tabs } from '../strings/call.ts';
import { chat } from '../strings/chat.ts';
import { phonePanel } from '../strings/phone.ts';
import { request } from '../strings/request.ts';
import { ChatNews } from './ChatNews.tsx';
import { type ChatActions, ChatPanel } from './ChatPanel.tsx';
import { DeviceCard } from './DeviceCard.tsx';
import { PeopleList } from './PeopleList.tsx';
import { PhonePanel } from './PhonePanel.tsx';
import { RequestPanel, type Suggestions } from './RequestPanel.tsx';
import { Tabs } from './Tabs.tsx';
import { TimelineList } from './TimelineList.tsx';

export type CallTab = 'request' | 'chat' | 'phone' | 'people' | 'tv';

export interface CallSideProps {
  readonly record: ConsultRecord;
  readonly personId: string;
  readonly samples: readonly DiagnosticsSample[];
  readonly noticed: readonly NoticedFault[];
  readonly suggestions: Suggestions;
  readonly conversation: readonly Utterance[];
  readonly chat: ChatActions;
  readonly phone: PhoneDesk;
  /** The tab that is shown at first. */
  readonly tab?: CallTab;
  readonly onRemoveGuest: (guestId: string) => void;
  readonly onPutPhoneOut: (mobileId: string) => void;
  readonly onDiagnose: (diagnosis: Diagnosis) => Promise<boolean>;
  readonly onIgnore: (suggestion: Diagnostic) => void;
}

/** Beside the call: why, what is written, the phone, who takes part, the TV; what happened. */
export function CallSide(props: CallSideProps) {
  const { record, samples, suggestions, conversation, phone } = props;
  const { consult, timeline } = record;
  const [tab, setTab] = useState<string>(props.tab ?? 'request');
  const [readSeq, setReadSeq] = useState(0);
  const news = tab === 'chat' ? [] : unread(conversation, readSeq);
  // What is measured is the device's by which the patient is in the call.
  const tvVisible = consult.patientAt === 'tv' ? samples.at(-1)?.device.visible : undefined;
  const lastSeq = lastSeqOf(conversation);
  useEffect(() => {
    if (tab === 'chat') setReadSeq(lastSeq);
  }, [tab, lastSeq]);
  return (
    <aside class="call-side">
      <Tabs
        label={tabs.label}
        shownId={tab}
        onShow={setTab}
        tabs={[
          {
            id: 'request',
            name: request.tab,
            count: suggestions.list?.length ?? 0,
            children: (
              <RequestPanel
                consult={consult}
                noticed={props.noticed}
                suggestions={suggestions}
                onDiagnose={props.onDiagnose}
                onIgnore={props.onIgnore}
              />
            ),
          },
          {
            id: 'chat',
            name: chat.tab,
            count: news.length,
            countWords: chat.unread(news.length),
            fills: true,
            children: (
              <ChatPanel
                conversation={conversation}
                patientName={consult.patient.name}
                personId={props.personId}
                actions={props.chat}
                onSendMail={phone.onSendMail}
              />
            ),
          },
          {
            id: 'phone',
            name: phonePanel.tab,
            children: <PhonePanel consult={consult} desk={phone} />,
          },
          {
            id: 'people',
            name: guests.tab,
            count: consult.guests.length,
            children: (
              <PeopleList
                consult={consult}
                onRemove={props.onRemoveGuest}
                onPutPhoneOut={props.onPutPhoneOut}
              />
            ),
          },
          {
            id: 'tv',
            name: tabs.tv,
            children: <DeviceCard consult={consult} appVisible={tvVisible} />,
          },
        ]}
      />
      <ChatNews utterance={news.at(-1)} />
      <TimelineList events={timeline} />
    </aside>
  );
}
