import type { DeviceRegistration } from '../../src/protocol/index.ts';
import { type Observable, Settable } from './observable.ts';

/** How a pairing is. Times are milliseconds since the epoch. */
export type PairingState =
  | { readonly name: 'requesting' }
  | {
      readonly name: 'showing';
      readonly userCode: string;
      readonly verificationUri: string;
      readonly verificationUriComplete: string;
      readonly expiresAt: number;
    }
  | { readonly name: 'paired'; readonly token: string }
  | { readonly name: 'denied' }
  | { readonly name: 'unreachable'; readonly retryAt: number };

/** Where the device's token is kept: `localStorage`, or what the platform has. */
export interface TokenStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface DevicePairingOptions {
  /** The server's origin, such as `https://consult.clinic.example`. */
  readonly baseUrl: string;
  readonly registration: () => Promise<DeviceRegistration>;
  readonly storage: TokenStorage;
}

/** Binds this device to a patient by the device authorization grant (RFC 8628). */
export class DevicePairing {
  readonly state: Observable<PairingState> = new Settable<PairingState>({ name: 'requesting' });

  constructor(options: DevicePairingOptions) {
    void options;
  }

  start(): void {}

  stop(): void {}
}
