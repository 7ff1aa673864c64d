import type {
  DeviceRef,
  MediaDevicesState,
  PathPolicy,
  PatientRef,
  PersonRef,
  Place,
  ServiceRequest,
} from '../protocol/index.ts';

/** The patient's yes, with what registration knows of who asks. */
export interface RequestCommand {
  readonly type: 'request';
  readonly consultId: string;
  readonly clinicId: string;
  readonly patient: PatientRef;
  readonly device: DeviceRef;
  readonly serviceRequest: ServiceRequest;
  readonly policy: PathPolicy;
  readonly sessionId: string;
}

/**
 * Everything that can happen to a consult, after it is settled that whoever commands it may
 * (`./access.ts`). Facts from elsewhere come with the command, so that a transition is pure.
 */
export type Command =
  | RequestCommand
  /** The linked physicians who are there and free, in the order of preference. */
  | { readonly type: 'match'; readonly candidates: readonly PersonRef[] }
  | { readonly type: 'cancel' }
  | { readonly type: 'accept'; readonly person: PersonRef; readonly sessionId: string }
  /** `linked`: ids of all physicians who may answer this patient, there or not. */
  | { readonly type: 'decline'; readonly person: PersonRef; readonly linked: readonly string[] }
  | { readonly type: 'end'; readonly place: Place }
  /** Another session of the same endpoint takes the place. */
  | { readonly type: 'join'; readonly place: Place; readonly sessionId: string }
  | { readonly type: 'set-policy'; readonly policy: PathPolicy }
  | { readonly type: 'media-connected'; readonly place: Place; readonly epoch: number }
  | {
      readonly type: 'media-failed';
      readonly place: Place;
      readonly epoch: number;
      readonly detail: string;
    }
  | {
      readonly type: 'report-devices';
      readonly place: Place;
      readonly devices: MediaDevicesState;
    }
  | { readonly type: 'endpoint-lost'; readonly sessionId: string }
  | { readonly type: 'endpoint-back'; readonly sessionId: string }
  /** The relay room of an epoch is gone with its worker. */
  | { readonly type: 'relay-lost'; readonly epoch: number }
  /** The server has started anew: no endpoint is connected, no room exists. */
  | { readonly type: 'recover' }
  /** Time has passed: end what has waited long enough. */
  | { readonly type: 'deadline' }
  | { readonly type: 'unpair' };

export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
