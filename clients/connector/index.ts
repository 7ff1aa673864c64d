/* The connector's face: what apps and embedders import. */
export { Call, type CallOptions } from './call.ts';
export type { CallPhase } from './callFace.ts';
export type { CallFault } from './callFaults/openFaults.ts';
export { probeCapabilities } from './capabilities.ts';
export { Chat, type ChatOptions } from './chat.ts';
export { type ChatEntry, chatOf, type Delivery } from './chatEntries.ts';
export {
  type ConnectionState,
  Connector,
  type ConnectorOptions,
  type ResumeData,
  type ResumeStore,
} from './connector.ts';
export type { ConsultRecord } from './consultBook.ts';
export type { CameraFacing } from './deviceAccess.ts';
export {
  describeEngine,
  detectDevice,
  type EngineDescription,
  type HandlerName,
} from './engine.ts';
export { consultNeedCodes } from './faults/consultNeeds.ts';
export type { Fault } from './faults/fault.ts';
export type { NoticedFault } from './faults/faultBook.ts';
export { FaultWatch, type FaultWatchOptions } from './faults/faultWatch.ts';
export type { Timing, Timings } from './faults/standing.ts';
export { LocalMedia } from './localMedia.ts';
export { Observable, Settable } from './observable.ts';
export {
  DevicePairing,
  type DevicePairingOptions,
  type PairingState,
  type TokenStorage,
} from './pairing.ts';
export { type PatientPlace, patientPlace, patientStatus } from './patientPlace.ts';
export type { PhotoToSend } from './photoTransfer.ts';
export type { Remote } from './remoteStreams.ts';
export { RequestError, type RequestErrorCode } from './requestError.ts';
