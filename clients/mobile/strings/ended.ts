import type { Outcome } from '../../../src/protocol/index.ts';
import type { WhyOut } from '../model/screen.ts';

/** A title and what to do about it. */
export interface Message {
  readonly title: string;
  readonly body: string;
}

/*
 * What stays on the page after the end. Anybody may pick the phone up: no name, nothing of what
 * the consult was about.
 */

const closeIt = 'Nothing of it is kept on this phone. You can close this page.';
const over: Message = { title: 'The consult is over', body: closeIt };

const outcomes: Partial<Record<Outcome, Message>> = {
  'ended-by-patient': { title: 'The consult is over', body: `You have hung up. ${closeIt}` },
  'ended-by-agent': { title: 'The consult is over', body: `The clinic has hung up. ${closeIt}` },
  solved: { title: 'It works again', body: `Well done. ${closeIt}` },
  'callback-asked': { title: 'The clinic will call you back', body: closeIt },
  'tv-lost': {
    title: 'The consult is over',
    body: 'The TV was away for too long. You can ask for your doctor again on the TV.',
  },
  'mobile-lost': {
    title: 'The consult is over',
    body: 'This phone was away for too long. You can ask for your doctor again on the TV.',
  },
  'agent-lost': {
    title: 'The consult is over',
    body: 'The connection to the clinic was lost. You did nothing wrong. You can call again on the TV.',
  },
  'nobody-came': {
    title: 'Nobody could answer just now',
    body: 'You can try again on the TV, or ask there to be called back.',
  },
  'all-declined': {
    title: 'Nobody can talk just now',
    body: 'You can try again on the TV, or ask there to be called back.',
  },
};

export const ended = {
  message: (outcome: Outcome | null): Message => (outcome && outcomes[outcome]) ?? over,
  verdict: 'About the connection',
  left: {
    title: 'This phone has left',
    body: 'The consult goes on at the TV. Nothing of it is kept on this phone.',
  },
  out: {
    refused: {
      title: 'The clinic has not let this phone in',
      body: 'The consult goes on at the TV. If you think that this was a mistake, tell them there.',
    },
    'check-failed': {
      title: 'The answers did not match',
      body: 'So this phone cannot join. The consult goes on at the TV. You can ask for a new code there.',
    },
    'put-out': {
      title: 'This phone is not in the consult any more',
      body: 'Nothing of the consult is kept on this phone. You can ask for a new code on the TV.',
    },
  } satisfies Record<WhyOut, Message>,
  gone: {
    title: 'This phone is not in the consult any more',
    body: 'It is over, or the phone was away for too long. If you still need it, ask for a new code on the TV.',
  },
  startAgain: 'I have a new code',
};
