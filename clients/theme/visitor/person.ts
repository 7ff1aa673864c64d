import type { GuestRelation, MediaDevicesState, PlaceName } from '../../../src/protocol/index.ts';

/** What somebody is to the consult. */
export type Part = 'patient' | 'agent' | GuestRelation;

/** Somebody else in the consult. */
export interface Person {
  readonly place: PlaceName;
  readonly name: string;
  readonly part: Part;
  readonly stream: MediaStream | null;
  readonly devices: MediaDevicesState;
  /** Whether they are connected, rather than lost for a moment. */
  readonly present: boolean;
  readonly speaks: boolean;
}
