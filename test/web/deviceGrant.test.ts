import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceAuthorizationResponse } from '../../src/protocol/index.ts';
import { foundClinic, type Staffed, televisionOf } from '../registration/support.ts';
import {
  Browser,
  grantType,
  openWeb,
  refusalOf,
  signedIn,
  Television,
  type TestWeb,
  textIn,
} from './support.ts';

describe('the device authorization grant', () => {
  let web: TestWeb;
  let clinic: Staffed;
  let staff: Browser;

  beforeEach(async () => {
    web = await openWeb();
    clinic = await foundClinic(web.registration, 'north');
    staff = await signedIn(web, 'staff@north.test');
  });
  afterEach(() => web.close());

  const confirm = (userCode: string, by = staff) =>
    by.post('/api/pairing/confirm', { userCode, patient: { name: 'Ada Quist' } });

  it('gives a television its codes, and where to enter them, with the code in a fragment', async () => {
    const { status, body, headers } = await new Television(web).authorize();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    const codes = deviceAuthorizationResponse.parse(body);
    expect(codes).toMatchObject({
      verification_uri: `${web.url}/agent/`,
      verification_uri_complete: `${web.url}/agent/#pair=${codes.user_code}`,
      expires_in: 600,
      interval: 5,
    });
    expect(codes.user_code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
    expect(Buffer.from(codes.device_code, 'base64url')).toHaveLength(32);
  });

  it('never stores a code as it is', async () => {
    const { deviceCode, userCode } = await new Television(web).codes();
    const rows = await web.registration.database
      .selectFrom('device_authorizations')
      .selectAll()
      .execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(deviceCode);
    expect(JSON.stringify(rows)).not.toContain(userCode);
  });

  it('goes from pending to a token that opens a session', async () => {
    const tv = new Television(web);
    const { deviceCode, userCode } = await tv.codes();
    expect(await tv.poll(deviceCode)).toMatchObject({
      status: 400,
      body: { error: 'authorization_pending' },
    });
    const { status, body } = await confirm(userCode.toLowerCase().replace('-', ' '));
    expect(status).toBe(200);
    const granted = await tv.poll(deviceCode);
    expect(granted).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
    expect(granted.headers.get('cache-control')).toBe('no-store');
    const tvIdentity = await web.registration.authentication.tvByToken(
      textIn(granted.body, 'access_token'),
    );
    expect(tvIdentity?.identity.deviceId).toBe(textIn(body, 'deviceId'));
    expect(tvIdentity?.identity.patient.name).toBe('Ada Quist');
  });

  it('takes the form that RFC 8628 prescribes as well as JSON', async () => {
    const tv = new Television(web);
    const { deviceCode, userCode } = await tv.codes();
    await confirm(userCode);
    const form = new URLSearchParams({
      grant_type: grantType,
      client_id: 'housecall-tv',
      device_code: deviceCode,
    });
    const answer = await new Browser(web.url).send('POST', '/api/device/token', form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
  });

  it('tells a television that polls too fast to slow down, each time by five seconds more', async () => {
    const { clock } = web.registration;
    const tv = new Television(web);
    const { deviceCode } = await tv.codes();
    const polled = async (afterSeconds: number) => {
      clock.advance(afterSeconds);
      return textIn((await tv.poll(deviceCode)).body, 'error');
    };
    expect(await polled(0)).toBe('authorization_pending');
    expect(await polled(5)).toBe('authorization_pending');
    expect(await polled(4)).toBe('slow_down');
    expect(await polled(9)).toBe('slow_down');
    expect(await polled(15)).toBe('authorization_pending');
    expect(await polled(14)).toBe('slow_down');
    expect(await polled(20)).toBe('authorization_pending');
  });

  it('does not blame a television for a network that carried one poll faster than the last', async () => {
    const tv = new Television(web);
    const { deviceCode } = await tv.codes();
    await tv.poll(deviceCode);
    web.registration.clock.advance(4.6);
    expect((await tv.poll(deviceCode)).body).toEqual({ error: 'authorization_pending' });
  });

  it('runs out after ten minutes', async () => {
    const tv = new Television(web);
    const { deviceCode, userCode } = await tv.codes();
    web.registration.clock.advance(600);
    expect((await tv.poll(deviceCode)).body).toEqual({ error: 'expired_token' });
    expect(await confirm(userCode)).toMatchObject({ status: 404, body: refusalOf('code_unknown') });
    expect(await staff.post('/api/pairing/lookup', { userCode })).toMatchObject({ status: 404 });
  });

  it('forgets codes that expired long ago', async () => {
    const tv = new Television(web);
    const { deviceCode } = await tv.codes();
    web.registration.clock.advance(2 * 3_600);
    await new Television(web).codes();
    expect((await tv.poll(deviceCode)).body).toEqual({ error: 'invalid_grant' });
  });

  it('lets a television confirmed at the last moment still collect its token', async () => {
    const tv = new Television(web);
    const { deviceCode, userCode } = await tv.codes();
    web.registration.clock.advance(599);
    await confirm(userCode);
    web.registration.clock.advance(30);
    expect((await tv.poll(deviceCode)).status).toBe(200);
  });

  it('ends for a television that is refused', async () => {
    const tv = new Television(web);
    const { deviceCode, userCode } = await tv.codes();
    expect(await staff.post('/api/pairing/deny', { userCode })).toMatchObject({ status: 200 });
    expect((await tv.poll(deviceCode)).body).toEqual({ error: 'access_denied' });
    expect(await confirm(userCode)).toMatchObject({ status: 409, body: refusalOf('code_used') });
  });

  it('knows no device code that it did not issue', async () => {
    const { deviceCode } = await new Television(web).codes();
    for (const forged of ['x', deviceCode.slice(1), `${deviceCode}A`]) {
      expect(await new Television(web).poll(forged)).toMatchObject({
        status: 400,
        body: { error: 'invalid_grant' },
      });
    }
  });

  describe('when the answer with the token was lost', () => {
    it('gives another token at the next poll and voids the one before', async () => {
      const tv = new Television(web);
      const { deviceCode, userCode } = await tv.codes();
      await confirm(userCode);
      const lost = textIn((await tv.poll(deviceCode)).body, 'access_token');
      const kept = textIn((await tv.poll(deviceCode)).body, 'access_token');
      const { authentication } = web.registration;
      expect(await authentication.tvByToken(lost)).toBeUndefined();
      expect(await authentication.tvByToken(kept)).toBeDefined();
    });

    it('gives none any more once a token was used', async () => {
      const tv = new Television(web);
      const { deviceCode, userCode } = await tv.codes();
      await confirm(userCode);
      const token = textIn((await tv.poll(deviceCode)).body, 'access_token');
      await web.registration.authentication.tvByToken(token);
      expect((await tv.poll(deviceCode)).body).toEqual({ error: 'invalid_grant' });
      expect(await web.registration.authentication.tvByToken(token)).toBeDefined();
    });

    it('gives one token only to many polls at once', async () => {
      const tv = new Television(web);
      const { deviceCode, userCode } = await tv.codes();
      await confirm(userCode);
      const answers = await Promise.all(Array.from({ length: 6 }, () => tv.poll(deviceCode)));
      const valid = [];
      for (const { body } of answers) {
        const token = textIn(body, 'access_token');
        if (await web.registration.authentication.tvByToken(token)) valid.push(token);
      }
      expect(valid).toHaveLength(1);
    });

    it('gives none once the device was unpaired', async () => {
      const tv = new Television(web);
      const { deviceCode, userCode } = await tv.codes();
      const { body } = await confirm(userCode);
      await staff.post('/api/device/unpair', { deviceId: textIn(body, 'deviceId') });
      expect((await tv.poll(deviceCode)).body).toEqual({ error: 'invalid_grant' });
    });
  });

  it('replaces the former pairing of a television with the same hardware id', async () => {
    const { patient, token, deviceId } = await pairAgain('serial-00001');
    const again = await pairAgain('serial-00001');
    expect(web.registration.changes).toContainEqual({ type: 'device-unpaired', deviceId });
    const { authentication } = web.registration;
    expect(await authentication.tvByToken(token)).toBeUndefined();
    const { identity } = (await authentication.tvByToken(again.token)) ?? {};
    expect(identity?.deviceId).not.toBe(deviceId);
    expect(identity?.patient.id).not.toBe(patient);
  });

  it("leaves a television alone that only says it is another physician's patient's", async () => {
    const token = (await pairAgain('serial-00001')).token;
    const tv = new Television(web, 'serial-00001');
    const { userCode } = await tv.codes();
    const physician = await signedIn(web, 'physician@north.test');
    expect(await confirm(userCode, physician)).toMatchObject({ status: 200 });
    expect(await web.registration.authentication.tvByToken(token)).toBeDefined();
  });

  async function pairAgain(hardwareId: string) {
    const tv = new Television(web, hardwareId);
    const { deviceCode, userCode } = await tv.codes();
    const { body } = await confirm(userCode);
    const token = textIn((await tv.poll(deviceCode)).body, 'access_token');
    const patient = textIn(Reflect.get(Object(body), 'patient'), 'id');
    return { deviceId: textIn(body, 'deviceId'), patient, token };
  }

  it('leaves the pairing with another clinic alone', async () => {
    await foundClinic(web.registration, 'south');
    const { token } = await pairAgain('serial-00001');
    const tv = new Television(web, 'serial-00001');
    const { userCode } = await tv.codes();
    await confirm(userCode, await signedIn(web, 'staff@south.test'));
    expect(await web.registration.authentication.tvByToken(token)).toBeDefined();
    expect(clinic.clinic.name).toBe('north');
  });

  const registration = televisionOf('serial-00001');
  const badRequests: [string, string, unknown, string][] = [
    ['no body', '/api/device/authorize', {}, 'invalid_request'],
    ['no registration', '/api/device/authorize', { client_id: 'housecall-tv' }, 'invalid_request'],
    [
      'a foreign client',
      '/api/device/authorize',
      { client_id: 'x', registration },
      'invalid_request',
    ],
    [
      'a hardware id that is too short',
      '/api/device/authorize',
      { client_id: 'housecall-tv', registration: { ...registration, hardwareId: '1' } },
      'invalid_request',
    ],
    ['no grant type', '/api/device/token', { client_id: 'housecall-tv' }, 'invalid_request'],
    ['a foreign grant', '/api/device/token', { grant_type: 'password' }, 'unsupported_grant_type'],
    [
      'a device code that is no text',
      '/api/device/token',
      { grant_type: grantType, client_id: 'housecall-tv', device_code: { $gt: '' } },
      'invalid_request',
    ],
  ];

  it.each(badRequests)("refuses %s in RFC 6749's words", async (_what, path, body, error) => {
    const answer = await new Browser(web.url).post(path, body);
    expect(answer).toMatchObject({ status: 400, body: { error } });
  });
});
