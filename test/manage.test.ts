import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegistration } from '../src/openRegistration.ts';
import { createRegistrationStore } from '../src/store/registrationStore.ts';
import { HousecallProcess } from './support/housecall.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'housecall-manage-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

function manage(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      'node',
      ['src/manage.ts', ...args],
      { env: { ...process.env, HOUSECALL_DATA_DIR: dataDir } },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
      },
    );
  });
}

describe('the management commands', () => {
  it('make a clinic and a person who signs in with the password they print', async () => {
    const clinic = await manage('create-clinic', '--name', 'St. Anna');
    const clinicId = /[0-9a-f-]{36}/.exec(clinic.output)?.[0] ?? '';
    const email = 'physician@st-anna.example';
    const options = ['--clinic', clinicId, '--email', email, '--name', 'Dr. A'];
    const person = await manage('create-person', '--role', 'physician', ...options);
    const password = /password (\S+)/.exec(person.output)?.[1] ?? '';

    const housecall = await HousecallProcess.start({
      HOUSECALL_DATA_DIR: dataDir,
      HOUSECALL_DEMO: 'off',
      HOUSECALL_MEDIA_HOST: '127.0.0.1',
    });
    try {
      const answer = await fetch(`${housecall.url}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: housecall.url },
        body: JSON.stringify({ email, password }),
      });
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ clinic: { id: clinicId }, role: 'physician' });
    } finally {
      await housecall.close();
    }
    const again = await manage('create-person', '--role', 'staff', ...options);
    expect(again).toMatchObject({ code: 1, output: expect.stringMatching(/already/) });
    const reset = await manage('reset-password', '--email', email);
    expect(reset.code).toBe(0);
    expect(reset.output).not.toContain(password);
  });

  it('make people with desks and languages of their own, and rules for which clinic answers', async () => {
    const clinic = await manage('create-clinic', '--name', 'St. Bruno');
    const clinicId = /[0-9a-f-]{36}/.exec(clinic.output)?.[0] ?? '';
    const person = ['--clinic', clinicId, '--email', 'desk@st-bruno.example', '--name', 'Desk'];
    const desks = ['--desks', 'care, support', '--languages', 'de,it-CH'];
    expect(await manage('create-person', '--role', 'staff', ...person, ...desks)).toMatchObject({
      code: 0,
    });
    const { database } = await openRegistration({
      dataDir,
      feed: { publish: () => {} },
      isSecure: false,
    });
    const stored = await createRegistrationStore(database).people.list(clinicId);
    await database.destroy();
    expect(stored).toMatchObject([{ desks: ['care', 'support'], languages: ['de', 'it-CH'] }]);

    expect((await manage('list-routes')).output).toContain('no rules');
    const made = await manage(
      'create-route',
      '--clinic',
      clinicId,
      '--kind',
      'support',
      '--region',
      'south',
    );
    const routeId = /[0-9a-f-]{36}/.exec(made.output)?.[0] ?? '';
    expect(made.output).toContain('kind support, region south');
    expect((await manage('list-routes')).output).toBe(made.output);
    expect(await manage('remove-route', '--route', routeId)).toMatchObject({ code: 0 });
    expect((await manage('list-routes')).output).toContain('no rules');
    expect(await manage('remove-route', '--route', routeId)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/no such rule/),
    });
  });

  const nowhere = '019a0000-0000-7000-8000-000000000001';
  const nobody = ['--clinic', nowhere, '--email', 'a@b.example', '--name', 'A'];

  it.each([
    [['create-person', ...nobody, '--role', 'staff', '--desks', 'kitchen'], 1, /--desks/],
    [['create-person', ...nobody, '--role', 'staff', '--languages', 'German'], 1, /--languages/],
    [['create-person', ...nobody, '--role', 'staff'], 1, /no such clinic/],
    [['create-route', '--clinic', nowhere], 1, /no such clinic/],
    [['create-route', '--clinic', 'St. Anna'], 1, /--clinic/],
    [['create-route', '--clinic', nowhere, '--kind', 'wishes'], 1, /--kind/],
    [['create-route', '--clinic', nowhere, '--language', 'German'], 1, /--language/],
    [['remove-route', '--route', '1'], 1, /--route/],
    [[], 2, /Usage/],
    [['create-clinic'], 1, /--name/],
    [['create-clinic', '--nme', 'x'], 1, /--nme/],
    [['create-clinic', '--name', 'x', '--path', 'pigeon'], 1, /--path/],
    [['reset-password', '--email', 'nobody@st-anna.example'], 1, /./],
  ])('refuse %j and say why', async (args, code, message) => {
    const result = await manage(...args);
    expect(result.code).toBe(code);
    expect(result.output).toMatch(message);
  });
});
