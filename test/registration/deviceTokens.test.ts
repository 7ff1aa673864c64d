import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  foundClinic,
  openRegistration,
  pairTelevision,
  type Staffed,
  type TestRegistration,
} from './support.ts';

const day = 24 * 3_600;

describe('device tokens', () => {
  let registration: TestRegistration;
  let clinic: Staffed;

  beforeEach(async () => {
    registration = await openRegistration();
    clinic = await foundClinic(registration, 'north');
  });
  afterEach(() => registration.close());

  const open = (token: string) => registration.authentication.tvByToken(token);

  it('tell which television it is, of which clinic and patient, and whom it may ask', async () => {
    const { physician } = clinic;
    const { deviceId, patient, token } = await pairTelevision(registration, physician);
    expect(await open(token)).toEqual({
      identity: {
        kind: 'tv',
        deviceId,
        clinic: clinic.clinic,
        patient,
        physicians: [{ id: physician.personId, name: physician.name }],
        reception: { openingHours: '', emergency: '' },
        answersItself: null,
      },
    });
  });

  it('are 256 random bits and never stand in the database as they are', async () => {
    const { token } = await pairTelevision(registration, clinic.staff);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const rows = await registration.database.selectFrom('device_tokens').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('that are forged tell nothing', async () => {
    const { token } = await pairTelevision(registration, clinic.staff);
    for (const forged of ['', 'x', `${token}A`, token.slice(0, -1), token.toUpperCase()]) {
      expect(await open(forged)).toBeUndefined();
    }
  });

  it('stay the same for a day and are replaced at the next opening after', async () => {
    const { token } = await pairTelevision(registration, clinic.staff);
    registration.clock.advance(day - 1);
    expect(await open(token)).not.toHaveProperty('rotatedToken');
    registration.clock.advance(1);
    const { rotatedToken } = (await open(token)) ?? {};
    expect(rotatedToken).toMatch(/^[\w-]{43}$/);
    expect(rotatedToken).not.toBe(token);
  });

  it('stay valid until their successor is first used', async () => {
    const { deviceId, token } = await pairTelevision(registration, clinic.staff);
    registration.clock.advance(day);
    const first = await open(token);
    expect(first?.identity.deviceId).toBe(deviceId);
    expect(await open(token)).toBeDefined();
    const latest = (await open(token))?.rotatedToken ?? '';
    expect((await open(latest))?.identity.deviceId).toBe(deviceId);
    expect(await open(token)).toBeUndefined();
    // An earlier successor, whose delivery was never proven, is void as well.
    expect(await open(first?.rotatedToken ?? '')).toBeUndefined();
  });

  it('do not rotate again while they are young', async () => {
    const { token } = await pairTelevision(registration, clinic.staff);
    registration.clock.advance(day);
    const second = (await open(token))?.rotatedToken ?? '';
    expect(await open(second)).not.toHaveProperty('rotatedToken');
    registration.clock.advance(day);
    expect(await open(second)).toHaveProperty('rotatedToken');
  });

  it('of one television at a time are used, however many opened at once', async () => {
    const { token } = await pairTelevision(registration, clinic.staff);
    registration.clock.advance(day);
    const opened = await Promise.all(Array.from({ length: 8 }, () => open(token)));
    const successors = opened.flatMap((tv) => tv?.rotatedToken ?? []);
    const usable = [];
    for (const successor of successors) if (await open(successor)) usable.push(successor);
    expect(usable).toHaveLength(1);
  });

  it('are void once the television is unpaired, and the house is told once', async () => {
    const { deviceId, token } = await pairTelevision(registration, clinic.staff);
    await open(token);
    registration.clock.advance(day);
    const { rotatedToken = '' } = (await open(token)) ?? {};
    registration.changes.length = 0;

    await registration.pairing.unpair(clinic.staff, deviceId);
    await registration.pairing.unpair(clinic.staff, deviceId);

    expect(registration.changes).toEqual([{ type: 'device-unpaired', deviceId }]);
    expect(await open(token)).toBeUndefined();
    expect(await open(rotatedToken)).toBeUndefined();
    expect(await registration.authentication.tvIdentity(deviceId)).toBeUndefined();
    const rows = await registration.database.selectFrom('device_tokens').selectAll().execute();
    expect(rows.map((row) => row.revoked_at)).toEqual(rows.map(() => expect.any(String)));
  });
});
