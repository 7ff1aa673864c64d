import { useState } from 'preact/hooks';
import type { WebhookDelivery, WebhookSubscription } from '../../../src/protocol/index.ts';
import { clock, day } from '../format.ts';
import { deliveries as strings } from '../strings/integrations.ts';

interface DeliveriesPanelProps {
  /** The latest first. */
  readonly deliveries: readonly WebhookDelivery[];
  readonly subscriptions: readonly WebhookSubscription[];
  readonly onReplay: (
    subscriptionId: string,
    event?: { readonly consultId: string; readonly seq: number },
  ) => void;
  readonly onRefresh: () => void;
}

/** What was sent, what waits, and what was given up and can be replayed. */
export function DeliveriesPanel(props: DeliveriesPanelProps) {
  const { deliveries, subscriptions, onReplay, onRefresh } = props;
  const [onlyDead, setOnlyDead] = useState(false);
  const shown = deliveries.filter(({ status }) => !onlyDead || status === 'dead');
  const withDead = new Set(
    deliveries.flatMap(({ status, subscriptionId }) => (status === 'dead' ? [subscriptionId] : [])),
  );
  const urlOf = (id: string) => subscriptions.find((each) => each.id === id)?.url;
  return (
    <section class="panel" aria-labelledby="deliveries-heading">
      <header class="panel-header">
        <h2 id="deliveries-heading">{strings.heading}</h2>
        <div class="row-actions">
          <label class="check">
            <input
              type="checkbox"
              data-testid="only-dead"
              checked={onlyDead}
              onChange={(event) => setOnlyDead(event.currentTarget.checked)}
            />
            <span>{strings.onlyDead}</span>
          </label>
          {withDead.size > 0 && (
            <button
              class="button button-small"
              type="button"
              data-testid="replay-all"
              onClick={() => {
                for (const id of withDead) onReplay(id);
              }}
            >
              {strings.replayAll}
            </button>
          )}
          <button class="button button-small" type="button" onClick={onRefresh}>
            {strings.refresh}
          </button>
        </div>
      </header>
      {shown.length === 0 && <p class="soft">{onlyDead ? strings.noDead : strings.none}</p>}
      {shown.length > 0 && (
        <table class="table deliveries">
          <thead>
            <tr>
              <th scope="col">{strings.at}</th>
              <th scope="col">{strings.event}</th>
              <th scope="col">{strings.to}</th>
              <th scope="col">{strings.status}</th>
              <th scope="col">
                <span class="visually-hidden">{strings.replay}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((delivery) => {
              const { subscriptionId, consultId, seq, eventType, status } = delivery;
              const url = urlOf(subscriptionId) ?? strings.removed;
              return (
                <tr
                  key={`${subscriptionId} ${consultId} ${seq}`}
                  data-testid="delivery"
                  data-value={status}
                >
                  <td class="number">
                    {day(delivery.queuedAt)}, {clock(delivery.queuedAt)}
                  </td>
                  <td>{eventType}</td>
                  <td class="wired-url">{url}</td>
                  <td>
                    <span class={`delivery-${status}`}>{strings.statuses[status]}</span>
                    <span class="device-since">{detailOf(delivery)}</span>
                  </td>
                  <td class="cell-action">
                    {status === 'dead' && (
                      <button
                        class="button button-small"
                        type="button"
                        data-testid="replay"
                        aria-label={strings.replayNamed(eventType, url)}
                        onClick={() => onReplay(subscriptionId, { consultId, seq })}
                      >
                        {strings.replay}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function detailOf({ attempts, lastStatus, lastError }: WebhookDelivery): string {
  return [
    strings.attempts(attempts),
    lastStatus === null ? '' : `HTTP ${lastStatus}`,
    lastError ?? '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
