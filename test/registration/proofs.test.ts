import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../consult/world.ts';
import {
  foundClinic,
  openRegistration,
  pairTelevision,
  type Staffed,
  type TestRegistration,
  televisionOf,
} from './support.ts';

let registration: TestRegistration;
let here: Staffed;
beforeEach(async () => {
  registration = await openRegistration();
  here = await foundClinic(registration, 'north');
});
afterEach(() => registration.close());

const proofsOf = async (by: Staffed['staff']) =>
  (await registration.patients.list(by)).patients.map(({ proofs }) => proofs);

describe('what proves that a phone is the patient’s', () => {
  it('is taken down as the TV is paired, for a patient who is new', async () => {
    const { deviceGrant, pairing, proofs } = registration;
    const { userCode } = await deviceGrant.authorize(televisionOf('serial-1'), '192.0.2.7');
    const { patient } = await pairing.confirm(here.staff, {
      userCode,
      patient: { name: 'Ada Quist', birthDate: '1940-01-31', pin: '4711' },
      physicianIds: [],
    });
    expect(await proofsOf(here.staff)).toEqual([['birth-date', 'pin']]);
    expect(await proofs.isRight(patient.id, 'birth-date', '1940-01-31')).toBe(true);
    expect(await proofs.isRight(patient.id, 'pin', '4711')).toBe(true);
  });

  it('is not on record unless somebody took it down, and then nothing is right', async () => {
    const { patient } = await pairTelevision(registration, here.staff);
    const { proofs } = registration;
    expect(await proofsOf(here.staff)).toEqual([[]]);
    for (const kind of ['birth-date', 'pin'] as const) {
      expect(await proofs.isOnRecord(patient.id, kind)).toBe(false);
      expect(await proofs.isRight(patient.id, kind, '')).toBe(false);
      expect(await proofs.isRight('nobody', kind, '')).toBe(false);
    }
  });

  it('is replaced where it is given, and stays where it is not', async () => {
    const { patient } = await pairTelevision(registration, here.staff);
    const { proofs } = registration;
    const patientId = patient.id;
    await proofs.set(here.staff, { patientId, birthDate: '1940-01-31', pin: '4711' });
    await proofs.set(here.staff, { patientId, pin: '0815' });
    await proofs.set(here.staff, { patientId });
    expect(await proofs.isRight(patientId, 'pin', '4711')).toBe(false);
    expect(await proofs.isRight(patientId, 'pin', '0815')).toBe(true);
    expect(await proofs.isRight(patientId, 'birth-date', '1940-01-31')).toBe(true);
    expect(await proofs.isRight(patientId, 'birth-date', '1940-01-3')).toBe(false);
  });

  it('lies in the database as a hash where it is a PIN', async () => {
    const { patient } = await pairTelevision(registration, here.staff);
    await registration.proofs.set(here.staff, { patientId: patient.id, pin: '47114711' });
    const [row] = await registration.database.selectFrom('patients').selectAll().execute();
    expect(row?.pin_hash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(row)).not.toContain('47114711');
  });

  it('is for staff and for physicians who may see the patient', async () => {
    const { patient } = await pairTelevision(registration, here.staff);
    const there = await foundClinic(registration, 'south');
    const set = (by: Staffed['staff']) =>
      outcomeOf(registration.proofs.set(by, { patientId: patient.id, pin: '4711' }));
    expect(await set(here.staff)).toBe('ok');
    expect(await set(here.admin)).toBe('forbidden');
    expect(await set(here.physician)).toBe('not_found');
    expect(await set(there.staff)).toBe('not_found');
    const named = await pairTelevision(registration, here.physician);
    const own = { patientId: named.patient.id, pin: '4711' };
    expect(await outcomeOf(registration.proofs.set(here.physician, own))).toBe('ok');
  });
});
