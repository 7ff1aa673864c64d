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
  lead: 'What patients are told, how TVs take calls, how consults go on to phones.',
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

export const phoneSettings = {
  heading: 'Patients’ phones',
  lead: 'Patients can take a consult over to their phone. An agent sees the phone and lets it in.',
  check: 'Before that, the phone asks for',
  checks: {
    none: 'Nothing more',
    'birth-date': 'The date of birth',
    pin: 'A PIN that was set at pairing',
  },
  checkHint: {
    none: 'The agent alone decides, by what the phone is and where it is.',
    'birth-date': 'Three tries. Of a patient without one on record, the agent has to ask.',
    pin: 'Three tries. Of a patient without one on record, the agent has to ask.',
  },
  callIn: 'Number to call with a reference',
  callInHint: 'With the country code, such as +49 30 901820. Leave it empty if there is none.',
  callInWrong: 'A telephone number with + and the country code, such as +49 30 901820.',
  country: 'Country of numbers without a country code',
  countryHint: 'Two letters, such as DE.',
  countryWrong: 'This is no country. Two letters, such as DE, IT or CH.',
};
