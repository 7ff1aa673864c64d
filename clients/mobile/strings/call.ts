import type { TroubleWords } from '../../theme/visitor/Troubles.tsx';
import type { CallUse } from '../model/screen.ts';

export const start = {
  title: {
    move: 'Bring the call to this phone',
    split: 'Use this phone as the camera',
  } satisfies Record<CallUse, string>,
  why: 'The phone will ask for camera and microphone. Press «Allow».',
  unseen: 'Nobody sees or hears you from here before you press «Start».',
  open: 'Go on',
  notNow: 'Not now',
  asking: 'The phone is asking now. Please press «Allow».',
  how: 'What should the clinic get?',
  video: 'With picture',
  audio: 'Only sound',
  noPicture: 'Only your voice goes out. The camera is off.',
  turnCamera: 'Turn camera',
  start: 'Start',
  askAgain: 'Try camera and microphone again',
  connecting: 'The call is coming to this phone …',
  tvGoesOn: 'Until then it goes on at the TV.',
  abandon: 'Stop',
  failed: 'That did not work. The call goes on at the TV.',
  tryAgain: 'Try again',
};

export const call = {
  title: 'The call',
  people: 'Who is in the call',
  connecting: 'You are being connected …',
  reconnecting: 'Connection lost, coming back',
  goesBack: 'The call is going back to the TV …',
  onTv: (who: string) => `You see ${who} on the TV.`,
  seesYou: (who: string) => `${who} sees and hears you through this phone.`,
  hearsYou: (who: string) => `${who} hears you through this phone.`,
  soundOnly: 'Only your voice goes out.',
  pictureOf: (name: string) => `Picture of ${name}`,
  speaks: 'Speaking',
  away: 'Connection lost, coming back',
  comes: 'The picture is coming …',
  noCamera: 'Camera is off',
  noMicrophone: 'Microphone is off',
  ownPicture: 'Your own picture',
  ownCameraOff: 'Your camera is off',
  controls: 'What you can do in the call',
  mute: 'Mute',
  unmute: 'Unmute',
  cameraOff: 'Camera off',
  cameraOn: 'Camera on',
  turnCamera: 'Turn camera',
  backToTv: 'Back to the TV',
  hangUp: 'Hang up',
  hangUpQuestion: 'Hang up?',
  hangUpWarning: 'The consult is over then, also on the TV.',
  hangUpYes: 'Yes, hang up',
  hangUpNo: 'No, stay',
  noSound: 'Your phone has muted the sound.',
  soundOn: 'Sound on',
};

export const returning = {
  title: 'Back to the TV',
  type: 'On the TV, bring the call back, and let it show a code. It has six digits.',
  show: 'On the TV, bring the call back, and type this code there:',
  waiting: 'The digits are coming …',
  showInstead: 'Show digits here instead',
  typeInstead: 'Type the digits of the TV instead',
  field: 'Digits on the TV',
  send: 'Go back to the TV',
  stay: 'Stay on the phone',
  short: 'There are six digits on the TV.',
  tvAway: 'The TV is not connected just now. Please switch it on.',
  problems: {
    wrong: (triesLeft: number | null): string => {
      const wrong = 'These are not the digits of the TV, or they are too old. Please look again.';
      if (triesLeft === null || triesLeft > 3) return wrong;
      return triesLeft === 0
        ? 'These are not the digits of the TV. You cannot try again from here.'
        : `${wrong} You can try ${triesLeft === 1 ? 'once more' : `${triesLeft} more times`}.`;
    },
    'too-often': 'That was tried too often. Please go on with the phone.',
    failed: 'That did not arrive. Please try again.',
  },
};

/** Why the clinic will not see or hear the patient, and what helps. */
export const trouble: TroubleWords = {
  camera: {
    missing: 'This phone has no camera. The call works without a picture of you.',
    refused:
      'The camera is not allowed. The call works without it. You can allow it in the settings of your browser.',
    'in-use': 'Another app is using the camera. Close it, and your picture appears.',
    unplugged: 'The camera has stopped. Your picture comes back as soon as it is free.',
  },
  microphone: {
    missing: 'This phone has no microphone. The clinic cannot hear you.',
    refused:
      'The microphone is not allowed. The clinic cannot hear you until you allow it in the settings of your browser.',
    'in-use': 'Another app is using the microphone. Close it, and you will be heard.',
    unplugged: 'The microphone has stopped. You will be heard as soon as it is free.',
  },
};
