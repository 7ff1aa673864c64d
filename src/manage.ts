import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readDataDir } from './config.ts';
import { openRegistration } from './openRegistration.ts';
import {
  consultKind,
  desksRequest,
  deviceRegistration,
  pathPolicy,
  Refusal,
  role,
} from './protocol/index.ts';
import type { Registration } from './registration/registration.ts';
import type { RequestRoute } from './registration/routing.ts';

const usage = `Usage: npm run --silent manage -- COMMAND
  create-clinic --name NAME [--care-links mutual|clinic] [--path auto|relay|direct]
  create-person --clinic CLINIC-ID --email E-MAIL --name NAME --role physician|staff|admin
                [--desks care,support] [--languages de,it]
  reset-password --email E-MAIL
  create-route --clinic CLINIC-ID [--kind care|support] [--region REGION] [--service SERVICE]
               [--language LANGUAGE]
  list-routes
  remove-route --route ROUTE-ID`;

const name = z.string().trim().min(1).max(128);
const email = z.email().max(254);
const clinicOptions = z.object({
  name,
  'care-links': z.enum(['mutual', 'clinic']).default('mutual'),
  path: pathPolicy.default('auto'),
});
const { desks, languages } = desksRequest.shape;
const personOptions = z.object({
  clinic: z.uuid(),
  email,
  name,
  role,
  desks: z.preprocess(words, desks.optional()),
  languages: z.preprocess(words, languages.optional()),
});
const passwordOptions = z.object({ email });
const routeOptions = z.object({
  clinic: z.uuid(),
  kind: consultKind.optional(),
  region: deviceRegistration.shape.region,
  service: z.string().min(1).max(128).optional(),
  language: languages.element.optional(),
});
const removalOptions = z.object({ route: z.uuid() });

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
      const { desks: answers, languages: speaks, ...person } = options;
      if (person.role === 'admin' && answers !== undefined && answers.length > 0) {
        throw new Refusal('forbidden', 'Admins answer no requests.');
      }
      await people.createPerson({
        ...person,
        clinic,
        password,
        ...(answers !== undefined && { desks: answers }),
        ...(speaks !== undefined && { languages: speaks }),
      });
      return `${options.email} signs in with the password ${password}`;
    },
    'reset-password': async ({ people }, given) => {
      const options = passwordOptions.parse(given);
      const password = makePassword();
      await people.setPassword(options.email, password);
      return `${options.email} signs in with the password ${password}`;
    },
    'create-route': async ({ requestRoutes }, given) => {
      const {
        clinic,
        kind = null,
        region = null,
        service = null,
        language = null,
      } = routeOptions.parse(given);
      const route = await requestRoutes.create({
        clinicId: clinic,
        kind,
        region,
        service,
        language,
      });
      return describeRoute(route);
    },
    'list-routes': async ({ requestRoutes }) => {
      const routes = await requestRoutes.list();
      return routes.length === 0 ? 'There are no rules.' : routes.map(describeRoute).join('\n');
    },
    'remove-route': async ({ requestRoutes }, given) => {
      const { route } = removalOptions.parse(given);
      await requestRoutes.remove(route);
      return `Rule ${route} is removed.`;
    },
  };

/** What is separated by commas. */
function words(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  return given
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function describeRoute({ id, clinicId, ...route }: RequestRoute): string {
  const { kind, region, service, language } = route;
  const conditions = Object.entries({ kind, region, service, language })
    .filter(([, value]) => value !== null)
    .map(([condition, value]) => `${condition} ${value}`);
  return `${id}: ${conditions.join(', ') || 'everything else'} → clinic ${clinicId}`;
}

function makePassword(): string {
  return randomBytes(12).toString('base64url');
}

const optionNames = [
  'name',
  'care-links',
  'path',
  'clinic',
  'email',
  'role',
  'desks',
  'languages',
  'kind',
  'region',
  'service',
  'language',
  'route',
] as const;
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
