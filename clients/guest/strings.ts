import type { Part } from '../theme/visitor/person.ts';
import type { TroubleWords } from '../theme/visitor/Troubles.tsx';
import type { NoWayIn } from './model/screen.ts';

/** A title and what to do about it. */
interface Message {
  readonly title: string;
  readonly body: string;
}

/*
 * Every word on a guest's page. Short sentences for somebody who has never seen it and will hardly
 * see it again: what is, then what to do. No word of the trade.
 */
const english = {
  language: 'en',

  opening: { title: 'One moment, please', body: 'Your invitation is being opened.' },
  unreachable: {
    title: 'The clinic cannot be reached',
    body: 'Please check that this device is on the internet. The page keeps trying by itself.',
  },

  lobby: {
    invites: (clinic: string) => `${clinic} invites you to a video consult`,
    youAre: (guest: string) => `You take part as ${guest}.`,
    why: 'The others would like to see and hear you. Your browser will ask whether this page may use your camera and microphone: please choose «Allow». Nobody sees or hears you before you press «Join».',
    open: 'Turn on camera and microphone',
    joinWithout: 'Join without them',
    asking: 'Your browser is asking about camera and microphone. Please choose «Allow».',
    unseen: 'Nobody sees or hears you yet.',
    join: 'Join',
    askAgain: 'Try camera and microphone again',
    failed: 'That did not work. Please try again.',
  },

  call: {
    title: 'Video consult',
    people: 'Who is in the consult',
    connecting: 'You are being connected …',
    reconnecting: 'The connection was lost for a moment. It comes back by itself.',
    alone: 'Nobody else is here just now. Please stay.',
    part: {
      patient: 'Patient',
      agent: 'Clinic',
      interpreter: 'Interpreter',
      family: 'Family',
      physician: 'Physician',
      other: 'Guest',
    } satisfies Record<Part, string>,
    speaks: 'Speaking',
    pictureOf: (name: string) => `Picture of ${name}`,
    away: 'Connection lost, coming back',
    comes: 'The picture is coming …',
    noCamera: 'Camera is off',
    noMicrophone: 'Microphone is off',
    ownPicture: 'Your own picture',
    ownCameraOff: 'Your camera is off',
    controls: 'Camera, microphone and leaving',
    mute: 'Mute',
    unmute: 'Unmute',
    cameraOff: 'Camera off',
    cameraOn: 'Camera on',
    turnCamera: 'Turn camera',
    openMedia: 'Use camera and microphone',
    leave: 'Leave',
    leaveQuestion: 'Leave the consult?',
    leaveWarning: 'The others go on without you. To come back, you need a new link.',
    leaveYes: 'Yes, leave',
    leaveNo: 'No, stay',
    noSound: 'Your browser has muted the sound.',
    soundOn: 'Turn on sound',
  },

  /** Why the others will not see or hear the guest, and what helps. */
  trouble: {
    camera: {
      missing: 'No camera found. You can take part without a picture of you.',
      refused:
        'The camera is not allowed. You can take part without it, or allow it in the settings of your browser.',
      'in-use': 'Another app is using the camera. Close it, and your picture appears.',
      unplugged: 'The camera was unplugged. Plug it in, and your picture comes back.',
    },
    microphone: {
      missing: 'No microphone found. The others cannot hear you.',
      refused:
        'The microphone is not allowed. The others cannot hear you until you allow it in the settings of your browser.',
      'in-use': 'Another app is using the microphone. Close it, and you will be heard.',
      unplugged: 'The microphone was unplugged. Plug it in, and you will be heard.',
    },
  } satisfies TroubleWords,

  ended: (clinic: string): Message => ({
    title: 'The consult is over',
    body: `${clinic} thanks you for taking part. You can close this page.`,
  }),
  left: (clinic: string): Message => ({
    title: 'You have left the consult',
    body: `Thank you for taking part. If you are needed again, ${clinic} will send you a new link.`,
  }),
  sentAway: (clinic: string): Message => ({
    title: 'You are not in the consult any more',
    body: `${clinic} has ended your part in it. Thank you. If you think that this was a mistake, please phone them.`,
  }),
  noWayIn: {
    used: {
      title: 'This link does not work any more',
      body: 'A link works once and for half an hour. Please ask the clinic that invited you for a new one.',
    },
    broken: {
      title: 'This link is not complete',
      body: 'A part of it got lost. Please open it again from the message that you were sent, or ask the clinic for a new one.',
    },
    gone: {
      title: 'You are not in the consult any more',
      body: 'It is over, or you were away for too long. If you are still needed, please ask the clinic for a new link.',
    },
    missing: {
      title: 'You need an invitation',
      body: 'Please open the link that the clinic has sent you. It leads to your consult.',
    },
  } satisfies Record<NoWayIn, Message>,
  elsewhere: {
    title: 'The consult is open in another window',
    body: 'Would you like to go on here?',
    button: 'Go on here',
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
