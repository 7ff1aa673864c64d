import type { IRouter } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundClinic, hirePerson, pairTelevision, password } from '../registration/support.ts';
import { Browser, openWeb, signedIn, Television, type TestWeb } from './support.ts';

const callers = [
  'nobody',
  'physician',
  'colleague',
  'staff',
  'admin',
  'physician elsewhere',
  'staff elsewhere',
  'admin elsewhere',
] as const;
type Statuses = readonly [number, number, number, number, number, number, number, number];

/** What a request is about; made anew for each cell, so that none spoils the next. */
interface Scene {
  readonly userCode: string;
  readonly usedCode: string;
  readonly patientId: string;
  readonly deviceId: string;
  readonly physicianId: string;
  readonly subscriptionId: string;
  readonly sourceId: string;
}

type Row = readonly [
  route: string,
  about: string,
  body: ((scene: Scene) => unknown) | null,
  statuses: Statuses,
];

/*
 * The clinic's rule is `mutual`. The physician and the patient have named each other; the
 * colleague is a physician of the same clinic whom the patient has not named.
 */
const table: readonly Row[] = [
  //                                          nobody phys coll staff adm | elsewhere: phys staff adm
  ['GET /api/me', '', null, [401, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /api/people', '', null, [401, 200, 200, 200, 200, 200, 200, 200]],
  [
    'PUT /api/people/desks',
    'a physician of this clinic',
    ({ physicianId: personId }) => ({ personId, desks: ['care'], languages: [] }),
    [401, 403, 403, 403, 200, 403, 403, 404],
  ],
  ['GET /api/clinic/settings', '', null, [401, 403, 403, 403, 200, 403, 403, 200]],
  [
    'PUT /api/clinic/settings',
    '',
    () => ({ reception: { openingHours: '', emergency: '' }, answersItself: false }),
    [401, 403, 403, 403, 200, 403, 403, 200],
  ],
  ['GET /api/patients', '', null, [401, 200, 200, 200, 403, 200, 200, 403]],
  [
    'PUT /api/patients/proofs',
    'a patient of this clinic',
    ({ patientId }) => ({ patientId, birthDate: '1940-01-31', pin: '4711' }),
    [401, 200, 404, 200, 403, 404, 404, 403],
  ],
  [
    'POST /api/pairing/lookup',
    'a code that waits',
    ({ userCode }) => ({ userCode }),
    [401, 200, 200, 200, 403, 200, 200, 403],
  ],
  [
    'POST /api/pairing/lookup',
    'a code that this clinic decided on',
    ({ usedCode }) => ({ userCode: usedCode }),
    [401, 409, 409, 409, 403, 404, 404, 403],
  ],
  [
    'POST /api/pairing/confirm',
    'a new patient',
    ({ userCode }) => ({ userCode, patient: { name: 'Bo Falk' } }),
    [401, 200, 200, 200, 403, 200, 200, 403],
  ],
  [
    'POST /api/pairing/confirm',
    'a patient of this clinic',
    ({ userCode, patientId }) => ({ userCode, patient: { id: patientId } }),
    [401, 200, 404, 200, 403, 404, 404, 403],
  ],
  [
    'POST /api/pairing/confirm',
    'naming a physician of this clinic',
    ({ userCode, physicianId }) => ({
      userCode,
      patient: { name: 'Bo Falk' },
      physicianIds: [physicianId],
    }),
    [401, 200, 200, 200, 403, 404, 404, 403],
  ],
  [
    'POST /api/pairing/confirm',
    'a code that this clinic decided on',
    ({ usedCode }) => ({ userCode: usedCode, patient: { name: 'Bo Falk' } }),
    [401, 409, 409, 409, 403, 404, 404, 403],
  ],
  [
    'POST /api/pairing/deny',
    'a code that waits',
    ({ userCode }) => ({ userCode }),
    [401, 200, 200, 200, 403, 200, 200, 403],
  ],
  [
    'POST /api/pairing/deny',
    'a code that this clinic decided on',
    ({ usedCode }) => ({ userCode: usedCode }),
    [401, 409, 409, 409, 403, 404, 404, 403],
  ],
  [
    'POST /api/device/unpair',
    'a device of this clinic',
    ({ deviceId }) => ({ deviceId }),
    [401, 200, 404, 200, 403, 404, 404, 403],
  ],
  [
    'POST /api/care-links/name',
    'a patient of this clinic',
    ({ patientId }) => ({ patientId }),
    [401, 200, 200, 403, 403, 404, 403, 403],
  ],
  [
    'POST /api/care-links/unname',
    'a patient of this clinic',
    ({ patientId }) => ({ patientId }),
    [401, 200, 200, 403, 403, 404, 403, 403],
  ],
  [
    'POST /api/sign-in',
    'with the right password',
    () => ({ email: 'newcomer@north.test', password }),
    [200, 200, 200, 200, 200, 200, 200, 200],
  ],
  [
    'POST /api/sign-in',
    'with a wrong password',
    () => ({ email: 'newcomer@north.test', password: 'wrong' }),
    [401, 401, 401, 401, 401, 401, 401, 401],
  ],
  ['POST /api/sign-out', '', () => ({}), [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /api/playbook', '', null, [401, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /api/playbook/export', '', null, [401, 200, 200, 200, 200, 200, 200, 200]],
  // Each of these is sent with what only an admin learns is no playbook.
  ['PUT /api/playbook', 'empty', () => ({}), [401, 403, 403, 403, 400, 403, 403, 400]],
  ['POST /api/playbook/import', 'empty', () => ({}), [401, 403, 403, 403, 400, 403, 403, 400]],
  ['POST /api/playbook/restore', 'empty', () => ({}), [401, 403, 403, 403, 400, 403, 403, 400]],
  ['POST /api/playbook/try', 'empty', () => ({}), [401, 403, 403, 403, 400, 403, 403, 400]],
  ['GET /api/schemas', '', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /api/schemas/fault-noticed/1', '', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /api/schemas/:type/:version', '', null, [404, 404, 404, 404, 404, 404, 404, 404]],
  // A device's requests; being signed in changes nothing. Their bodies are tried elsewhere.
  ['POST /api/device/authorize', 'empty', () => ({}), [400, 400, 400, 400, 400, 400, 400, 400]],
  ['POST /api/device/token', 'empty', () => ({}), [400, 400, 400, 400, 400, 400, 400, 400]],
  ['GET /api/integration/subscriptions', '', null, [401, 403, 403, 403, 200, 403, 403, 200]],
  [
    'POST /api/integration/subscriptions/create',
    '',
    () => ({ url: 'https://erp.clinic.example/' }),
    [401, 403, 403, 403, 200, 403, 403, 200],
  ],
  ...(['change', 'delete', 'rotate', 'test'] as const).map(
    (verb): Row => [
      `POST /api/integration/subscriptions/${verb}`,
      'a subscription of this clinic',
      ({ subscriptionId: id }) => ({ id }),
      [401, 403, 403, 403, 200, 403, 403, 404],
    ],
  ),
  ['GET /api/integration/deliveries', '', null, [401, 403, 403, 403, 200, 403, 403, 200]],
  [
    'POST /api/integration/deliveries/replay',
    'a subscription of this clinic',
    ({ subscriptionId }) => ({ subscriptionId }),
    [401, 403, 403, 403, 200, 403, 403, 404],
  ],
  ['GET /api/integration/sources', '', null, [401, 403, 403, 403, 200, 403, 403, 200]],
  [
    'POST /api/integration/sources/create',
    '',
    () => ({ name: 'Scheduling' }),
    [401, 403, 403, 403, 200, 403, 403, 200],
  ],
  ...(['change', 'delete', 'rotate'] as const).map(
    (verb): Row => [
      `POST /api/integration/sources/${verb}`,
      'a source of this clinic',
      ({ sourceId: id }) => ({ id }),
      [401, 403, 403, 403, 200, 403, 403, 404],
    ],
  ),
  // Other systems' commands: a signature counts, a sign-in does not.
  ['POST /api/inbound/:sourceId', 'unsigned', () => ({}), [401, 401, 401, 401, 401, 401, 401, 401]],
  // A mail provider's: its password counts, a sign-in does not.
  ['POST /api/mail/inbound', 'without it', () => ({}), [401, 401, 401, 401, 401, 401, 401, 401]],
  ['GET /api/health', '', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /api/openrpc.json', '', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  // The tests' requests come through a proxy, as it were; programs on this machine have a test.
  ['GET /api/metrics', '', null, [401, 403, 403, 403, 200, 403, 403, 200]],
  ['GET /api/no-such-route', '', null, [404, 404, 404, 404, 404, 404, 404, 404]],
  ['GET /', '', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /apps.css', '', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /tv/', '', null, [200, 200, 200, 200, 200, 200, 200, 200]],
  ['GET /agent/', '', null, [200, 200, 200, 200, 200, 200, 200, 200]],
];

describe('who may do what', () => {
  let web: TestWeb;
  let scene: () => Promise<Scene>;

  beforeAll(async () => {
    // Each cell has televisions of its own, all of one address.
    web = await openWeb({
      limits: { authorizePerAddress: { points: 10_000, seconds: 60 } },
      mail: { secret: 'the provider’s', receiver: { receiveMail: async () => {} } },
    });
    const { registration } = web;
    const { clinic, physician } = await foundClinic(registration, 'north');
    const { subscriptions, sources } = web.integration;
    await foundClinic(registration, 'south');
    await hirePerson(registration.people, clinic, 'physician', 'colleague@north.test');
    await hirePerson(registration.people, clinic, 'staff', 'newcomer@north.test');
    scene = async () => {
      const { deviceId, patient } = await pairTelevision(registration, physician);
      const { userCode: usedCode } = await new Television(web).codes();
      await registration.pairing.deny(physician, usedCode);
      const { userCode } = await new Television(web).codes();
      const physicianId = physician.personId;
      for (const { id } of (await subscriptions.list(clinic.id)).subscriptions) {
        await subscriptions.remove(clinic.id, id);
      }
      for (const { id } of (await sources.list(clinic.id)).sources) {
        await sources.remove(clinic.id, id);
      }
      // A port that nobody listens on.
      const { subscription } = await subscriptions.create(clinic.id, {
        url: 'http://127.0.0.1:9/',
        format: 'cloudevents',
        eventTypes: null,
        template: null,
      });
      const { source } = await sources.create(clinic.id, 'Scheduling');
      return {
        userCode,
        usedCode,
        patientId: patient.id,
        deviceId,
        physicianId,
        subscriptionId: subscription.id,
        sourceId: source.id,
      };
    };
  });
  afterAll(() => web.close());

  /** Signs in anew for each cell, since signing in or out is among the routes. */
  async function browserOf(caller: (typeof callers)[number]): Promise<Browser> {
    if (caller === 'nobody') return new Browser(web.url);
    const [role, elsewhere] = caller.split(' ');
    return signedIn(web, `${role}@${elsewhere ? 'south' : 'north'}.test`);
  }

  const cells = table.flatMap(([route, about, body, statuses]) =>
    callers.map((caller, column) => ({ route, about, body, caller, status: statuses[column] })),
  );

  it.each(cells)('$route $about by $caller: $status', async ({ route, body, caller, status }) => {
    const browser = await browserOf(caller);
    const [method = '', path = ''] = route.split(' ');
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    const answer =
      method === 'GET' || body === null
        ? await browser.get(path, headers)
        : await browser.sendJson(method, path, body(await scene()), headers);
    expect(answer.status).toBe(status);
  });

  it('is written down for every route that there is', () => {
    const known = new Set(table.map(([route]) => route));
    const routes = routesIn(web.app.router);
    expect(routes.length).toBeGreaterThan(15);
    for (const { method, path } of routes) {
      const prefixes = ['', '/api', '/api/device'];
      const isKnown = prefixes.some((prefix) => known.has(`${method} ${prefix}${path}`));
      expect(isKnown, `${method} ${path}`).toBe(true);
    }
  });
});

function routesIn(router: IRouter): { method: string; path: string }[] {
  return router.stack.flatMap((layer): { method: string; path: string }[] => {
    const { route } = layer;
    if (route !== undefined) {
      const methods = new Set(route.stack.map((handler) => handler.method.toUpperCase()));
      return [...methods].map((method) => ({ method, path: route.path }));
    }
    return isRouter(layer.handle) ? routesIn(layer.handle) : [];
  });
}

function isRouter(handle: object): handle is IRouter {
  return 'stack' in handle;
}
