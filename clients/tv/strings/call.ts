import type { Quality } from '../model/consultScreens.ts';

export const call = {
  connecting: (who: string) => `${who} has answered. The picture is coming …`,
  reconnecting: 'The connection was lost for a moment. It comes back by itself.',
  physicianAway: (who: string) => `${who} has lost the connection. Please stay, we wait.`,
  /** Who is there to see and hear the patient; `many` where that is more than one. */
  seesAndHears: (who: string, many: boolean) =>
    many ? `${who} see and hear you` : `${who} sees and hears you`,
  canSeeAndHear: (who: string) => `${who} can see and hear you`,
  seesOnly: (who: string, many: boolean) =>
    many ? `${who} see you, but do not hear you` : `${who} sees you, but does not hear you`,
  canSeeOnly: (who: string) => `${who} can see you, but not hear you`,
  hearsOnly: (who: string, many: boolean) =>
    many ? `${who} hear you, but do not see you` : `${who} hears you, but does not see you`,
  canHearOnly: (who: string) => `${who} can hear you, but not see you`,
  neither: (who: string, many: boolean) =>
    many ? `${who} do not see or hear you` : `${who} does not see or hear you`,
  everybody: (physician: string, guests: readonly string[]) =>
    guests.length > 2
      ? `${physician} and ${guests.length} others`
      : new Intl.ListFormat('en', { type: 'conjunction' }).format([physician, ...guests]),
  joined: (who: string) => `${who} has joined`,
  left: (who: string) => `${who} has left`,
  asksToTakeOver: (who: string, other: string) => `${who} is asking ${other} to take over`,
  takenOver: (who: string) => `${who} is with you now`,
  showLarge: (who: string) => `Show ${who} large`,
  showSmall: (who: string) => `Show ${who} small again`,
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
};
