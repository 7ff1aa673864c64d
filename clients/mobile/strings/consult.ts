import type { ConsultKind, TaskAnswer } from '../../../src/protocol/index.ts';
import type { Part } from '../../theme/visitor/person.ts';
import type { Why } from '../model/known.ts';
import type { NumberAsk } from '../model/screen.ts';
import { faultWords } from './faults.ts';

const screens: Readonly<Record<string, string>> = {
  prompt: 'The question whether you need a doctor',
  idle: 'The quiet screen',
  player: 'A film',
  home: 'The start page',
};
const networks: Readonly<Record<string, string>> = {
  wifi: 'Wi-Fi',
  ethernet: 'cable',
  cellular: 'mobile network',
};

/** The consult's page: what is told above, the three tabs, and what is known. */
export const consult = {
  title: 'Your consult',
  reconnecting: 'Connection lost, coming back',
  agentAway: (who: string) => `${who} has lost the connection. Please stay, we wait.`,
  tvAway: 'The TV is not connected just now.',
  tabs: 'Parts of this page',
  tab: { call: 'Call', chat: 'Messages', known: 'What we know' },
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  openTasks: (count: number) => (count === 1 ? '1 open task' : `${count} open tasks`),

  chat: {
    title: 'Messages',
    empty: 'Write to the clinic, or send a photo: of a box of pills, a letter, or where it hurts.',
    you: 'You',
    youAtTv: 'You, at the TV',
    clinic: 'The clinic',
    field: 'Your message',
    send: 'Send',
    takePhoto: 'Take a photo',
    choosePhoto: 'Choose a photo',
    sending: 'Being sent …',
    sendingPhoto: (percent: number) => `Being sent: ${percent} %`,
    failed: 'Not sent.',
    again: 'Try again',
    remove: 'Remove',
    photo: (who: string) => `Photo from ${who}`,
    openPhoto: (who: string) => `Open the photo from ${who}`,
    loadingPhoto: 'The photo is coming …',
    missingPhoto: 'The photo did not come.',
    closePhoto: 'Close',
    preparing: 'The photo is being prepared …',
    unreadable: 'This file cannot be read as a photo. Please choose another one.',
  },

  known: {
    title: 'What we know',
    about: 'You do not have to explain this again.',
    why: (why: Why, kind: ConsultKind): string => {
      switch (why.name) {
        case 'fault':
          return faultWords(why.code);
        case 'clinic':
          return 'The clinic has called you.';
        case 'arranged':
          return why.reason ?? 'The clinic has arranged this consult.';
        case 'patient':
          return kind === 'care' ? 'You asked for a doctor.' : 'You asked for help with the TV.';
        default:
          return why satisfies never;
      }
    },
    fault: (code: string, isOver: boolean) =>
      isOver ? `${faultWords(code)} This is over.` : faultWords(code),
    whyTitle: 'Why we are here',
    noticed: 'What the TV has noticed',
    contextTitle: 'What was on the TV',
    asked: 'Asked for',
    screen: 'On the screen',
    screenName: (screen: string) => screens[screen] ?? screen,
    service: 'Service',
    device: 'TV',
    network: 'Internet',
    networkName: (type: string) => networks[type] ?? type,
    account: 'Account',
    diagnosticsTitle: 'What was found, and what to do',
    task: (number: number, count: number) => `Step ${number} of ${count}`,
    answers: { done: 'Done', 'did-not-help': 'Did not help', 'need-person': 'I need a person' },
    answered: {
      done: 'Done',
      'did-not-help': 'Did not help',
      'need-person': 'You asked for a person',
    } satisfies Record<TaskAnswer['answer'], string>,
    seenByTv: 'The TV has seen that it works.',
    answering: 'Being sent …',
    peopleTitle: 'Who is there',
    yourTv: 'Your TV',
    away: 'not connected just now',
    there: 'connected',
  },

  atTv: {
    title: 'The call is on the TV',
    notYet: 'Nobody has answered yet. Once somebody has, you can bring the call to this phone.',
    move: 'Bring the call to this phone',
    moveAbout: 'You see and hear the clinic here. The TV is free again.',
    split: 'Use this phone as the camera',
    splitAbout: 'The picture stays on the TV. The phone films and listens.',
    numberTitle: 'Talk on the telephone',
    numberAbout: 'Give your number, and the clinic calls you.',
    number: 'Your telephone number',
    giveNumber: 'Please call me',
    giving: 'Being sent …',
    problems: {
      invalid: 'That is no telephone number. Please look again.',
      unavailable: 'The clinic cannot call from here. Please tell them your number.',
      'too-often': 'That was tried too often. Please tell the clinic your number.',
      failed: 'That did not arrive. Please try again.',
    } satisfies Record<NonNullable<NumberAsk['problem']>, string>,
    telephone: {
      wanted: (number: string) => `The clinic has your number ${number} and calls you.`,
      dialled: (number: string) => `The clinic is calling you now: ${number}.`,
      connected: 'You are talking with the clinic on the telephone.',
    },
    leave: 'Take this phone out',
    leaveQuestion: 'Take this phone out of the consult?',
    leaveWarning: 'The call goes on at the TV. To come back, you need a new code.',
    leaveYes: 'Yes, take it out',
    leaveNo: 'No, stay',
  },
};

/** What somebody is to the consult. */
export const parts: Record<Part, string> = {
  patient: 'Patient',
  agent: 'Clinic',
  interpreter: 'Interpreter',
  family: 'Family',
  physician: 'Physician',
  other: 'Guest',
};
