import { type TaskPicture, taskPicture } from '../../../src/protocol/index.ts';
import type { Guidance, GuidedScreen, RingingScreen } from '../model/consultScreens.ts';
import { people, phoneThere } from './people.ts';

export const restartBox: Guidance = {
  diagnosticId: '1',
  findings: [{ en: 'The film waits for the internet.', de: 'Der Film wartet auf das Internet.' }],
  step: {
    task: {
      id: '1',
      text: {
        en: 'Unplug the internet box. Wait one minute and plug it in again.',
        de: 'Ziehen Sie den Stecker der Internet-Box. Stecken Sie ihn nach einer Minute wieder ein.',
      },
      picture: 'router',
      check: 'playback-moving',
      concludes: true,
    },
    number: 2,
    count: 3,
  },
  phase: 'open',
};

/** Tasks with every picture, what the device sees, and what is between them. */
export function guidedSamples(): Readonly<Record<string, GuidedScreen>> {
  const guided: GuidedScreen = {
    ...people,
    name: 'guided',
    state: 'guided',
    guidance: restartBox,
    canStepAside: false,
    phone: phoneThere,
  };
  const screens: Record<string, GuidedScreen> = {};
  for (const picture of taskPicture.options) {
    screens[`guided-${picture}`] = { ...guided, guidance: withPicture(picture) };
  }
  const { step } = restartBox;
  const long =
    'Open the settings of the TV with the key that shows a small wheel. Choose Network, then Wi-Fi, ' +
    'and look whether the name of your own internet box has a tick beside it.';
  return {
    ...screens,
    'guided-over-service': {
      ...guided,
      canStepAside: true,
      guidance: withPicture('remote-control'),
    },
    'guided-plain': {
      ...guided,
      guidance: {
        ...restartBox,
        findings: [],
        step: step && {
          number: 1,
          count: 1,
          task: { id: '1', text: { en: 'Switch on a light in the room.' }, concludes: true },
        },
      },
    },
    'guided-long': {
      ...guided,
      canStepAside: true,
      guidance: {
        ...restartBox,
        step: step && { ...step, task: { ...step.task, text: { en: long } } },
      },
    },
    'guided-finding': { ...guided, guidance: { ...restartBox, step: null } },
    'guided-looking': { ...guided, guidance: { ...restartBox, phase: 'looking' } },
    'guided-works': { ...guided, guidance: { ...restartBox, phase: 'works' } },
    'guided-fails': { ...guided, guidance: { ...restartBox, phase: 'fails' } },
    'guided-between': { ...guided, guidance: null },
    'guided-phone': {
      ...guided,
      phone: { ...phoneThere, panel: { at: 'question', proposal: null, who: null } },
    },
    'guided-phone-waits': { ...guided, phone: { ...phoneThere, notice: 'waits' } },
  };
}

function withPicture(picture: TaskPicture): Guidance {
  const { step } = restartBox;
  return { ...restartBox, step: step && { ...step, task: { ...step.task, picture } } };
}

/** Calls of the clinic. */
export function ringingSamples(): Readonly<Record<string, RingingScreen>> {
  const ringing: RingingScreen = {
    ...people,
    name: 'ringing',
    kind: 'care',
    caller: 'Dr. Rossi',
    answersItself: false,
  };
  return {
    ringing,
    'ringing-support': { ...ringing, kind: 'support', caller: 'Jonas Weber' },
    'ringing-answers-itself': { ...ringing, answersItself: true },
    'ringing-long-name': {
      ...ringing,
      caller: 'Dr. Konstantin-Alexander von Hohenstein-Wartenberg',
    },
  };
}
