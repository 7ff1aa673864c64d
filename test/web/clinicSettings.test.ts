import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundClinic, type Staffed } from '../registration/support.ts';
import { type Browser, openWeb, refusalOf, signedIn, type TestWeb } from './support.ts';

describe('how a clinic receives its patients, over HTTP', () => {
  let web: TestWeb;
  let clinic: Staffed;
  let admin: Browser;
  beforeAll(async () => {
    web = await openWeb();
    clinic = await foundClinic(web.registration, 'north');
    admin = await signedIn(web, 'admin@north.test');
  });
  afterAll(() => web.close());

  it('is what the admin wrote, without the blanks around it', async () => {
    const written = {
      reception: { openingHours: '  8 to 18 ', emergency: 'Call 112.\n' },
      answersItself: true,
    };
    expect(await admin.sendJson('PUT', '/api/clinic/settings', written)).toMatchObject({
      status: 200,
      body: {},
    });
    expect(await admin.get('/api/clinic/settings')).toMatchObject({
      status: 200,
      body: { reception: { openingHours: '8 to 18', emergency: 'Call 112.' }, answersItself: true },
    });
  });

  it('sets how consults go on to phones, and nothing of it where nothing is said', async () => {
    const reception = { openingHours: '', emergency: '' };
    const phones = { check: 'pin', callIn: '+4930901820', country: 'AT' };
    const settings = { reception, answersItself: false };
    await admin.sendJson('PUT', '/api/clinic/settings', { ...settings, phones });
    expect((await admin.get('/api/clinic/settings')).body).toEqual({ ...settings, phones });
    await admin.sendJson('PUT', '/api/clinic/settings', settings);
    expect((await admin.get('/api/clinic/settings')).body).toMatchObject({
      phones: { check: null, callIn: null, country: 'DE' },
    });
  });

  it('says of colleagues which requests they answer, and in which languages', async () => {
    const { personId } = clinic.staff;
    const desks = { personId, desks: ['care', 'support'], languages: ['it', 'de-CH'] };
    expect(await admin.sendJson('PUT', '/api/people/desks', desks)).toMatchObject({ status: 200 });
    const { body } = await admin.get('/api/people');
    expect(body).toMatchObject({
      people: expect.arrayContaining([
        expect.objectContaining({ id: personId, desks: desks.desks, languages: desks.languages }),
      ]),
    });
  });

  const reception = { openingHours: '', emergency: '' };
  const person = { personId: '019a0000-0000-7000-8000-000000000001', desks: [], languages: [] };
  it.each([
    ['settings without their reception', '/api/clinic/settings', { answersItself: true }],
    ['settings that leave the switch out', '/api/clinic/settings', { reception }],
    ['a switch that is a word', '/api/clinic/settings', { reception, answersItself: 'yes' }],
    [
      'a text that no TV could show',
      '/api/clinic/settings',
      { reception: { ...reception, emergency: 'x'.repeat(100_000) }, answersItself: true },
    ],
    [
      'a number that nobody can call',
      '/api/clinic/settings',
      {
        reception,
        answersItself: true,
        phones: { check: null, callIn: '030 901820', country: 'DE' },
      },
    ],
    ['proofs of nobody', '/api/patients/proofs', { pin: '4711' }],
    ['a PIN of letters', '/api/patients/proofs', { patientId: person.personId, pin: 'four' }],
    [
      'a day of birth that there is not',
      '/api/patients/proofs',
      { patientId: person.personId, birthDate: '1940-02-30' },
    ],
    ['desks of nobody', '/api/people/desks', { desks: [], languages: [] }],
    ['desks of what is no id', '/api/people/desks', { ...person, personId: 'finn' }],
    ['a desk that there is not', '/api/people/desks', { ...person, desks: ['kitchen'] }],
    [
      'more desks than there are',
      '/api/people/desks',
      { ...person, desks: ['care', 'support', 'care'] },
    ],
    ['a language that is none', '/api/people/desks', { ...person, languages: ['Italian'] }],
    ['too many languages', '/api/people/desks', { ...person, languages: Array(17).fill('it') }],
  ])('refuses %s', async (_what, path, body) => {
    const answer = await admin.sendJson('PUT', path, body);
    expect([400, 413]).toContain(answer.status);
    if (answer.status === 400) expect(answer.body).toMatchObject(refusalOf('invalid_params'));
  });
});
