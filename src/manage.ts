import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readDataDir } from './config.ts';
import { openRegistration } from './openRegistration.ts';
import { pathPolicy, Refusal, role } from './protocol/index.ts';
import type { Registration } from './registration/registration.ts';

const usage = `Usage: npm run --silent manage -- COMMAND
  create-clinic --name NAME [--care-links mutual|clinic] [--path auto|relay|direct]
  create-person --clinic CLINIC-ID --email E-MAIL --name NAME --role physician|staff|admin
  reset-password --email E-MAIL`;

const name = z.string().trim().min(1).max(128);
const email = z.email().max(254);
const clinicOptions = z.object({
  name,
  'care-links': z.enum(['mutual', 'clinic']).default('mutual'),
  path: pathPolicy.default('auto'),
});
const personOptions = z.object({ clinic: z.uuid(), email, name, role });
const passwordOptions = z.object({ email });

/** What clinic IT does once, on the machine itself: clinics, people, forgotten passwords. */
const commands: Record<string, (registration: Registration, options: unknown) => Promise<string>> =
  {
    'create-clinic': async ({ people }, given) => {
      const options = clinicOptions.parse(given);
      const clinic = await people.createClinic({
        name: options.name,
        careLinkRule: options['care-links'],
        pathPolicy: options.path,
      });
      return `Clinic ${clinic.name}: ${clinic.id}`;
    },
    'create-person': async ({ people }, given) => {
      const options = personOptions.parse(given);
      const clinic = await people.clinic(options.clinic);
      const password = makePassword();
      await people.createPerson({ ...options, clinic, password });
      return `${options.email} signs in with the password ${password}`;
    },
    'reset-password': async ({ people }, given) => {
      const options = passwordOptions.parse(given);
      const password = makePassword();
      await people.setPassword(options.email, password);
      return `${options.email} signs in with the password ${password}`;
    },
  };

function makePassword(): string {
  return randomBytes(12).toString('base64url');
}

const optionNames = ['name', 'care-links', 'path', 'clinic', 'email', 'role'] as const;
const [commandName = '', ...rest] = process.argv.slice(2);
const command = commands[commandName];
if (command === undefined) {
  console.error(usage);
  process.exit(2);
}

const { database, registration } = await openRegistration({
  dataDir: readDataDir(process.env),
  feed: { publish: () => {} },
  isSecure: false,
});
try {
  const { values } = parseArgs({
    args: rest,
    options: Object.fromEntries(optionNames.map((option) => [option, { type: 'string' }] as const)),
  });
  console.log(await command(registration, values));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof z.ZodError) {
    console.error(
      error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  } else if (error instanceof Refusal || error instanceof TypeError) {
    console.error(error.message);
  } else {
    throw error;
  }
} finally {
  await database.destroy();
}
