/* The face of the protocol: what servers and clients import. */
export * from './adminApi.ts';
export * from './agent.ts';
export * from './closeCodes.ts';
export * from './consult.ts';
export * from './deflection.ts';
export * from './diagnostic.ts';
export * from './diagnosticsChannel.ts';
export * from './errors.ts';
export * from './guest.ts';
export * from './integrationApi.ts';
export * from './jsonrpc.ts';
export * from './media.ts';
export * from './methods.ts';
export * from './notifications.ts';
export * from './personal.ts';
export * from './registration.ts';
export * from './serviceRequest.ts';
