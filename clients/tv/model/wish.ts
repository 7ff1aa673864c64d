import type {
  ConsultKind,
  DeviceEvent,
  FaultCode,
  ServiceRequest,
} from '../../../src/protocol/index.ts';

/** What the patient wants, and the event that brought it about, if it was not their choice alone. */
export interface Wish {
  readonly kind: ConsultKind;
  readonly event?: DeviceEvent;
}

/** A fault about which the patient is asked whether they need help. */
export interface HelpOffer {
  readonly code: FaultCode;
  /** Told of the fault. */
  readonly event: DeviceEvent;
}

/** @param newId makes a UUIDv7 */
export function requestFor(
  { kind, event }: Wish,
  context: ServiceRequest['context'],
  newId: () => string,
): ServiceRequest {
  const ownChoice = () => ({
    id: newId(),
    type: 'patient-choice',
    version: 1,
    at: new Date().toISOString(),
  });
  return { kind, event: event ?? ownChoice(), context };
}
