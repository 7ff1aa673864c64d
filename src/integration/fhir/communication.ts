import { z } from 'zod';
import { diagnostic, textIn } from '../../protocol/index.ts';
import type { Message } from '../message.ts';
import {
  conceptOf,
  deviceReference,
  encounterReference,
  fhirText,
  patientReference,
  practitionerReference,
} from './references.ts';
import type { Communication, Reference } from './resources.ts';

const fault = z.object({ code: z.string() });
const noticed = z.object({ type: z.string(), fault: fault.optional().catch(undefined) });

/** What a TV or an agent's browser told: what opened the consult, or what it noticed later. */
const requested = z.object({ serviceRequest: z.object({ event: noticed }) });
const deviceEvent = z.object({ place: z.string(), event: noticed });
const diagnosed = z.object({ diagnostic });

/** What the event tells somebody, as a Communication; `undefined` where it tells nobody anything. */
export function communicationOf(message: Message): Communication | undefined {
  const { consult, event } = message;
  switch (event.type) {
    case 'requested': {
      const { data } = requested.safeParse(event);
      return data && telling(message, deviceReference(consult), data.serviceRequest.event);
    }
    case 'device-event': {
      const { data } = deviceEvent.safeParse(event);
      const isFromTv = data?.place !== 'agent';
      return data && telling(message, isFromTv ? deviceReference(consult) : undefined, data.event);
    }
    case 'diagnosed': {
      const { data } = diagnosed.safeParse(event);
      if (data === undefined) return undefined;
      const { findings, source } = data.diagnostic;
      return {
        ...common(message),
        ...(source.type === 'person' && { sender: practitionerReference(source.person) }),
        recipient: [patientReference(consult)],
        ...(findings.length > 0 && {
          payload: findings.map((finding) => ({
            contentString: fhirText(textIn(finding, [consult.language])),
          })),
        }),
      };
    }
    default:
      return undefined;
  }
}

function telling(
  message: Message,
  sender: Reference | undefined,
  event: z.infer<typeof noticed>,
): Communication {
  return {
    ...common(message),
    ...(sender && { sender }),
    ...(event.fault && { reasonCode: [conceptOf('fault-condition', event.fault.code)] }),
    payload: [{ contentString: fhirText(event.type) }],
  };
}

function common({ consult, event }: Message) {
  return {
    resourceType: 'Communication',
    id: `${consult.id}-${event.seq}`,
    status: 'completed',
    category: [conceptOf('consult-event', event.type)],
    subject: patientReference(consult),
    encounter: encounterReference(consult),
    sent: event.at,
  } as const;
}
