import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type PatientsResponse,
  pairingLookupResponse,
  patientsResponse,
} from '../../src/protocol/index.ts';
import { foundClinic, hirePerson, pairTelevision, type Staffed } from '../registration/support.ts';
import {
  Browser,
  openWeb,
  refusalOf,
  signedIn,
  Television,
  type TestWeb,
  textIn,
} from './support.ts';

describe('pairing', () => {
  let web: TestWeb;
  let north: Staffed;
  let staff: Browser;
  let physician: Browser;

  beforeEach(async () => {
    web = await openWeb();
    north = await foundClinic(web.registration, 'north');
    staff = await signedIn(web, 'staff@north.test');
    physician = await signedIn(web, 'physician@north.test');
  });
  afterEach(() => web.close());

  const patientsOf = async (browser: Browser): Promise<PatientsResponse['patients']> =>
    patientsResponse.parse((await browser.get('/api/patients')).body).patients;

  it('shows what device waits under a code, and from where it asked', async () => {
    const { userCode } = await new Television(web, 'serial-00001').codes();
    const { body } = await staff.post('/api/pairing/lookup', { userCode });
    expect(pairingLookupResponse.parse(body)).toMatchObject({
      device: { hardwareId: 'serial-00001', model: 'QE55Q60A', platform: 'tizen' },
      address: '127.0.0.1',
      requestedAt: web.registration.clock.now().toISOString(),
    });
    expect(body).not.toHaveProperty('knownPatient');
  });

  it('knows whom a television served before, and tells only those who may see the patient', async () => {
    const { deviceId, patient } = await pairTelevision(web.registration, north.physician, {
      hardwareId: 'serial-00001',
    });
    await web.registration.pairing.unpair(north.staff, deviceId);
    const { people } = web.registration;
    await hirePerson(people, north.clinic, 'physician', 'colleague@north.test');
    await foundClinic(web.registration, 'south');
    const { userCode } = await new Television(web, 'serial-00001').codes();
    const known = async (browser: Browser) =>
      Reflect.get(
        Object((await browser.post('/api/pairing/lookup', { userCode })).body),
        'knownPatient',
      );
    expect(await known(staff)).toEqual(patient);
    expect(await known(physician)).toEqual(patient);
    expect(await known(await signedIn(web, 'colleague@north.test'))).toBeUndefined();
    expect(await known(await signedIn(web, 'staff@south.test'))).toBeUndefined();
  });

  it('happens once, however many confirm and refuse at once', async () => {
    const { pairing, changes } = web.registration;
    const { userCode } = await new Television(web).codes();
    const confirmation = { userCode, patient: { name: 'Ada Quist' }, physicianIds: [] };
    const outcomes = await Promise.allSettled([
      pairing.confirm(north.staff, confirmation),
      pairing.confirm(north.physician, confirmation),
      pairing.deny(north.staff, userCode),
      pairing.confirm(north.staff, confirmation),
    ]);
    const refused = { status: 'rejected', reason: { code: 'code_used' } };
    expect(outcomes).toMatchObject([{ status: 'fulfilled' }, refused, refused, refused]);
    expect(changes).toEqual([]);
    expect(await patientsOf(staff)).toHaveLength(1);
  });

  it('cannot be taken over with a code that was stolen after it was used', async () => {
    await foundClinic(web.registration, 'south');
    const thief = await signedIn(web, 'physician@south.test');
    const tv = new Television(web);
    const { deviceCode, userCode } = await tv.codes();
    await staff.post('/api/pairing/confirm', { userCode, patient: { name: 'Ada Quist' } });
    for (const [path, body] of [
      ['/api/pairing/lookup', { userCode }],
      ['/api/pairing/confirm', { userCode, patient: { name: 'Mallory' } }],
      ['/api/pairing/deny', { userCode }],
    ] as const) {
      expect(await thief.post(path, body)).toMatchObject({
        status: 404,
        body: refusalOf('code_unknown'),
      });
    }
    const token = textIn((await tv.poll(deviceCode)).body, 'access_token');
    const { identity } = (await web.registration.authentication.tvByToken(token)) ?? {};
    expect(identity?.clinic).toEqual(north.clinic);
  });

  it('belongs to no clinic until somebody who stands before the television confirms', async () => {
    const { clinic } = await foundClinic(web.registration, 'south');
    const tv = new Television(web);
    const { deviceCode, userCode } = await tv.codes();
    const elsewhere = await signedIn(web, 'staff@south.test');
    await elsewhere.post('/api/pairing/confirm', { userCode, patient: { name: 'Cleo Orr' } });
    const token = textIn((await tv.poll(deviceCode)).body, 'access_token');
    const { identity } = (await web.registration.authentication.tvByToken(token)) ?? {};
    expect(identity?.clinic).toEqual(clinic);
    expect(await patientsOf(staff)).toEqual([]);
  });

  it('writes nothing where a named physician is none of the clinic', async () => {
    const { userCode } = await new Television(web).codes();
    const answer = await staff.post('/api/pairing/confirm', {
      userCode,
      patient: { name: 'Ada Quist' },
      physicianIds: [north.staff.personId],
    });
    expect(answer).toMatchObject({ status: 404, body: refusalOf('not_found') });
    expect(await patientsOf(staff)).toEqual([]);
    expect(await staff.post('/api/pairing/lookup', { userCode })).toMatchObject({ status: 200 });
  });

  it('by a physician who names nobody links patient and physician at once', async () => {
    const { userCode } = await new Television(web).codes();
    await physician.post('/api/pairing/confirm', { userCode, patient: { name: 'Ada Quist' } });
    const { personId: id, name } = north.physician;
    expect(await patientsOf(physician)).toMatchObject([
      { name: 'Ada Quist', physicians: [{ id, name }], namedByMe: true },
    ]);
  });

  it('by staff names physicians, who are asked once they name the patient, too', async () => {
    const { deviceId, patient, token } = await pairTelevision(web.registration, north.staff, {
      physicianIds: [north.physician.personId],
    });
    const { authentication, changes } = web.registration;
    const asked = async () => (await authentication.tvIdentity(deviceId))?.physicians ?? [];
    expect((await authentication.tvByToken(token))?.identity.physicians).toEqual([]);
    expect(await patientsOf(physician)).toMatchObject([{ physicians: [], namedByMe: false }]);

    changes.length = 0;
    const patientId = patient.id;
    await physician.post('/api/care-links/name', { patientId });
    await physician.post('/api/care-links/name', { patientId });
    expect(changes).toEqual([{ type: 'patient-changed', patientId }]);
    expect(await asked()).toEqual([{ id: north.physician.personId, name: north.physician.name }]);

    changes.length = 0;
    await physician.post('/api/care-links/unname', { patientId });
    await physician.post('/api/care-links/unname', { patientId });
    expect(changes).toEqual([{ type: 'patient-changed', patientId }]);
    expect(await asked()).toEqual([]);
  });

  it('keeps the order in which the patient prefers physicians', async () => {
    const { people, directory, patients } = web.registration;
    const second = await hirePerson(people, north.clinic, 'physician', 'another@north.test');
    const physicianIds = [second.personId, north.physician.personId];
    const { patient } = await pairTelevision(web.registration, north.staff, { physicianIds });
    await patients.name(north.physician, patient.id);
    await patients.name(second, patient.id);
    const asked = await directory.physiciansOf(patient.id);
    expect(asked.map((person) => person.id)).toEqual(physicianIds);
  });

  it('again without naming anybody leaves the care links as they are', async () => {
    const { patient } = await pairTelevision(web.registration, north.physician);
    await pairTelevision(web.registration, north.staff, { patient });
    expect(await patientsOf(physician)).toMatchObject([
      { physicians: [{ id: north.physician.personId }], devices: [{}, {}] },
    ]);
  });

  it('shows a physician no patient who did not name them, even after naming the patient', async () => {
    const { people } = web.registration;
    await hirePerson(people, north.clinic, 'physician', 'curious@north.test');
    const { patient } = await pairTelevision(web.registration, north.physician);
    const curious = await signedIn(web, 'curious@north.test');
    await curious.post('/api/care-links/name', { patientId: patient.id });
    expect(await patientsOf(curious)).toEqual([]);
    expect(await patientsOf(staff)).toMatchObject([
      { physicians: [{ id: north.physician.personId }] },
    ]);
  });

  it('in a clinic whose rule links everybody shows every physician all patients', async () => {
    const { registration } = web;
    const east = await foundClinic(registration, 'east', 'clinic');
    const second = await hirePerson(
      registration.people,
      east.clinic,
      'physician',
      'another@east.test',
    );
    const { patient } = await pairTelevision(registration, east.staff, {
      physicianIds: [second.personId],
    });
    const asked = await registration.directory.physiciansOf(patient.id);
    expect(asked.map((person) => person.id)).toEqual([second.personId, east.physician.personId]);
    expect(await patientsOf(await signedIn(web, 'physician@east.test'))).toHaveLength(1);
    expect(await patientsOf(physician)).toEqual([]);
  });

  it('shows agents what a device is, not what tells whose it is', async () => {
    const { deviceId } = await pairTelevision(web.registration, north.physician, {
      hardwareId: 'serial-00001',
    });
    const device = await web.registration.directory.device(deviceId);
    expect(device).toMatchObject({ id: deviceId, model: 'QE55Q60A', platform: 'tizen' });
    expect(JSON.stringify([device, await patientsOf(staff)])).not.toContain('serial-00001');
  });

  it('lists the people of the own clinic, by role where one is asked for', async () => {
    await foundClinic(web.registration, 'south');
    const people = async (query: string) => (await staff.get(`/api/people${query}`)).body;
    expect(await people('')).toMatchObject({
      people: [{ role: 'admin' }, { role: 'physician' }, { role: 'staff' }],
    });
    expect(await people('?role=physician')).toEqual({
      people: [
        {
          id: north.physician.personId,
          name: north.physician.name,
          role: 'physician',
          desks: ['care'],
          languages: [],
        },
      ],
    });
    expect(await staff.get('/api/people?role=owner')).toMatchObject({ status: 400 });
  });

  it('is told of in the log without codes, tokens and names', async () => {
    const tv = new Television(web, 'serial-00001');
    const { deviceCode, userCode } = await tv.codes();
    await staff.post('/api/pairing/confirm', { userCode, patient: { name: 'Ada Quist' } });
    await staff.post('/api/pairing/confirm', { userCode, patient: { name: 'Ada Quist' } });
    const token = textIn((await tv.poll(deviceCode)).body, 'access_token');
    await staff.post('/api/pairing/lookup', { userCode: 'BCDF-GHJK' });
    await new Browser(web.url).signIn('staff@north.test', 'a wrong secret');
    const log = web.log.join('');
    expect(log).toContain('code_used');
    expect(log).toContain('wrong_credentials');
    for (const secret of [
      deviceCode,
      userCode,
      'BCDF',
      token,
      'Ada',
      'serial-00001',
      'staff@north.test',
      'a wrong secret',
      '127.0.0.1',
    ]) {
      expect(log).not.toContain(secret);
    }
  });
});
