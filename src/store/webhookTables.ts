import type { DeliveryStatus, WebhookFormat } from '../protocol/index.ts';

/** Webhooks that leave the house, and commands that come in. */
export interface WebhookTables {
  webhook_subscriptions: {
    id: string;
    clinic_id: string;
    url: string;
    format: WebhookFormat;
    /** A JSON list; `null`: all. */
    event_types: string | null;
    template: string | null;
    enabled: 0 | 1;
    disabled_because: 'gone' | null;
    /** Encrypted, as is the one before it. */
    secret: string;
    former_secret: string | null;
    former_secret_until: string | null;
    created_at: string;
  };
  webhook_deliveries: {
    subscription_id: string;
    consult_id: string;
    seq: number;
    event_type: string;
    status: DeliveryStatus;
    /** `ConsultFacts` as JSON, right after the event; gone once it is delivered. */
    facts: string | null;
    attempts: number;
    queued_at: string;
    /** Only where it waits and is the first of its consult that does. */
    next_attempt_at: string | null;
    last_status: number | null;
    last_error: string | null;
    settled_at: string | null;
  };
  inbound_sources: {
    id: string;
    clinic_id: string;
    name: string;
    enabled: 0 | 1;
    secret: string;
    former_secret: string | null;
    former_secret_until: string | null;
    created_at: string;
  };
  inbound_messages: {
    source_id: string;
    webhook_id: string;
    consult_id: string;
    /** A JSON object, once it was done. */
    answer: string | null;
    received_at: string;
  };
}
