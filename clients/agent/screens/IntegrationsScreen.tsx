import { useState } from 'preact/hooks';
import type {
  CreateSubscriptionRequest,
  InboundSource,
  WebhookDelivery,
  WebhookSubscription,
} from '../../../src/protocol/index.ts';
import type { ApiErrorCode } from '../httpApi.ts';
import { DeliveriesPanel } from '../parts/DeliveriesPanel.tsx';
import { Notice } from '../parts/Notice.tsx';
import { RemoveDialog, type Removing } from '../parts/RemoveDialog.tsx';
import { SecretDialog, type ShownSecret } from '../parts/SecretDialog.tsx';
import { SourcesPanel } from '../parts/SourcesPanel.tsx';
import { SubscriptionsPanel, type TestOutcome } from '../parts/SubscriptionsPanel.tsx';
import { errorSentence } from '../strings/errors.ts';
import { integrations as strings } from '../strings/integrations.ts';

/** What of a clinic's integrations there is. */
export interface Integrations {
  readonly subscriptions: readonly WebhookSubscription[];
  readonly sources: readonly InboundSource[];
  /** The latest first. */
  readonly deliveries: readonly WebhookDelivery[];
}

interface IntegrationsScreenProps {
  /** `null` until they are loaded. */
  readonly integrations: Integrations | null;
  readonly problem: ApiErrorCode | null;
  /** Why the last change was refused; `null` where none was. */
  readonly refused: string | null;
  /** A secret that was just made. */
  readonly secret: ShownSecret | null;
  /** What became of the last test events, by subscription. */
  readonly tests: ReadonlyMap<string, TestOutcome>;
  readonly origin: string;
  readonly onSubscribe: (wanted: CreateSubscriptionRequest) => Promise<boolean>;
  readonly onAddSource: (name: string) => Promise<boolean>;
  readonly onEnable: (what: 'subscriptions' | 'sources', id: string, enabled: boolean) => void;
  readonly onRotate: (what: 'subscriptions' | 'sources', id: string) => void;
  readonly onRemove: (what: 'subscriptions' | 'sources', id: string) => void;
  readonly onTest: (id: string) => void;
  readonly onReplay: (
    subscriptionId: string,
    event?: { readonly consultId: string; readonly seq: number },
  ) => void;
  readonly onSecretSeen: () => void;
  readonly onAgain: () => void;
}

/** Systems that are told what happens, what became of each telling, and systems that may ask. */
export function IntegrationsScreen(props: IntegrationsScreenProps) {
  const { integrations, problem, refused, secret } = props;
  const [removing, setRemoving] = useState<Removing | null>(null);
  return (
    <div class="page" data-testid="integrations">
      <header class="page-header">
        <h1>{strings.heading}</h1>
        <p class="soft">
          {integrations === null && problem === null ? strings.loading : strings.lead}
        </p>
      </header>
      {problem !== null && (
        <Notice tone="danger" role="alert">
          <span>{errorSentence(problem)}</span>
          <button class="button button-small" type="button" onClick={props.onAgain}>
            {strings.again}
          </button>
        </Notice>
      )}
      {refused !== null && (
        <Notice tone="danger" role="alert">
          {refused}
        </Notice>
      )}
      {integrations !== null && (
        <>
          <SubscriptionsPanel
            subscriptions={integrations.subscriptions}
            tests={props.tests}
            onSubscribe={props.onSubscribe}
            onEnable={(id, enabled) => props.onEnable('subscriptions', id, enabled)}
            onRotate={(id) => props.onRotate('subscriptions', id)}
            onTest={props.onTest}
            onRemove={(id, name) => setRemoving({ what: 'subscriptions', id, name })}
          />
          <DeliveriesPanel
            deliveries={integrations.deliveries}
            subscriptions={integrations.subscriptions}
            onReplay={props.onReplay}
            onRefresh={props.onAgain}
          />
          <SourcesPanel
            sources={integrations.sources}
            origin={props.origin}
            onAdd={props.onAddSource}
            onEnable={(id, enabled) => props.onEnable('sources', id, enabled)}
            onRotate={(id) => props.onRotate('sources', id)}
            onRemove={(id, name) => setRemoving({ what: 'sources', id, name })}
          />
        </>
      )}
      {secret !== null && <SecretDialog secret={secret} onClose={props.onSecretSeen} />}
      {removing !== null && (
        <RemoveDialog
          removing={removing}
          onRemove={() => {
            props.onRemove(removing.what, removing.id);
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </div>
  );
}
