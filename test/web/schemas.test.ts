import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deviceEvent, deviceEventTypes } from '../../src/protocol/index.ts';
import { Browser, openWeb, refusalOf, type TestWeb } from './support.ts';

const listing = z.object({
  schemas: z.array(z.object({ type: z.string(), version: z.number(), href: z.string() })),
});
const jsonSchema = z.record(z.string(), z.unknown());

const envelope = {
  id: '019a0000-0000-7000-8000-000000000001',
  at: '2026-03-01T08:00:00.000Z',
};

/** Events of each type, and whether they are as they should be. */
const samples: [type: string, event: Readonly<Record<string, unknown>>, isValid: boolean][] = [
  ['patient-choice', {}, true],
  ['patient-choice', { version: 2 }, false],
  ['patient-choice', { id: 'no-uuid' }, false],
  ['patient-choice', { at: 'yesterday' }, false],
  ['fault-noticed', { fault: { code: 'camera-missing' } }, true],
  [
    'fault-noticed',
    { version: 1, fault: { code: 'packet-loss', evidence: { jitter: { value: 3, unit: 'ms' } } } },
    true,
  ],
  ['fault-noticed', { fault: { code: 'of-another-vendor', more: [1] }, more: {} }, true],
  ['fault-noticed', {}, false],
  ['fault-noticed', { fault: { code: 'Not A Code' } }, false],
  ['fault-noticed', { fault: { code: 'x', evidence: { jitter: 3 } } }, false],
  ['fault-cleared', { noticed: envelope.id, code: 'camera-missing' }, true],
  ['fault-cleared', { code: 'camera-missing' }, false],
];

describe('the schemas of device events', () => {
  let web: TestWeb;
  let browser: Browser;
  beforeAll(async () => {
    web = await openWeb();
    browser = new Browser(web.url);
  });
  afterAll(() => web.close());

  it('are listed, all that are known, for anybody and for a while', async () => {
    const { body, headers } = await browser.get('/api/schemas/');
    const { schemas } = listing.parse(body);
    expect(schemas.map(({ type }) => type)).toEqual(Object.keys(deviceEventTypes));
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
    for (const { href } of schemas) {
      const answer = await browser.get(href);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('application/schema+json');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
      expect(answer.body).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
      });
    }
  });

  it.each(samples)('take and refuse what the server does: %s %j', async (type, fields, isValid) => {
    const { body } = await browser.get(`/api/schemas/${type}/1`);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const event = { ...envelope, type, ...fields };
    expect(ajv.compile(jsonSchema.parse(body))(event)).toBe(isValid);
    // A version that is not known is kept as it is; its schema is another.
    if (!('version' in fields)) expect(deviceEvent.safeParse(event).success).toBe(isValid);
  });

  it('are none where nothing is known', async () => {
    for (const path of ['fault-noticed/2', 'fault-noticed/01', 'toString/1']) {
      const answer = await browser.get(`/api/schemas/${path}`);
      expect(answer, path).toMatchObject({ status: 404, body: refusalOf('not_found') });
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });
});
