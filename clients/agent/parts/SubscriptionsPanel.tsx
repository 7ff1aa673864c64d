import { useState } from 'preact/hooks';
import type {
  CreateSubscriptionRequest,
  WebhookSubscription,
  WebhookTestResponse,
} from '../../../src/protocol/index.ts';
import { subscriptions as strings } from '../strings/integrations.ts';
import { SubscriptionDialog } from './SubscriptionDialog.tsx';
import { WiredActions } from './WiredActions.tsx';

/** A test event under way, or what became of it. */
export type TestOutcome = 'sending' | WebhookTestResponse;

interface SubscriptionsPanelProps {
  readonly subscriptions: readonly WebhookSubscription[];
  readonly tests: ReadonlyMap<string, TestOutcome>;
  readonly onSubscribe: (wanted: CreateSubscriptionRequest) => Promise<boolean>;
  readonly onEnable: (id: string, enabled: boolean) => void;
  readonly onRotate: (id: string) => void;
  readonly onTest: (id: string) => void;
  readonly onRemove: (id: string, url: string) => void;
}

/** Systems that are told what happens. */
export function SubscriptionsPanel({ subscriptions, tests, ...actions }: SubscriptionsPanelProps) {
  const [adding, setAdding] = useState(false);
  return (
    <section class="panel" aria-labelledby="subscriptions-heading">
      <header class="panel-header">
        <h2 id="subscriptions-heading">{strings.heading}</h2>
        <button
          class="button button-small"
          type="button"
          data-testid="add-subscription"
          onClick={() => setAdding(true)}
        >
          {strings.add}
        </button>
      </header>
      {subscriptions.length === 0 && <p class="soft">{strings.none}</p>}
      <ul class="wired">
        {subscriptions.map((subscription) => {
          const { id, url, format, eventTypes, enabled, disabledBecause } = subscription;
          const test = tests.get(id);
          return (
            <li key={id} data-testid="subscription">
              <div class="wired-what">
                <p class="strong wired-url">{url}</p>
                <p class="soft">
                  {strings.formats[format]} · {eventTypes?.join(', ') ?? strings.allEvents}
                </p>
                {disabledBecause !== null && <p class="warn-text">{strings.gone}</p>}
                <p role="status" class={isFailed(test) ? 'danger-text' : 'good-text'}>
                  {testWords(test)}
                </p>
              </div>
              <WiredActions
                enabled={enabled}
                onRotate={() => actions.onRotate(id)}
                onEnable={(wanted) => actions.onEnable(id, wanted)}
                onRemove={() => actions.onRemove(id, url)}
              >
                <button
                  class="button button-small"
                  type="button"
                  data-testid="test-event"
                  aria-disabled={test === 'sending'}
                  onClick={test === 'sending' ? undefined : () => actions.onTest(id)}
                >
                  {test === 'sending' ? strings.testing : strings.test}
                </button>
              </WiredActions>
            </li>
          );
        })}
      </ul>
      {adding && (
        <SubscriptionDialog
          onCreate={async (wanted) => {
            await actions.onSubscribe(wanted);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  );
}

function isFailed(test: TestOutcome | undefined): boolean {
  return test !== undefined && test !== 'sending' && !test.delivered;
}

function testWords(test: TestOutcome | undefined): string {
  if (test === undefined || test === 'sending') return '';
  if (test.delivered) return strings.delivered(test.status);
  return strings.failed(test.error ?? (test.status === null ? '–' : `HTTP ${test.status}`));
}
