/*
 * The parts of FHIR R4 (4.0.1, https://hl7.org/fhir/R4) that we write. Tests hold what is written
 * against the whole of R4's JSON schema.
 */

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}

export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** To a resource of the same bundle by `reference`, to one that is kept elsewhere by `identifier`. */
export interface Reference {
  readonly reference?: string;
  readonly type?: string;
  readonly identifier?: Identifier;
  readonly display?: string;
}

interface Period {
  readonly start: string;
  readonly end?: string;
}

export interface Encounter {
  readonly resourceType: 'Encounter';
  readonly id: string;
  readonly identifier: readonly Identifier[];
  readonly status: 'planned' | 'arrived' | 'in-progress' | 'finished' | 'cancelled' | 'unknown';
  readonly class: Coding;
  readonly subject: Reference;
  readonly participant?: readonly {
    readonly type: readonly CodeableConcept[];
    readonly period: Period;
    readonly individual: Reference;
  }[];
  readonly period: Period;
  readonly reasonCode: readonly CodeableConcept[];
  readonly serviceProvider: Reference;
}

export interface Device {
  readonly resourceType: 'Device';
  readonly id: string;
  readonly identifier: readonly Identifier[];
  readonly status: 'active';
  readonly deviceName: readonly {
    readonly name: string;
    readonly type: 'model-name' | 'user-friendly-name';
  }[];
  readonly modelNumber: string;
  readonly type: CodeableConcept;
  readonly version: readonly { readonly value: string }[];
  readonly patient: Reference;
  readonly owner: Reference;
}

export interface Communication {
  readonly resourceType: 'Communication';
  readonly id: string;
  readonly status: 'completed';
  readonly category: readonly CodeableConcept[];
  readonly subject: Reference;
  readonly encounter: Reference;
  readonly sent: string;
  readonly sender?: Reference;
  readonly recipient?: readonly Reference[];
  readonly reasonCode?: readonly CodeableConcept[];
  readonly payload?: readonly { readonly contentString: string }[];
}

export interface Task {
  readonly resourceType: 'Task';
  readonly id: string;
  readonly identifier: readonly Identifier[];
  readonly status: 'requested' | 'completed' | 'failed' | 'rejected';
  readonly statusReason?: CodeableConcept;
  readonly intent: 'proposal';
  readonly description?: string;
  readonly for: Reference;
  readonly encounter: Reference;
  readonly authoredOn?: string;
  readonly lastModified: string;
  readonly requester?: Reference;
  readonly owner: Reference;
}

export type Resource = Encounter | Device | Communication | Task;

export interface Bundle {
  readonly resourceType: 'Bundle';
  readonly id: string;
  readonly meta: { readonly tag: readonly Coding[] };
  readonly type: 'transaction';
  readonly timestamp: string;
  readonly entry?: readonly {
    readonly fullUrl: string;
    readonly resource: Resource;
    readonly request: { readonly method: 'PUT'; readonly url: string };
  }[];
}
