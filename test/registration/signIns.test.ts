import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { owaspCost } from '../../src/registration/password.ts';
import { readSignInCookie } from '../../src/registration/signInCookie.ts';
import {
  foundClinic,
  openRegistration,
  password,
  type Staffed,
  type TestRegistration,
} from './support.ts';

const hour = 3_600;

describe('sign-ins', () => {
  let registration: TestRegistration;
  let clinic: Staffed;

  beforeEach(async () => {
    registration = await openRegistration();
    clinic = await foundClinic(registration, 'north');
  });
  afterEach(() => registration.close());

  it('know who somebody is, whatever case the e-mail was typed in', async () => {
    const { identity } = await registration.signIns.signIn('Physician@NORTH.test', password);
    expect(identity).toEqual(clinic.physician);
  });

  it('are refused the same way for a wrong password and for an unknown e-mail', async () => {
    const wrong = { code: 'wrong_credentials' };
    await expect(registration.signIns.signIn('staff@north.test', 'x')).rejects.toMatchObject(wrong);
    await expect(registration.signIns.signIn('x@north.test', password)).rejects.toMatchObject(
      wrong,
    );
  });

  it('last twelve hours from when they were last used', async () => {
    const { secret } = await registration.signIns.signIn('staff@north.test', password);
    for (let count = 0; count < 3; count += 1) {
      registration.clock.advance(11 * hour);
      expect((await registration.signIns.find(secret))?.identity).toEqual(clinic.staff);
    }
    registration.clock.advance(12 * hour);
    expect(await registration.signIns.find(secret)).toBeUndefined();
  });

  it('are over when signed out, and the house is told once', async () => {
    const { secret } = await registration.signIns.signIn('staff@north.test', password);
    const signInId = (await registration.signIns.find(secret))?.signInId;
    await registration.signIns.signOut(secret);
    await registration.signIns.signOut(secret);
    expect(await registration.signIns.find(secret)).toBeUndefined();
    expect(registration.changes).toEqual([{ type: 'signed-out', signInId }]);
  });

  it('are over when the password is set anew', async () => {
    const { secret } = await registration.signIns.signIn('staff@north.test', password);
    const other = await registration.signIns.signIn('physician@north.test', password);
    await registration.people.setPassword('staff@north.test', 'another password');
    expect(await registration.signIns.find(secret)).toBeUndefined();
    expect(await registration.signIns.find(other.secret)).toBeDefined();
  });

  it('of other browsers stay when one signs out', async () => {
    const desk = await registration.signIns.signIn('staff@north.test', password);
    const ward = await registration.signIns.signIn('staff@north.test', password);
    await registration.signIns.signOut(desk.secret);
    expect(await registration.signIns.find(ward.secret)).toBeDefined();
  });

  it('that expired are swept away', async () => {
    await registration.signIns.signIn('staff@north.test', password);
    registration.clock.advance(13 * hour);
    await registration.signIns.signIn('admin@north.test', password);
    const rows = await registration.database.selectFrom('sign_ins').select('person_id').execute();
    expect(rows).toEqual([{ person_id: clinic.admin.personId }]);
  });

  it('take the changed password and no longer the one before', async () => {
    await registration.people.setPassword('Staff@north.test', 'another one');
    await expect(registration.signIns.signIn('staff@north.test', password)).rejects.toThrow();
    await expect(
      registration.signIns.signIn('staff@north.test', 'another one'),
    ).resolves.toBeDefined();
  });

  it('cannot be had twice with one e-mail', async () => {
    const twin = { clinic: clinic.clinic, name: 'Twin', role: 'admin', password } as const;
    await expect(
      registration.people.createPerson({ ...twin, email: 'STAFF@north.test' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await registration.people.hasPerson('STAFF@north.test')).toBe(true);
    expect(await registration.people.hasPerson('nobody@north.test')).toBe(false);
  });

  it('take as long to refuse an unknown e-mail as a wrong password', async () => {
    const costly = await openRegistration({ settings: { passwordCost: owaspCost } });
    await foundClinic(costly, 'north');
    const quickest = async (email: string) => {
      let best = Number.POSITIVE_INFINITY;
      for (let count = 0; count < 3; count += 1) {
        const start = performance.now();
        await costly.signIns.signIn(email, 'wrong').catch(() => undefined);
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    const wrongPassword = await quickest('staff@north.test');
    const unknown = await quickest('nobody@north.test');
    await costly.close();
    expect(unknown).toBeGreaterThan(wrongPassword / 3);
    expect(unknown).toBeLessThan(wrongPassword * 3);
  });
});

describe('the sign-in cookie', () => {
  it('is found among others by its whole name', () => {
    const header = 'xhousecall-sign-in=no; a=b;housecall-sign-in=yes; housecall-sign-in-2=no';
    expect(readSignInCookie(header, false)).toBe('yes');
  });

  it('counts under TLS only with the prefix that ties it to this host', () => {
    expect(readSignInCookie('housecall-sign-in=planted', true)).toBeUndefined();
    expect(readSignInCookie('__Host-housecall-sign-in=real', true)).toBe('real');
  });

  it('is not needed', () => {
    expect(readSignInCookie(undefined, false)).toBeUndefined();
    expect(readSignInCookie('', false)).toBeUndefined();
  });
});
