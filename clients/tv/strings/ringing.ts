import type { ConsultKind } from '../../../src/protocol/index.ts';

export const ringing = {
  calls: (who: string) => `${who} is calling you`,
  opens: {
    care: 'With «Accept» the camera and the microphone open.',
    support: 'The camera and the microphone stay off.',
  } satisfies Record<ConsultKind, string>,
  unseen: 'Nobody sees or hears you yet',
  accept: 'Accept',
  decline: 'Decline',
  declineQuestion: 'Decline the call?',
  declineYes: 'Yes, decline',
  declineNo: 'No, let it ring',
  itself: (seconds: number) =>
    seconds === 1 ? 'The TV answers in 1 second' : `The TV answers in ${seconds} seconds`,
  itselfWhy: 'You have allowed that. Press «Decline» if it does not suit you.',
};
