import type { Desk } from '../../../src/protocol/index.ts';

export const people = {
  heading: 'Colleagues',
  lead: 'People of the clinic who can sign in, and which requests they answer.',
  loading: 'Loading…',
  name: 'Name',
  role: 'Role',
  desks: 'Answers',
  desk: {
    care: 'Requests for a physician',
    support: 'Help with the TV',
  } satisfies Record<Desk, string>,
  deskOf: (desk: string, name: string) => `${desk}: ${name}`,
  languages: 'Languages',
  languagesHint: 'Such as it, en, de',
  languagesOf: (name: string) => `Languages of ${name}`,
  languagesWrong: 'Language tags with commas, such as it, en, de-CH.',
  save: 'Save',
  saving: 'Saving…',
  saveNamed: (name: string) => `Save the changes for ${name}`,
  answersNobody: 'Runs the system',
  again: 'Try again',
};

export const clinic = {
  heading: 'Clinic',
  lead: 'What patients are told where nobody can come, and how TVs take calls.',
  loading: 'Loading…',
  openingHours: 'Opening hours',
  openingHoursHint: 'Such as: Monday to Friday, 8 am to 6 pm. Shown on the TV in your words.',
  emergency: 'In an emergency',
  emergencyHint: 'Such as: Call 112. Shown on the TV wherever nobody answers.',
  answersItself: 'TVs may take calls by themselves',
  answersItselfHint:
    'Only where the patient has switched it on too. The TV tells it in words and sound before anything is sent.',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved.',
  again: 'Try again',
};
