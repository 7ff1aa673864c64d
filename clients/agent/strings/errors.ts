import { ApiError, type ApiErrorCode } from '../httpApi.ts';

/** What went wrong, and what to do, for a failed request. */
export function errorSentence(code: ApiErrorCode, retryAfterMs?: number): string {
  switch (code) {
    case 'unreachable':
    case 'not-connected':
    case 'disconnected':
      return 'The server cannot be reached. Please check the network and try again.';
    case 'wrong_credentials':
      return 'E-mail or password is wrong.';
    case 'rate_limited':
      return retryAfterMs === undefined
        ? 'Too many attempts. Please wait a moment.'
        : `Too many attempts. Please try again in ${waitPhrase(retryAfterMs)}.`;
    case 'unauthenticated':
      return 'You are signed out. Please sign in again.';
    case 'forbidden':
      return 'Your role does not allow this.';
    case 'code_unknown':
      return 'No TV is waiting with this code. It may have run out; the TV then shows a new one.';
    case 'code_used':
      return 'This code was confirmed or refused already.';
    case 'already_accepted':
      return 'A colleague was faster.';
    case 'agent_busy':
      return 'You are in another consult. End it first, also in other windows.';
    case 'wrong_state':
      return 'The consult has moved on meanwhile.';
    case 'endpoint_absent':
      return 'It is not connected now.';
    case 'agent_ringing':
      return 'Something rings there already. Please try again in a moment.';
    case 'device_busy':
      return 'The TV is in another consult.';
    case 'not_joined':
      return 'This call is open in another window.';
    case 'too_many_guests':
      return 'No more guests fit into this call.';
    case 'way_unavailable':
      return 'The clinic does not have this way to a phone.';
    case 'number_invalid':
      return 'This is no telephone number. Please compare it with the patient.';
    case 'message_not_sent':
      return 'It could not be sent. Please try again, or another way.';
    case 'too_many_tries':
      return 'That was tried too often in this consult. Please take another way.';
    case 'phone_not_admitted':
      return 'The phone has not been let in yet.';
    case 'phone_code_void':
      return 'No consult waits under this code. It may have run out; the TV then shows a new one.';
    case 'phone_code_used':
      return 'Another phone was faster with this code.';
    case 'photo_refused':
      return 'This photo cannot be taken in.';
    case 'not_found':
      return 'It is not there any more.';
    case 'conflict':
      return 'Somebody else changed it at the same time. Please try again.';
    case 'shutting_down':
    case 'store_unavailable':
      return 'The server cannot do this right now. Please try again in a moment.';
    case 'invalid_params':
    case 'invalid_request':
      return 'The server did not accept this entry. Please check it.';
    default:
      return 'Something went wrong on the server. Please try again.';
  }
}

function waitPhrase(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return seconds === 1 ? 'one second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

/** Why a call did not come to a ring. */
export function callErrorSentence(code: ApiErrorCode): string {
  switch (code) {
    case 'endpoint_absent':
      return 'The TV is off or not connected.';
    case 'device_busy':
      return 'The TV is in another consult.';
    default:
      return errorSentence(code);
  }
}

/** Why a colleague was not asked to take over. */
export function transferErrorSentence(code: ApiErrorCode): string {
  switch (code) {
    case 'endpoint_absent':
      return 'Your colleague is not there any more.';
    case 'agent_busy':
      return 'Your colleague is in another consult now.';
    default:
      return errorSentence(code);
  }
}

/** Why the digits that a caller said were not taken. */
export function referenceErrorSentence(code: ApiErrorCode): string {
  switch (code) {
    case 'not_found':
    case 'phone_code_void':
      return 'Nobody has this reference. Please let the caller say it again.';
    default:
      return errorSentence(code);
  }
}

/** What to tell of whatever was refused; of an entry, what the server says about it. */
export function refusalSentence(error: unknown): string {
  if (!(error instanceof ApiError)) return errorSentence('internal_error');
  return error.code === 'invalid_params' || error.code === 'conflict'
    ? error.message
    : errorSentence(error.code, error.retryAfterMs);
}
