import type { Outcome } from '../../../src/protocol/index.ts';
import { capital, type Message } from './message.ts';

export const ended = {
  message(outcome: Outcome, physician: string | null): Message {
    const who = physician ?? 'your doctor';
    const messages: Record<Outcome, Message> = {
      'ended-by-patient': {
        title: 'You have hung up',
        body: `Your consult with ${who} is over.`,
      },
      'ended-by-agent': {
        title: 'The consult is over',
        body: `${capital(who)} has hung up.`,
      },
      solved: {
        title: 'It works again',
        body: 'Well done. You can ask for help at any time.',
      },
      'cancelled-by-agent': {
        title: `${capital(who)} has stopped calling`,
        body: 'Nobody has seen you. Would you like to call back?',
      },
      'declined-by-patient': {
        title: 'You have declined the call',
        body: 'Nobody has seen you. The clinic knows that you cannot talk just now.',
      },
      'patient-did-not-answer': {
        title: `You have missed a call from ${who}`,
        body: 'Would you like to call back?',
      },
      'callback-asked': {
        title: 'The clinic will call you back',
        body: 'You can leave the TV on. It rings when they call.',
      },
      'given-up': {
        title: 'We stopped here',
        body: 'You can ask for help again at any time.',
      },
      'cancelled-by-patient': {
        title: 'The call was cancelled',
        body: 'Nobody has seen you. You can ask for your doctor at any time.',
      },
      'tv-lost': {
        title: 'This TV lost the connection',
        body: 'The consult ended because the TV was away too long. Would you like to try again?',
      },
      'mobile-lost': {
        title: 'Your phone lost the connection',
        body: 'The consult ended because the phone was away too long. Would you like to try again?',
      },
      'agent-lost': {
        title: `The connection to ${who} was lost`,
        body: 'You did nothing wrong. Would you like to call again?',
      },
      'nobody-came': {
        title: 'Nobody could answer just now',
        body: 'Would you like to try again, or to be called back?',
      },
      'all-declined': {
        title: 'Your doctor cannot talk just now',
        body: 'Would you like to try again, or to be called back?',
      },
      'device-unpaired': {
        title: 'This TV is no longer connected to the clinic',
        body: 'The consult has ended. Please phone your clinic.',
      },
    };
    return messages[outcome];
  },
  again: 'Yes, call again',
  callBack: 'Yes, call back',
  callback: 'Call me back',
  verdict: 'About the connection',
};
