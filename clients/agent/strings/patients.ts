import type { PhoneCheck } from '../../../src/protocol/index.ts';
import { capital } from '../faults.ts';

export const pair = {
  heading: 'Pair a TV',
  lead: 'The TV shows a code of eight letters. Enter it here.',
  code: 'Code on the TV',
  foreign: 'Codes have consonants only. Please compare with the TV.',
  looking: 'Looking for the TV…',
  again: 'Try again',
  found: 'This TV is waiting',
  foundHint: 'Compare it with the TV in front of the patient before you confirm.',
  hintPatient: 'Name typed on the TV',
  hintPhysician: 'Physician wanted',
  known: (name: string) => `This TV belonged to ${name} before.`,
  since: (time: string) => `since ${time}`,
  patient: 'Patient',
  patientHint: 'Type a name to find a patient or to add a new one.',
  existing: (devices: number) =>
    devices === 0
      ? 'Patient of this clinic.'
      : devices === 1
        ? 'Patient of this clinic, has one TV already.'
        : `Patient of this clinic, has ${devices} TVs already.`,
  ambiguous: 'There are several patients of this name. Choose one from the list.',
  created: 'A new patient will be added.',
  createOption: (name: string) => `Add “${name}” as a new patient`,
  optionDevices: (devices: number) =>
    devices === 0 ? 'no TV' : devices === 1 ? 'one TV' : `${devices} TVs`,
  physicians: 'Physicians whom the patient may ask',
  physiciansHint: 'All of them ring. The TV names the one first whom you tick first.',
  noPhysicians: 'No physicians in this clinic yet.',
  you: 'you',
  confirm: 'Confirm and pair',
  confirming: 'Pairing…',
  refuse: 'Refuse this TV',
  done: (name: string) => `The TV of ${name} is paired.`,
  doneLead: 'Within a few seconds it asks the patient whether to start a consult.',
  refused: 'The TV was refused.',
  refusedLead: 'Its screen says so and offers a new code.',
  another: 'Pair another TV',
};

const proofNames: Record<PhoneCheck, string> = { 'birth-date': 'date of birth', pin: 'PIN' };

export const proofs = {
  birthDate: 'Date of birth (optional)',
  birthDateWrong: 'Nobody is born on this day. Please check it.',
  pin: 'PIN (optional)',
  pinHint: 'Four to eight digits.',
  pinWrong: 'Four to eight digits.',
  heading: (patient: string) => `Proof for the phone of ${patient}`,
  lead: 'Where the clinic asks for it, a phone proves by this that it is the patient’s. What you enter replaces what is on record; it is not shown again.',
  onRecord: (kinds: readonly PhoneCheck[]) =>
    kinds.length === 0 ? 'Nothing is on record.' : `On record: ${namesOf(kinds)}.`,
  column: 'Phone proof',
  none: 'None',
  names: (kinds: readonly PhoneCheck[]) => capital(namesOf(kinds)),
  set: 'Set',
  setNamed: (patient: string) => `Set the proof for the phone of ${patient}`,
  save: 'Put on record',
  cancel: 'Cancel',
};

function namesOf(kinds: readonly PhoneCheck[]): string {
  return kinds.map((kind) => proofNames[kind]).join(', ');
}

export const patients = {
  heading: 'Patients and TVs',
  search: 'Find a patient',
  count: (shown: number, all: number) =>
    shown === all ? `${all} ${all === 1 ? 'patient' : 'patients'}` : `${shown} of ${all} patients`,
  none: 'No patients yet. Pair a TV to add the first.',
  noneFound: 'No patient of that name.',
  loading: 'Loading…',
  patient: 'Patient',
  tvs: 'TVs',
  physicians: 'Physicians',
  noTv: 'No TV paired',
  paired: (date: string) => `paired ${date}`,
  noPhysicians: 'None linked',
  name: 'Add to my patients',
  unname: 'Remove from mine',
  unnameNamed: (patient: string) => `Remove from mine: ${patient}`,
  nameNamed: (patient: string) => `Add to my patients: ${patient}`,
  careLink: 'Care link',
  call: 'Call',
  calling: 'Calling…',
  callNamed: (patient: string) => `Call ${patient}`,
  oneSided: 'The patient has not named you yet.',
  unpair: 'Unpair',
  unpairNamed: (model: string, patient: string) => `Unpair ${model} of ${patient}`,
  unpairHeading: 'Unpair this TV?',
  unpairLead: (model: string, patient: string) =>
    `The TV of ${patient} (${model}) will show a new code at once. A call on it ends.`,
  unpairConfirm: 'Unpair',
  cancel: 'Cancel',
  again: 'Try again',
};
