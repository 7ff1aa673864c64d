import type { WebhookDelivery, WebhookSubscription } from '../../../src/protocol/index.ts';
import type { Playbook, PlaybookTryResponse } from '../../../src/protocol/playbook.ts';
import type { PlaybookNews } from '../parts/PlaybookToolbar.tsx';
import type { ShownSecret } from '../parts/SecretDialog.tsx';
import { SubscriptionDialog } from '../parts/SubscriptionDialog.tsx';
import { checkDraft, draftOf, type PlaybookDraft } from '../playbookDraft.ts';
import { ClinicScreen } from '../screens/ClinicScreen.tsx';
import { IntegrationsScreen } from '../screens/IntegrationsScreen.tsx';
import { PlaybookScreen } from '../screens/PlaybookScreen.tsx';
import { Frame, type Screens, type Stand } from './frame.tsx';
import { ago, idOf, keller, rossi } from './people.ts';
import { bothSuggestions } from './requests.ts';

const clinic =
  (loaded: boolean, problem: 'unreachable' | null, saved: boolean) => (stand: Stand) => (
    <Frame stand={stand} route="clinic" personRole="admin">
      <ClinicScreen
        settings={
          loaded
            ? {
                reception: {
                  openingHours: 'Monday to Friday, 8 am to 6 pm',
                  emergency: 'Call 112, or press the red button beside the bed.',
                },
                answersItself: false,
                phones: { check: 'birth-date', callIn: '+4930901820', country: 'DE' },
              }
            : null
        }
        problem={problem}
        saving={false}
        saved={saved}
        onSave={stand.press('save')}
        onAgain={stand.press('again')}
      />
    </Frame>
  );

const text = (en: string, de: string) => ({ en, de });
const codes = [
  'playback-stalled',
  'playback-refused',
  'network-down',
  'network-poor',
  'camera-missing',
  'camera-in-use',
  'audio-silent',
  'picture-black',
  'udp-blocked',
  'clock-wrong',
] as const;
const playbook: Playbook = {
  name: 'St. Anna',
  rules: [
    {
      rule: 'stalled-on-weak-wifi',
      priority: 20,
      kinds: ['support'],
      conditions: {
        all: [
          { fact: 'fault', operator: 'equal', value: 'playback-stalled' },
          { fact: 'context', path: 'networkType', operator: 'equal', value: 'wifi' },
          { fact: 'evidence', path: 'throughput', operator: 'lessThan', value: 2_000_000 },
        ],
      },
      findings: [text('The Wi-Fi in your room is weak.', 'Das WLAN in Ihrem Zimmer ist schwach.')],
      tasks: [
        {
          text: text('Open the door to the corridor.', 'Öffnen Sie die Tür zum Flur.'),
          picture: 'router',
          check: 'playback-moving',
          concludes: true,
        },
        {
          text: text('Press Back and start the film again.', 'Starten Sie den Film neu.'),
          picture: 'remote-control',
          check: 'playback-moving',
          concludes: true,
        },
      ],
    },
    ...codes.map((code) => ({
      rule: code,
      priority: 10,
      conditions: { all: [{ fact: 'fault' as const, operator: 'equal' as const, value: code }] },
      findings: [{ en: 'Something is wrong.' }],
      tasks: [],
    })),
  ],
};
const right = draftOf(playbook);
const wrong: PlaybookDraft = {
  ...right,
  rules: right.rules.map((rule, index) =>
    index === 0
      ? {
          ...rule,
          rule: 'Stalled on Wi-Fi',
          conditions: rule.conditions.replace('"lessThan"', '"below"'),
        }
      : rule,
  ),
};

const tryResult: PlaybookTryResponse = {
  diagnostics: [...bothSuggestions],
  rules: [
    {
      rule: 'stalled-on-weak-wifi',
      outcome: 'held',
      comparisons: [{ at: 'all.0', held: true, found: 'playback-stalled' }],
    },
    {
      rule: 'network-down',
      outcome: 'did-not-hold',
      comparisons: [{ at: 'all.0', held: false, found: 'playback-stalled' }],
    },
  ],
};

interface PlaybookOptions {
  readonly draft?: PlaybookDraft;
  readonly isChanged?: boolean;
  readonly news?: PlaybookNews;
  readonly tab?: 'rule' | 'try' | 'history';
  readonly trial?: PlaybookTryResponse;
}

const playbookPage =
  ({ draft = right, isChanged = false, news = { name: 'none' }, ...rest }: PlaybookOptions = {}) =>
  (stand: Stand) => (
    <Frame stand={stand} route="playbook" personRole="admin">
      <PlaybookScreen
        draft={draft}
        checked={checkDraft(draft)}
        isChanged={isChanged}
        version={3}
        history={[
          { version: 3, name: 'St. Anna', origin: 'edited', savedAt: ago(86_400), savedBy: rossi },
          { version: 2, name: 'St. Anna', origin: 'imported', savedAt: ago(900_000) },
          {
            version: 1,
            name: 'Housecall',
            origin: 'shipped',
            savedAt: ago(990_000),
            savedBy: keller,
          },
        ]}
        news={news}
        trial={rest.trial ?? null}
        trialProblem={null}
        trying={false}
        {...(rest.tab === undefined ? {} : { tab: rest.tab })}
        onDraft={stand.press('draft')}
        onSave={stand.press('save')}
        onSaveOver={stand.press('save-over')}
        onDiscard={stand.press('discard')}
        onImport={stand.press('import')}
        onRestore={stand.press('restore')}
        onOpenVersion={stand.press('open-version')}
        onTry={stand.press('try')}
      />
    </Frame>
  );

const subscriptions: readonly WebhookSubscription[] = [
  {
    id: idOf(101),
    url: 'https://scheduling.st-anna.example/hooks/housecall',
    format: 'cloudevents',
    eventTypes: ['requested', 'accepted', 'ended'],
    template: null,
    enabled: true,
    disabledBecause: null,
    createdAt: ago(900_000),
    formerSecretUntil: null,
  },
  {
    id: idOf(102),
    url: 'https://fhir.st-anna.example/r4',
    format: 'fhir',
    eventTypes: null,
    template: null,
    enabled: false,
    disabledBecause: 'gone',
    createdAt: ago(800_000),
    formerSecretUntil: null,
  },
];
const delivered: WebhookDelivery = {
  subscriptionId: idOf(101),
  consultId: idOf(41),
  seq: 3,
  eventType: 'accepted',
  status: 'delivered',
  attempts: 1,
  lastStatus: 204,
  lastError: null,
  queuedAt: ago(287),
  nextAttemptAt: null,
  settledAt: ago(286),
};
const deliveries: readonly WebhookDelivery[] = [
  { ...delivered, seq: 5, eventType: 'ended', status: 'waiting', attempts: 2, lastStatus: 503 },
  delivered,
  {
    ...delivered,
    subscriptionId: idOf(102),
    seq: 1,
    eventType: 'requested',
    status: 'dead',
    attempts: 12,
    lastStatus: null,
    lastError: 'no answer within 10 s',
  },
];

const integrations =
  (empty: boolean, secret: ShownSecret | null = null) =>
  (stand: Stand) => (
    <Frame stand={stand} route="integrations" personRole="admin">
      <IntegrationsScreen
        integrations={{
          subscriptions: empty ? [] : subscriptions,
          sources: empty
            ? []
            : [
                {
                  id: idOf(111),
                  name: 'Scheduling',
                  enabled: true,
                  createdAt: ago(900_000),
                  formerSecretUntil: null,
                },
              ],
          deliveries: empty ? [] : deliveries,
        }}
        problem={null}
        refused={empty ? 'The address must not lead into the own network.' : null}
        secret={secret}
        tests={new Map([[idOf(101), { delivered: true, status: 204, error: null }]])}
        origin="https://housecall.example"
        onSubscribe={async () => true}
        onAddSource={async () => true}
        onEnable={stand.press('enable')}
        onRotate={stand.press('rotate')}
        onRemove={stand.press('remove')}
        onTest={stand.press('test')}
        onReplay={stand.press('replay')}
        onSecretSeen={stand.press('secret-seen')}
        onAgain={stand.press('again')}
      />
    </Frame>
  );

/** What admins set: the clinic, its playbook, other systems. */
export const adminScreens: Screens = {
  clinic: clinic(true, null, false),
  'clinic-saved': clinic(true, null, true),
  'clinic-unreachable': clinic(false, 'unreachable', false),
  playbook: playbookPage(),
  'playbook-wrong': playbookPage({ draft: wrong, isChanged: true }),
  'playbook-conflict': playbookPage({ isChanged: true, news: { name: 'conflict' } }),
  'playbook-try': playbookPage({ tab: 'try', trial: tryResult }),
  'playbook-history': playbookPage({ tab: 'history', news: { name: 'saved', version: 3 } }),
  integrations: integrations(false),
  'integrations-none': integrations(true),
  'integrations-secret': integrations(false, {
    secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
    formerSecretUntil: ago(-86_400),
  }),
  'integrations-add': (stand) => (
    <>
      {integrations(false)(stand)}
      <SubscriptionDialog
        onCreate={async () => stand.press('create')()}
        onClose={stand.press('close')}
      />
    </>
  ),
};
