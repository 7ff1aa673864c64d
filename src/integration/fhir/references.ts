import type { PersonRef } from '../../protocol/index.ts';
import type { ConsultFacts } from '../message.ts';
import type { CodeableConcept, Coding, Identifier, Reference } from './resources.ts';

/** Where our own codes are defined (`docs/integration.md`). */
const codeSystems = 'https://housecall.org/fhir/CodeSystem';

type CodeSystem = 'consult-event' | 'consult-kind' | 'fault-condition' | 'task-answer';

export function codingOf(system: CodeSystem, code: string): Coding {
  return { system: `${codeSystems}/${system}`, code };
}

export function conceptOf(system: CodeSystem, code: string, text?: string): CodeableConcept {
  return { coding: [codingOf(system, code)], ...(text !== undefined && { text }) };
}

/** Our ids as FHIR's identifiers. */
export function identifierOf(id: string): Identifier {
  return { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` };
}

/*
 * Patients, physicians and the clinic live in the clinic's own systems: they are referred to by
 * identifier, so that a server need not have them under our ids.
 */
export function patientReference({ patient }: ConsultFacts): Reference {
  return { type: 'Patient', identifier: identifierOf(patient.id), display: patient.name };
}

export function practitionerReference(person: PersonRef): Reference {
  return { type: 'Practitioner', identifier: identifierOf(person.id), display: person.name };
}

export function clinicReference({ clinicId }: ConsultFacts): Reference {
  return { type: 'Organization', identifier: identifierOf(clinicId) };
}

export function encounterReference({ id }: ConsultFacts): Reference {
  return { reference: `Encounter/${id}` };
}

export function deviceReference({ device }: ConsultFacts): Reference {
  return { reference: `Device/${device.id}` };
}

/** A string as FHIR takes it: never empty, no control characters but line breaks and tabs. */
export function fhirText(text: string): string {
  const clean = text.replace(/[^\P{Cc}\n\r\t]/gu, ' ').trim();
  return clean === '' ? '–' : clean;
}
