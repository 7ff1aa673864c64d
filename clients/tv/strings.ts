import type { FaultCode } from '../../src/protocol/index.ts';
import type { RequestErrorCode } from '../connector/index.ts';
import type { StateWord } from './model/screen.ts';
import { call } from './strings/call.ts';
import { ended } from './strings/ended.ts';
import type { Message } from './strings/message.ts';
import { pairing } from './strings/pairing.ts';
import { phone } from './strings/phone.ts';
import { faultsNoticed, refusals, trouble } from './strings/refusals.ts';
import { ringing } from './strings/ringing.ts';
import { tasks } from './strings/tasks.ts';
import { waiting } from './strings/waiting.ts';

/** How many letters of a name fit on any line of any screen. */
const longestUnbrokenName = 24;

/*
 * Every word on the TV. Short sentences, one thought each, for somebody who is old, ill, or both:
 * what is, then what to do. No word of the trade: no server, session, token or error.
 */
const english = {
  language: 'en',
  appName: 'Housecall',
  yes: 'Yes',
  no: 'No',
  notNow: 'Not now',
  tryAgain: 'Try again',
  startAgain: 'Start again',
  done: 'Done',
  keys: { choose: 'Choose with the arrows, then press OK', press: 'Press OK' },
  unseen: 'The camera is off. Nobody sees you.',

  states: {
    idle: 'Ready',
    requested: 'Calling',
    queued: 'Waiting',
    offered: 'Ringing',
    guided: 'Helping',
    calling: 'The clinic calls',
    accepted: 'Connecting',
    active: 'In a call',
    ended: 'Finished',
    cancelled: 'Cancelled',
    expired: 'No answer',
  } satisfies Record<StateWord, string>,

  /** «Dr. Rossi», «Dr. Rossi or Dr. Bianchi», or somebody of the clinic where there are many. */
  anyOf(physicians: readonly string[], clinic: string): string {
    if (physicians.length === 0 || physicians.length > 3) return `a doctor of ${clinic}`;
    // A name is not torn apart at the end of a line that can hold it.
    const names = physicians.map((name) =>
      name.length > longestUnbrokenName ? name : name.replace(/ /g, '\u00a0'),
    );
    return new Intl.ListFormat('en', { type: 'disjunction' }).format(names);
  },
  clock: (now: Date) =>
    new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(now),
  day: (now: Date) =>
    new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' }).format(now),
  greeting(now: Date, patient: string): string {
    const hour = now.getHours();
    const time = hour < 5 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'afternoon';
    return `Good ${time}, ${patient}`;
  },

  starting: { title: 'One moment, please', slow: 'This takes longer than usual.' },

  pairing,

  /** Over a TV service. What is wrong in a few words, then the one question. */
  help: {
    question: 'Do you need help?',
    cameraOff: 'The camera stays off. Nobody sees you.',
    noticed: (code: FaultCode): string => faultsNoticed[code] ?? 'Something here does not work.',
  },

  prompt: {
    question: (who: string) => `Would you like to start a consult with ${who}?`,
    cameraOff: 'The camera is off. It opens only after you press Yes.',
  },

  quiet: {
    invitation: 'Press OK when you need your doctor',
    button: 'I need my doctor',
    cameraOff: 'The camera is off',
    itselfOn: 'The clinic’s calls are answered by themselves. Change this',
    itselfOff: 'The clinic’s calls ring until you accept. Change this',
    itselfQuestion: 'Should this TV answer the clinic’s calls by itself?',
    itselfExplained:
      'It rings for ten seconds first, and you can decline. Then the camera and the microphone open.',
    itselfYes: 'Yes, by itself',
    itselfNo: 'No, I accept myself',
  },

  permission: {
    title: 'May the doctor see and hear you?',
    body: 'The TV now asks about the camera and the microphone. Please choose «Allow».',
    unseen: 'Nobody sees you yet.',
  },

  waiting,

  tasks,
  ringing,
  call,
  phone,

  trouble,

  ended,

  refused: {
    message(code: RequestErrorCode, clinic: string): Message {
      return (
        refusals(clinic)[code] ?? {
          title: 'That did not work',
          body: `Please try again. If it fails again, phone ${clinic}.`,
        }
      );
    },
    forSupport: (code: string) => `For TV support: ${code}`,
  },

  unreachable: {
    title: (clinic: string | null) => `${clinic ?? 'The clinic'} cannot be reached`,
    body: 'Please check that this TV is on the internet. It keeps trying by itself.',
  },
  unpaired: {
    title: 'This TV is no longer connected to a clinic',
    body: 'Your clinic has disconnected it. You can connect it again.',
    button: 'Connect this TV',
  },
  elsewhere: {
    title: 'Housecall is open in another window of this TV',
    body: 'Would you like to use it here?',
    button: 'Use it here',
  },
};

/** The words of one language. */
export type Words = typeof english;

const languages: readonly Words[] = [english];

/** @returns the words of the first language wanted that there is, else English. */
export function wordsFor(wanted: readonly string[]): Words {
  for (const tag of wanted) {
    const found = languages.find((words) => words.language === tag.split('-')[0]);
    if (found !== undefined) return found;
  }
  return english;
}
