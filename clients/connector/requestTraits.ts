import type { ErrorCode, MethodName } from '../../src/protocol/index.ts';
import type { RequestErrorCode } from './requestError.ts';

/** Requests that may be done twice without harm: they wait for the connection to come back. */
export const repeatable: ReadonlySet<MethodName> = new Set<MethodName>([
  'consult.request',
  'consult.cancel',
  'consult.decline',
  'consult.end',
  'consult.answerTask',
  'consult.askCallback',
  'consult.reportEvent',
  'consult.leave',
  'deflection.decline',
  'deflection.abandon',
  'deflection.leave',
  'chat.say',
  'chat.sendPhoto',
  'chat.readPhoto',
]);

/** Requests by which a session takes a place, and whose answer is the consult. */
export const takesPlace: ReadonlySet<MethodName> = new Set<MethodName>([
  'consult.request',
  'consult.call',
  'consult.accept',
  'consult.join',
]);

const refusedForGood: readonly ErrorCode[] = [
  'unauthenticated',
  'link_used',
  'phone_code_void',
  'phone_code_used',
  // Of a code while the call is on another phone, and of too many codes from one address.
  'wrong_state',
  'rate_limited',
];

/** @returns the code, where after this answer to `session.open` another try is of no use */
export function finalRefusal(code: RequestErrorCode): ErrorCode | undefined {
  return refusedForGood.find((each) => each === code);
}
