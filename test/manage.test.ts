import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it.each([
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
