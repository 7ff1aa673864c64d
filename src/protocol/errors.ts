/**
 * Every error code a reply can carry, with its JSON-RPC number and what it tells the caller.
 * Codes are stable: programs act on them, people read `message`.
 */
export const errorCodes = {
  invalid_request: {
    number: -32600,
    meaning: 'The frame is JSON but not one JSON-RPC 2.0 request.',
  },
  method_not_found: { number: -32601, meaning: 'No such method.' },
  invalid_params: { number: -32602, meaning: 'The parameters do not match the schema.' },
  internal_error: {
    number: -32603,
    meaning: 'The server failed; it was logged under the given id.',
  },

  not_open: { number: -32001, meaning: 'session.open comes first.' },
  already_open: { number: -32002, meaning: 'The session is open already.' },
  unauthenticated: { number: -32003, meaning: 'No valid sign-in or device token.' },
  forbidden: { number: -32004, meaning: 'This endpoint has no right to do that.' },
  not_found: { number: -32005, meaning: 'No such thing, or none that this endpoint may know of.' },
  rate_limited: { number: -32006, meaning: 'Too many requests; slow down.' },
  conflict: { number: -32007, meaning: 'Somebody else changed it at the same time; try again.' },
  shutting_down: { number: -32008, meaning: 'The server is stopping and takes nothing new.' },
  store_unavailable: { number: -32009, meaning: 'The database cannot be written or read now.' },

  wrong_state: { number: -32020, meaning: 'The consult is in a state that does not allow this.' },
  already_accepted: { number: -32021, meaning: 'Somebody else accepted first.' },
  device_busy: { number: -32022, meaning: 'The device has an open consult already.' },
  nobody_linked: { number: -32023, meaning: 'No physician is linked with this patient.' },
  stale_epoch: { number: -32024, meaning: 'The media of that epoch has been replaced.' },
  endpoint_absent: { number: -32025, meaning: 'The other endpoint is not connected now.' },
  not_joined: { number: -32026, meaning: 'This session does not hold a place in the consult.' },
  agent_busy: { number: -32027, meaning: 'This agent is in another consult now.' },
  agent_ringing: { number: -32028, meaning: 'This agent is being rung already.' },
  link_used: { number: -32029, meaning: 'This invitation was used already, or is void.' },
  too_many_guests: { number: -32030, meaning: 'No more guests fit into this consult.' },

  phone_code_void: {
    number: -32031,
    meaning: 'No consult waits under this code: it is wrong, too old, or was replaced.',
  },
  phone_code_used: { number: -32032, meaning: 'Another phone was faster with this code.' },
  phone_not_admitted: { number: -32033, meaning: 'Nobody has let this phone in yet.' },
  way_unavailable: { number: -32034, meaning: 'This clinic does not have that way to a phone.' },
  number_invalid: { number: -32035, meaning: 'That is no telephone number.' },
  message_not_sent: { number: -32036, meaning: 'The SMS or e-mail could not be sent.' },
  too_many_tries: { number: -32037, meaning: 'That was tried too often in this consult.' },
  photo_refused: { number: -32038, meaning: 'That is no photo that can be taken in here.' },

  media_refused: { number: -32040, meaning: 'The relay refused these media parameters.' },
  relay_unavailable: { number: -32041, meaning: 'The relay cannot take media now.' },

  code_unknown: { number: -32060, meaning: 'No pairing waits under this user code.' },
  code_used: { number: -32061, meaning: 'This user code was confirmed or refused already.' },
  wrong_credentials: { number: -32062, meaning: 'E-mail or password is wrong.' },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** A request that was understood and refused: a code for programs, a sentence for people. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  /** Facts a program may act on, such as `retryAfterMs`. Never personal data or secrets. */
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message?: string, details?: Readonly<Record<string, unknown>>) {
    super(message ?? errorCodes[code].meaning);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}
