import type { TimelineEvent } from '../../../../src/protocol/index.ts';

/**
 * What has just happened between TV and phone. `ready`: it is there for writing and photos. `films`:
 * it is the camera now. `back`: the TV has the call again; `back-alone`: because the phone is gone.
 */
export type PhoneNews =
  | 'shift-failed'
  | 'return-failed'
  | 'refused'
  | 'check-failed'
  | 'left'
  | 'lost'
  | 'ready'
  | 'films'
  | 'back'
  | 'back-alone'
  | 'dialled'
  | 'telephone';

export function phoneNewsOf(event: TimelineEvent): PhoneNews | null {
  switch (event.type) {
    case 'shift-failed':
      return event.to === 'tv' ? 'return-failed' : 'shift-failed';
    case 'mobile-left':
      return event.reason === 'replaced' || event.reason === 'returned' ? null : event.reason;
    case 'mobile-admitted':
      return 'ready';
    case 'shifted':
      if (event.to === 'mobile') return null;
      if (event.to === 'both') return 'films';
      return event.by === 'system' ? 'back-alone' : 'back';
    case 'dialled':
      return 'dialled';
    case 'telephone-connected':
      return 'telephone';
    default:
      return null;
  }
}
