import type { Content, Message } from '../message.ts';
import { communicationOf } from './communication.ts';
import { deviceOf, encounterOf } from './encounter.ts';
import { codingOf } from './references.ts';
import type { Bundle, Resource } from './resources.ts';
import { tasksOf } from './task.ts';

/**
 * The event as a FHIR R4 Bundle of type `transaction`, each entry a PUT: a FHIR server takes it as
 * it is, at its base URL, and a second delivery of the same event changes nothing. Encounter and
 * Device are always there, as they were right after the event, so that each bundle stands alone;
 * Communication and Tasks where the event tells or asks somebody something. The event's type is a
 * tag of the bundle.
 */
export function bundleOf(message: Message): Bundle {
  const { consult, event } = message;
  const communication = communicationOf(message);
  // A test changes nothing in the other system.
  const resources: readonly Resource[] =
    event.type === 'test'
      ? []
      : [
          encounterOf(consult),
          deviceOf(consult),
          ...(communication ? [communication] : []),
          ...tasksOf(message),
        ];
  return {
    resourceType: 'Bundle',
    id: `${consult.id}-${event.seq}`,
    meta: { tag: [codingOf('consult-event', event.type)] },
    type: 'transaction',
    timestamp: event.at,
    ...(resources.length > 0 && { entry: resources.map(entryOf) }),
  };
}

export function fhirContent(message: Message): Content {
  return {
    contentType: 'application/fhir+json; charset=utf-8; fhirVersion=4.0',
    body: JSON.stringify(bundleOf(message)),
  };
}

function entryOf(resource: Resource) {
  const url = `${resource.resourceType}/${resource.id}`;
  // Absolute, so that the relative references of the entries are resolved within the bundle.
  return {
    fullUrl: `https://housecall.org/fhir/${url}`,
    resource,
    request: { method: 'PUT', url },
  } as const;
}
