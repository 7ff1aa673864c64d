import { CloudEvent } from 'cloudevents';
import type { Content, Message } from './message.ts';

/** Where the clinic stands in other systems; stays the same when the server moves. */
function clinicUri(clinicId: string): string {
  return `urn:uuid:${clinicId}`;
}

/**
 * The event as a CloudEvent 1.0 (https://github.com/cloudevents/spec). `source` and `id` together
 * name it for good, so that a receiver that gets it twice can tell.
 * @throws ValidationError of cloudevents where the event has no form that the format allows
 */
export function toCloudEvent({ consult, event }: Message): CloudEvent<Record<string, unknown>> {
  return new CloudEvent<Record<string, unknown>>({
    id: `${consult.id}:${event.seq}`,
    source: clinicUri(consult.clinicId),
    type: `org.housecall.consult.${event.type}`,
    subject: consult.id,
    time: event.at,
    datacontenttype: 'application/json',
    // The extension `sequence`: text that sorts as the events do.
    sequence: String(event.seq).padStart(10, '0'),
    data: { consult, event },
  });
}

/** The CloudEvent in the JSON format, structured mode. */
export function cloudEventContent(message: Message): Content {
  return {
    contentType: 'application/cloudevents+json; charset=utf-8',
    body: JSON.stringify(toCloudEvent(message)),
  };
}
