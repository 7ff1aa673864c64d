import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/protocol/index.ts';
import {
  foundClinic,
  openRegistration,
  pairTelevision,
  type Staffed,
  type TestRegistration,
} from './support.ts';

const settings = {
  reception: { openingHours: 'Mon to Fri, 8 to 18', emergency: 'Call 112.' },
  answersItself: true,
  phones: { check: 'birth-date' as const, callIn: '+4930123456', country: 'DE' },
};

let registration: TestRegistration;
let here: Staffed;
beforeEach(async () => {
  registration = await openRegistration();
  here = await foundClinic(registration, 'north');
});
afterEach(() => registration.close());

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('the settings of a clinic', () => {
  it('are empty at first, and are what its admin wrote last', async () => {
    const { clinicSettings } = registration;
    expect(await clinicSettings.read(here.admin)).toEqual({
      reception: { openingHours: '', emergency: '' },
      answersItself: false,
      phones: { check: null, callIn: null, country: 'DE' },
    });
    await clinicSettings.write(here.admin, settings);
    expect(await clinicSettings.read(here.admin)).toEqual(settings);
  });

  it('that were written before there were phones have none', async () => {
    const { phones: _, ...before } = settings;
    await registration.database
      .updateTable('clinics')
      .set({ settings: JSON.stringify(before) })
      .execute();
    expect(await registration.directory.phonesOf(here.clinic.id)).toEqual({
      check: null,
      callIn: null,
      country: 'DE',
    });
  });

  it('are no other clinic’s', async () => {
    const there = await foundClinic(registration, 'south');
    await registration.clinicSettings.write(here.admin, settings);
    expect((await registration.clinicSettings.read(there.admin)).answersItself).toBe(false);
  });

  it('are for its admin alone', async () => {
    for (const person of [here.physician, here.staff]) {
      expect(await codeOf(registration.clinicSettings.read(person))).toBe('forbidden');
      expect(await codeOf(registration.clinicSettings.write(person, settings))).toBe('forbidden');
    }
  });

  it('reach its TVs: what to read there, and whether calls may be taken by themselves', async () => {
    const { deviceId } = await pairTelevision(registration, here.physician);
    const identity = () => registration.authentication.tvIdentity(deviceId);
    expect(await identity()).toMatchObject({ answersItself: null });
    await registration.clinicSettings.write(here.admin, settings);
    expect(registration.changes.at(-1)).toEqual({
      type: 'clinic-changed',
      clinicId: here.clinic.id,
    });
    expect(await identity()).toMatchObject({
      reception: settings.reception,
      answersItself: false,
    });
  });
});

describe('whether a TV takes calls by itself', () => {
  it.each([
    [false, false, false],
    [false, true, false],
    [true, false, false],
    [true, true, true],
  ])(
    'is so where the clinic (%s) and the patient (%s) wish it: %s',
    async (clinic, patient, expected) => {
      const { deviceId, patient: who } = await pairTelevision(registration, here.physician);
      await registration.clinicSettings.write(here.admin, { ...settings, answersItself: clinic });
      await registration.clinicSettings.setAnswersItself(deviceId, patient);
      expect(registration.changes.at(-1)).toEqual({ type: 'patient-changed', patientId: who.id });
      const called = await registration.directory.calledPatient({ patientId: who.id });
      expect(called?.devices).toEqual([{ id: deviceId, answersItself: expected }]);
    },
  );

  it('is nothing that can be set for a TV that is not paired', async () => {
    const { deviceId } = await pairTelevision(registration, here.physician);
    await registration.pairing.unpair(here.physician, deviceId);
    const { clinicSettings } = registration;
    expect(await codeOf(clinicSettings.setAnswersItself(deviceId, true))).toBe('not_found');
    expect(await codeOf(clinicSettings.setAnswersItself('nothing', true))).toBe('not_found');
  });
});

describe('the desks of a person', () => {
  const desks = (personId: string) => ({
    personId,
    desks: ['support' as const],
    languages: ['it'],
  });

  it('are what the admin says, and decide at once who answers', async () => {
    const { patient } = await pairTelevision(registration, here.physician);
    const { personId } = here.physician;
    const asking = {
      clinicId: here.clinic.id,
      patientId: patient.id,
      kind: 'support',
      language: 'it',
    } as const;
    const before = await registration.directory.answerersOf(asking);
    expect(before.staff.map(({ id }) => id)).toEqual([here.staff.personId]);
    await registration.clinicSettings.setDesks(here.admin, desks(personId));
    expect(registration.changes.at(-1)?.type).toBe('clinic-changed');
    const after = await registration.directory.answerersOf(asking);
    expect(after.staff.map(({ id }) => id)).toEqual([personId, here.staff.personId]);
    const { people } = await registration.people.list(here.admin);
    expect(people).toContainEqual(
      expect.objectContaining({ id: personId, desks: ['support'], languages: ['it'] }),
    );
  });

  it('are of people of the admin’s own clinic, who answer requests at all', async () => {
    const there = await foundClinic(registration, 'south');
    const { clinicSettings } = registration;
    const set = (by: Staffed['admin'], personId: string) =>
      codeOf(clinicSettings.setDesks(by, desks(personId)));
    expect(await set(here.admin, there.physician.personId)).toBe('not_found');
    expect(await set(here.admin, 'nobody')).toBe('not_found');
    expect(await set(here.admin, here.admin.personId)).toBe('forbidden');
    expect(await set(here.physician, here.physician.personId)).toBe('forbidden');
  });
});

describe('a clinic that has nobody for a kind of request', () => {
  it('has them answered by the clinic that a rule names, until somebody sits there again', async () => {
    const there = await foundClinic(registration, 'south');
    const { deviceId } = await pairTelevision(registration, here.physician);
    const { clinicSettings, directory, requestRoutes } = registration;
    const answering = () =>
      directory.answeringClinic(deviceId, { kind: 'support', language: 'en' });
    const route = await requestRoutes.create({
      clinicId: there.clinic.id,
      kind: 'support',
      region: null,
      service: null,
      language: null,
    });
    expect(await answering()).toBe(here.clinic.id);
    const { personId } = here.staff;
    await clinicSettings.setDesks(here.admin, { personId, desks: [], languages: [] });
    expect(await answering()).toBe(there.clinic.id);
    await requestRoutes.remove(route.id);
    expect(await answering()).toBe(here.clinic.id);
    expect(await codeOf(requestRoutes.remove(route.id))).toBe('not_found');
  });

  it('names no clinic that there is not', async () => {
    const route = { clinicId: 'nowhere', kind: null, region: null, service: null, language: null };
    expect(await codeOf(registration.requestRoutes.create(route))).toBe('not_found');
  });
});
