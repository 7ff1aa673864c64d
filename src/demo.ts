import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from './config.ts';
import type { PathPolicy, Role } from './protocol/index.ts';
import type { People } from './registration/people.ts';

/** The people of the demo clinic and the password they share. */
export interface DemoSignIn {
  readonly emails: readonly string[];
  readonly password: string;
}

interface DemoOptions {
  /** Overrides the random password of the first start. */
  readonly password: string | undefined;
  readonly pathPolicy: PathPolicy;
}

const demoPeople: readonly { email: string; name: string; role: Role }[] = [
  { email: 'physician@demo.test', name: 'Dr. Chiara Rossi', role: 'physician' },
  { email: 'staff@demo.test', name: 'Jonas Weber', role: 'staff' },
  { email: 'admin@demo.test', name: 'Amélie Laurent', role: 'admin' },
];

/**
 * Keeps a demo from being served to a network: its password was printed, or chosen for a try.
 * @throws ConfigError where the demo's people are among those of the data folder
 */
export async function refuseDemo(people: People): Promise<void> {
  for (const { email } of demoPeople) {
    if (!(await people.hasPerson(email))) continue;
    throw new ConfigError(
      'HOUSECALL_DATA_DIR holds the demo clinic. Choose another folder for a real one.',
    );
  }
}

/**
 * Makes the demo clinic on the first start. The random password is kept beside the database, where
 * only the account that runs Housecall reads it, so that every start can print it.
 * @throws ConfigError where the data folder holds a real clinic
 */
export async function seedDemo(
  { password: chosen, pathPolicy }: DemoOptions,
  people: People,
  dataDir: string,
): Promise<DemoSignIn> {
  const file = path.join(dataDir, 'demo-password');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  const password = chosen ?? kept ?? randomBytes(9).toString('base64url');
  const [first] = demoPeople;
  const isSeeded = first !== undefined && (await people.hasPerson(first.email));

  if (!isSeeded) {
    if (await people.hasClinic()) {
      throw new ConfigError(
        'HOUSECALL_DATA_DIR holds a clinic. Set HOUSECALL_DEMO=off, or choose another folder.',
      );
    }
    const clinic = await people.createClinic({
      name: 'Demo Clinic',
      careLinkRule: 'clinic',
      pathPolicy,
    });
    for (const person of demoPeople) await people.createPerson({ ...person, clinic, password });
  } else if (password !== kept) {
    for (const { email } of demoPeople) await people.setPassword(email, password);
  }
  await writeFile(file, password, { mode: 0o600 });
  return { emails: demoPeople.map(({ email }) => email), password };
}
