import type { FrameLimits } from './frameBudget.ts';

/** What one endpoint, and all together, may take. Times are milliseconds, sizes bytes. */
export interface SignalingLimits {
  /** How long a socket may take to open its session. */
  readonly openTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  /** After this long without a frame a socket is given up. */
  readonly silenceMs: number;
  /** How long a physician whose socket dropped still counts as there. */
  readonly lingerMs: number;
  /** How long a stored session that nobody resumes is kept. */
  readonly sessionLifetimeMs: number;
  /** How often the sign-ins of open sessions are looked up. */
  readonly signInCheckMs: number;
  readonly maxFrameBytes: number;
  /** What may wait in the server for an endpoint to read it. */
  readonly sendBufferBytes: number;
  readonly frames: FrameLimits;
  /** Requests of one socket that are being worked on. */
  readonly inFlight: number;
  /** Sockets whose session is not open yet, in all and per network address. */
  readonly openingSockets: number;
  readonly openingSocketsPerAddress: number;
  /** New sockets per network address. A whole clinic may stand behind one. */
  readonly upgradesPerSecond: number;
  readonly upgradeBurst: number;
}

export const defaultLimits: SignalingLimits = {
  openTimeoutMs: 10_000,
  heartbeatIntervalMs: 4_000,
  silenceMs: 9_000,
  lingerMs: 5_000,
  sessionLifetimeMs: 24 * 60 * 60 * 1_000,
  signInCheckMs: 5_000,
  maxFrameBytes: 128 * 1_024,
  sendBufferBytes: 1_024 * 1_024,
  frames: { perSecond: 50, burst: 100, refusals: 2_000 },
  inFlight: 128,
  openingSockets: 2_000,
  openingSocketsPerAddress: 1_000,
  upgradesPerSecond: 200,
  upgradeBurst: 2_000,
};
