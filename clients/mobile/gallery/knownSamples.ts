import type { Known } from '../model/known.ts';
import { daughter, physician } from './people.ts';

const id = (number: number) => `0198c0de-0000-7000-8000-0000000000${number}`;

/** Of a patient who wants a doctor. */
export const knownOfCare: Known = {
  kind: 'care',
  why: { name: 'patient' },
  askedAt: '2026-03-02T09:00:00.000Z',
  context: { screen: 'prompt', language: 'en', events: [] },
  device: { model: 'QE55Q80C', displayModel: null },
  faults: [],
  diagnostics: [],
  answering: new Set(),
  people: [
    { id: 'agent', name: physician.name, part: 'agent', present: true },
    { id: 'tv', name: '', part: 'tv', present: true },
  ],
};

/** Of a patient whose film has stopped. */
export const known: Known = {
  ...knownOfCare,
  kind: 'support',
  why: { name: 'fault', code: 'playback-stalled' },
  context: {
    screen: 'player',
    screenState: 'stalled',
    language: 'en',
    networkType: 'wifi',
    service: { name: 'Lakeside TV', version: '4.2', state: 'Episode 3' },
    account: 'maria.conti@lakeside.example',
    events: [],
  },
  device: { model: 'QE55Q80C', displayModel: 'Samsung Q80C, 55 inches' },
  faults: [
    { code: 'playback-stalled', isOver: false },
    { code: 'network-poor', isOver: false },
    { code: 'camera-unplugged', isOver: true },
  ],
  diagnostics: [
    {
      diagnostic: {
        id: id(51),
        source: { type: 'person', person: { id: id(50), name: physician.name } },
        findings: [{ en: 'The internet box is far from the TV.' }],
        tasks: [
          {
            id: id(52),
            text: { en: 'Switch the internet box off and on again.' },
            concludes: false,
          },
          { id: id(53), text: { en: 'Start the film anew.' }, concludes: true },
          { id: id(54), text: { en: 'Open the settings of the TV.' }, concludes: false },
        ],
      },
      answers: [{ taskId: id(52), answer: 'done', checkedBy: 'device' }],
    },
    {
      diagnostic: {
        id: id(55),
        source: { type: 'playbook', playbookId: id(56), version: 1, rule: 'slow' },
        findings: [{ en: 'The internet at the TV is slow.' }],
        tasks: [{ id: id(57), text: { en: 'Close other films.' }, concludes: false }],
      },
      answers: [{ taskId: id(57), answer: 'did-not-help', checkedBy: 'patient' }],
    },
  ],
  answering: new Set([id(54)]),
  people: [
    ...knownOfCare.people,
    { id: daughter.place, name: daughter.name, part: 'family', present: false },
  ],
};
