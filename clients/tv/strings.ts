import type { FaultCode, MediaDeviceState, Outcome } from '../../src/protocol/index.ts';
import type { RequestErrorCode } from '../connector/index.ts';
import type { Quality, StateWord } from './model/screen.ts';

/** A title and what to do about it. */
interface Message {
  readonly title: string;
  readonly body: string;
}

type Medium = 'camera' | 'microphone';
type Trouble = Exclude<MediaDeviceState, 'on' | 'unknown'>;

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
    queued: 'Looking for a doctor',
    offered: 'Ringing',
    guided: 'Helping',
    calling: 'The clinic calls',
    accepted: 'Connecting',
    active: 'In a call',
    ended: 'Call over',
    cancelled: 'Call cancelled',
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

  pairing: {
    title: 'Connect this TV to your clinic',
    steps: [
      'Phone your clinic, or ask the person who is helping you.',
      'Read out this code:',
      'Leave the TV on. It goes on by itself.',
    ],
    address: 'The clinic enters the code at',
    scan: 'Or let your helper scan this with a phone',
    requesting: 'Getting your code …',
    newCode: 'Get a new code',
    larger: 'Show the code larger',
    smaller: 'Show everything again',
    spelled: (code: string) => `The code is ${[...code.replace(/[^A-Z0-9]/gi, '')].join(' ')}`,
    qrLabel: 'QR code for the person who is helping you',
    denied: {
      title: 'The clinic did not confirm this TV',
      body: 'Please phone your clinic, then get a new code and read it out.',
    },
    unreachable: {
      title: 'The clinic cannot be reached',
      body: 'Please check that this TV is on the internet. It keeps trying by itself.',
    },
  },

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
  },

  permission: {
    title: 'May the doctor see and hear you?',
    body: 'The TV now asks about the camera and the microphone. Please choose «Allow».',
    unseen: 'Nobody sees you yet.',
  },

  waiting: {
    calling: (who: string) => `Calling ${who} …`,
    requested: 'Your call is on its way.',
    offered: 'It is ringing. This can take a minute. Please stay where you are.',
    queued: 'Nobody is at the desk just now. We keep trying. Please stay where you are.',
    unseen: 'Nobody sees you yet',
    preview: 'This is how you will look',
    noPreview: 'Your picture is not there',
    support: 'Getting help …',
    offline: 'This TV has no internet just now. Your call goes out as soon as it is back.',
    openingCamera: 'The camera is opening …',
    cancel: 'Cancel',
    cancelQuestion: 'Stop calling?',
    cancelYes: 'Yes, stop',
    cancelNo: 'No, keep calling',
  },

  call: {
    connecting: (who: string) => `${who} has answered. The picture is coming …`,
    reconnecting: 'The connection was lost for a moment. It comes back by itself.',
    physicianAway: (who: string) => `${who} has lost the connection. Please stay, we wait.`,
    seesAndHears: (who: string) => `${who} sees and hears you`,
    canSeeAndHear: (who: string) => `${who} can see and hear you`,
    seesOnly: (who: string) => `${who} sees you, but does not hear you`,
    canSeeOnly: (who: string) => `${who} can see you, but not hear you`,
    hearsOnly: (who: string) => `${who} hears you, but does not see you`,
    canHearOnly: (who: string) => `${who} can hear you, but not see you`,
    neither: (who: string) => `${who} does not see or hear you`,
    noPicture: (who: string) => `There is no picture of ${who}. You can still talk.`,
    noSound: (who: string) => `You cannot hear ${who} just now: the microphone there is off.`,
    nothing: (who: string) =>
      `You cannot see or hear ${who} just now. Please stay, the call goes on.`,
    you: 'You',
    remotePicture: (who: string) => `Picture of ${who}`,
    ownPicture: 'Your own picture',
    hangUp: 'Hang up',
    microphoneOff: 'Turn off microphone',
    microphoneOn: 'Turn on microphone',
    cameraOff: 'Turn off camera',
    cameraOn: 'Turn on camera',
    controls: 'Call controls',
    hangUpQuestion: 'Hang up?',
    hangUpYes: 'Yes, hang up',
    hangUpNo: 'No, stay',
    noSoundYet: 'The TV has muted the sound.',
    soundOn: 'Press OK for sound',
    quality: {
      good: 'Good connection',
      fair: 'Fair connection',
      poor: 'Weak connection',
    } satisfies Record<Exclude<Quality, 'unknown'>, string>,
  },

  /** Why the doctor will not see or hear the patient, and what helps. */
  trouble: {
    camera: {
      off: 'Your camera is off.',
      missing: 'No camera found. The call works without a picture of you.',
      refused: 'The camera is not allowed on this TV. The call works without a picture of you.',
      'in-use': 'Another app is using the camera. Close it, and your picture appears.',
      unplugged: 'The camera was unplugged. Plug it in, and your picture comes back.',
    },
    microphone: {
      off: 'Your microphone is off.',
      missing: 'No microphone found. The doctor cannot hear you.',
      refused: 'The microphone is not allowed on this TV. The doctor cannot hear you.',
      'in-use': 'Another app is using the microphone. Close it, and you will be heard.',
      unplugged: 'The microphone was unplugged. Plug it in, and you will be heard.',
    },
  } satisfies Record<Medium, Record<Trouble, string>>,

  ended: {
    message(outcome: Outcome, physician: string | null): Message {
      const who = physician ?? 'your doctor';
      const phone = 'You can also phone the clinic. In an emergency, call the emergency number.';
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
          body: 'Nobody has seen you. The clinic will call again if it is important.',
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
          body: 'You can leave the TV on, or use the phone. In an emergency, call the emergency number.',
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
        'agent-lost': {
          title: `The connection to ${who} was lost`,
          body: 'You did nothing wrong. Would you like to call again?',
        },
        'nobody-came': {
          title: 'Nobody could answer just now',
          body: `Would you like to try again? ${phone}`,
        },
        'all-declined': {
          title: 'Your doctor cannot talk just now',
          body: `Would you like to try again? ${phone}`,
        },
        'device-unpaired': {
          title: 'This TV is no longer connected to the clinic',
          body: 'The consult has ended. Please phone your clinic.',
        },
      };
      return messages[outcome];
    },
    again: 'Yes, call again',
  },

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

const faultsNoticed: Partial<Record<FaultCode, string>> = {
  'network-down': 'This TV has no internet.',
  'network-poor': 'The internet is very slow.',
  'service-unreachable': 'The film service does not answer.',
  'playback-stalled': 'The film has stopped.',
  'playback-refused': 'The film does not start.',
  'media-decode-error': 'This film cannot be shown.',
  'media-unsupported': 'This film cannot be shown.',
  'audio-silent': 'There is no sound.',
  'picture-black': 'The picture is black.',
  'picture-frozen': 'The picture stands still.',
  'picture-aspect-wrong': 'The picture has the wrong shape.',
  'clock-wrong': 'The clock of this TV is wrong.',
  'storage-full': 'The memory of this TV is full.',
};

function refusals(clinic: string): Partial<Record<RequestErrorCode, Message>> {
  const unable: Message = {
    title: `${clinic} cannot take calls just now`,
    body: 'Something there does not work. Please try again in a few minutes, or use the phone.',
  };
  return {
    nobody_linked: {
      title: 'No doctor is set up for this TV yet',
      body: `Please phone ${clinic} and ask them to add your doctor.`,
    },
    device_busy: {
      title: 'This TV is in a call already',
      body: 'Wait a moment until it has closed, then try again.',
    },
    store_unavailable: unable,
    internal_error: unable,
    relay_unavailable: unable,
    shutting_down: {
      title: `${clinic} is restarting its system`,
      body: 'Please try again in a minute.',
    },
    rate_limited: {
      title: 'That was a little too often',
      body: 'Please wait a minute, then try again.',
    },
    forbidden: {
      title: 'This TV may not call just now',
      body: `Please phone ${clinic} and tell them.`,
    },
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

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
