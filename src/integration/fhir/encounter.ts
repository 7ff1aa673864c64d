import type { ConsultFacts } from '../message.ts';
import {
  clinicReference,
  conceptOf,
  fhirText,
  identifierOf,
  patientReference,
  practitionerReference,
} from './references.ts';
import type { Device, Encounter } from './resources.ts';

/** `arrived` is FHIR's word for a patient who is there and waits. */
const statuses: ReadonlyMap<string, Encounter['status']> = new Map([
  ['requested', 'arrived'],
  ['guided', 'arrived'],
  ['queued', 'arrived'],
  ['offered', 'arrived'],
  ['calling', 'planned'],
  ['accepted', 'in-progress'],
  ['active', 'in-progress'],
  ['ended', 'finished'],
  ['cancelled', 'cancelled'],
  ['expired', 'cancelled'],
]);

/** The consult as an Encounter of class VR, virtual. */
export function encounterOf(consult: ConsultFacts): Encounter {
  const { acceptedAt, endedAt, faultCode, kind, agent, requestedAt } = consult;
  const end = endedAt === null ? {} : { end: endedAt };
  return {
    resourceType: 'Encounter',
    id: consult.id,
    identifier: [identifierOf(consult.id)],
    status: statuses.get(consult.state) ?? 'unknown',
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: 'VR',
      display: 'virtual',
    },
    subject: patientReference(consult),
    ...(agent && {
      participant: [
        {
          type: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
                  code: 'ATND',
                  display: 'attender',
                },
              ],
            },
          ],
          period: { start: acceptedAt ?? requestedAt, ...end },
          individual: practitionerReference(agent),
        },
      ],
    }),
    period: { start: requestedAt, ...end },
    reasonCode: [
      conceptOf('consult-kind', kind),
      ...(faultCode === null ? [] : [conceptOf('fault-condition', faultCode)]),
    ],
    serviceProvider: clinicReference(consult),
  };
}

/** The patient's TV. */
export function deviceOf(consult: ConsultFacts): Device {
  const { displayModel, engineVersion, id, model } = consult.device;
  return {
    resourceType: 'Device',
    id,
    identifier: [identifierOf(id)],
    status: 'active',
    deviceName: [
      { name: fhirText(model), type: 'model-name' },
      ...(displayModel === undefined
        ? []
        : [{ name: fhirText(displayModel), type: 'user-friendly-name' as const }]),
    ],
    modelNumber: fhirText(model),
    type: { text: 'television' },
    version: [{ value: fhirText(engineVersion) }],
    patient: patientReference(consult),
    owner: clinicReference(consult),
  };
}
