import type { Reception } from '../../../src/protocol/index.ts';
import type { Counterparts } from '../model/consultScreens.ts';
import type { PhonePart } from '../model/phone/phonePart.ts';

export const people: Counterparts = {
  clinic: 'Medical Practice at the Lake',
  patient: 'Maria',
  physicians: ['Dr. Rossi'],
};

export const reception: Reception = {
  openingHours: 'Monday to Friday, 8 am to 6 pm. Saturday, 9 am to noon.',
  emergency: 'Call 112. The emergency room of the hospital is open day and night.',
};

/** The phone is one key away, and nobody has pressed it. */
export const phoneThere: PhonePart = {
  isPossible: true,
  panel: null,
  notice: null,
  patientAt: 'tv',
  sends: { picture: false, sound: false },
  isAbsent: false,
  notes: [],
  enlarged: null,
};
