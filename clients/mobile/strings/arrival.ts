import type { CodeProblem } from '../model/screen.ts';
import type { Message } from './ended.ts';

export const arrival = {
  opening: { title: 'One moment, please', body: 'The phone is being connected.' },
  unreachable: {
    title: 'The clinic cannot be reached',
    body: 'Please check that this phone is on the internet. The page keeps trying by itself.',
  },
  code: {
    title: 'Type the code from the TV',
    body: 'It has eight letters, such as BCDF-GHJK.',
    label: 'Code',
    length: 'A code has eight letters. Please compare it with the TV.',
    foreign: 'Something here is in no code. Please compare it with the TV.',
    send: 'Connect',
    safe: 'The code is for you alone. Do not pass it on.',
  },
  problems: {
    used: {
      title: 'Another phone has used this code',
      body: 'Please ask for a new code on the TV.',
    },
    void: {
      title: 'This code does not work',
      body: 'It is wrong or too old. Please ask for a new code on the TV.',
    },
    broken: {
      title: 'This link is not complete',
      body: 'Please open it again, or type the code from the TV.',
    },
    elsewhere: {
      title: 'The call is on another phone',
      body: 'Please bring it back to the TV first.',
    },
    'too-often': {
      title: 'That was tried too often',
      body: 'Please wait ten minutes, then ask for a new code on the TV.',
    },
  } satisfies Record<CodeProblem, Message>,

  check: {
    birthDate: {
      title: 'When were you born?',
      body: 'The clinic asks, so that nobody else can join with this code.',
      day: 'Day',
      month: 'Month',
      year: 'Year',
      example: 'For example 27 3 1942',
      impossible: 'There is no such day. Please look again.',
    },
    pin: {
      title: 'What is your PIN?',
      body: 'The clinic has given it to you. It has four to eight digits.',
      label: 'PIN',
      impossible: 'A PIN has four to eight digits.',
    },
    send: 'Go on',
    asking: 'One moment, please …',
    wrong: (triesLeft: number) =>
      triesLeft === 1
        ? 'That was not right. You can try once more.'
        : `That was not right. You can try ${triesLeft} more times.`,
    failed: 'That did not arrive. Please try again.',
  },

  admission: {
    title: 'Please wait a moment',
    body: 'The clinic sees that a phone wants to join, and lets you in.',
    stay: 'Keep this page open. You can go on talking at the TV. If it takes long, say there: «I am waiting with my phone.»',
    reconnecting: 'The connection was lost. It comes back by itself.',
  },

  elsewhere: {
    title: 'The consult is open in another window of this phone',
    body: 'Would you like to go on here?',
    button: 'Go on here',
  },
};
