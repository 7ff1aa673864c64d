import type { DeviceRegistration } from '../../src/protocol/index.ts';

/** What a registration says of the engine and the model. */
export type EngineDescription = Pick<DeviceRegistration, 'platform' | 'engineVersion' | 'model'>;

/** The names of mediasoup-client's handlers that this library chooses from. */
export type HandlerName = 'Chrome111' | 'Chrome74' | 'Firefox120' | 'Safari12';

/** @returns the mediasoup-client handler that fits, or `undefined` where there is no WebRTC. */
export function detectDevice(): HandlerName | undefined {
  return undefined;
}

export function describeEngine(): EngineDescription {
  return { platform: 'browser', engineVersion: 'unknown', model: 'unknown' };
}
