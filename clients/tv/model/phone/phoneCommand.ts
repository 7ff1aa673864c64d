import type { PhoneUse } from '../../../../src/protocol/index.ts';

/** What the patient does about the phone. */
export type PhoneCommand =
  /** «Phone» */
  | { readonly type: 'open' }
  /** Yes, to this. */
  | { readonly type: 'choose'; readonly use: PhoneUse }
  | { readonly type: 'decline' }
  | { readonly type: 'back' }
  | { readonly type: 'close' }
  /** Another phone than the one that is there. */
  | { readonly type: 'another' }
  | { readonly type: 'try-again' }
  | { readonly type: 'call-clinic' }
  | { readonly type: 'enter-number' }
  | { readonly type: 'number-entered'; readonly number: string }
  | { readonly type: 'call-me' }
  | { readonly type: 'send-link' }
  /** The call is to come back to the TV. */
  | { readonly type: 'bring-back' }
  | { readonly type: 'show-return-code' }
  | { readonly type: 'enter-return-code' }
  | { readonly type: 'return'; readonly code: string }
  /** The phone is away. */
  | { readonly type: 'go-on-here' }
  | { readonly type: 'enlarge'; readonly photoId: string }
  | { readonly type: 'shrink' };
