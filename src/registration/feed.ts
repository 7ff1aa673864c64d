/** What registration tells the rest of the house after it is committed. */
export type RegistrationChange =
  /** The device's tokens are void; its session must end within a second. */
  | { readonly type: 'device-unpaired'; readonly deviceId: string }
  /** A patient's care links or name changed: their TVs ask for somebody else now. */
  | { readonly type: 'patient-changed'; readonly patientId: string }
  /** How the clinic receives its patients, or who of its people answers them, is another now. */
  | { readonly type: 'clinic-changed'; readonly clinicId: string }
  /** A person signed out of one browser. */
  | { readonly type: 'signed-out'; readonly signInId: string };

export interface RegistrationFeed {
  publish(change: RegistrationChange): void;
}
