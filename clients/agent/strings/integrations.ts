import type { DeliveryStatus, WebhookFormat } from '../../../src/protocol/index.ts';

export const integrations = {
  heading: 'Integrations',
  lead: 'Systems of the clinic that are told what happens, and systems that may ask.',
  loading: 'Loading…',
  again: 'Try again',
  cancel: 'Cancel',
  remove: 'Remove',
  enabled: 'On',
  disabled: 'Off',
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  secretHeading: 'The secret',
  secretLead: 'Copy it now into the other system. It is not shown again.',
  formerUntil: (time: string) => `The former secret is good until ${time}.`,
  secret: 'Secret',
  done: 'Done',
  rotate: 'New secret',
};

export const subscriptions = {
  heading: 'Outgoing: webhooks',
  none: 'No system is told anything yet.',
  add: 'Add a webhook',
  addHeading: 'Add a webhook',
  url: 'Address',
  urlHint: 'https://…, where events are posted to',
  format: 'Format',
  formats: {
    cloudevents: 'CloudEvents 1.0',
    fhir: 'FHIR R4',
    template: 'Template of our own',
  } satisfies Record<WebhookFormat, string>,
  template: 'Template (JSONata)',
  eventTypes: 'Event types, with commas',
  eventTypesHint: 'Such as requested, accepted, ended. Empty: all.',
  allEvents: 'all events',
  create: 'Add',
  gone: 'Off: the receiver said that it is gone.',
  test: 'Send a test event',
  testing: 'Sending…',
  delivered: (status: number | null) =>
    status === null ? 'The test event arrived.' : `The test event arrived (HTTP ${status}).`,
  failed: (reason: string) => `The test event did not arrive: ${reason}.`,
  removeHeading: 'Remove this webhook?',
  removeLead: (url: string) => `${url} is told nothing more, and its deliveries are forgotten.`,
};

export const deliveries = {
  heading: 'Deliveries',
  none: 'Nothing was sent yet.',
  onlyDead: 'Dead letters only',
  noDead: 'No dead letters.',
  at: 'Queued',
  event: 'Event',
  to: 'To',
  status: 'Status',
  attempts: (count: number) => (count === 1 ? '1 try' : `${count} tries`),
  statuses: {
    waiting: 'waiting',
    delivered: 'delivered',
    dead: 'given up',
  } satisfies Record<DeliveryStatus, string>,
  replay: 'Replay',
  replayAll: 'Replay all dead letters',
  replayNamed: (event: string, url: string) => `Replay ${event} to ${url}`,
  refresh: 'Refresh',
  removed: 'removed webhook',
};

export const sources = {
  heading: 'Incoming: systems that may ask',
  none: 'No system may ask yet.',
  add: 'Add a system',
  addHeading: 'Add a system',
  name: 'Name',
  nameHint: 'Such as: scheduling',
  create: 'Add',
  address: 'Posts to',
  removeHeading: 'Remove this system?',
  removeLead: (name: string) => `${name} can ask for nothing more.`,
};
