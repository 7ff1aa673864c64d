import { Ajv } from 'ajv';
import draft7 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  clientNotifications,
  errorCodes,
  methods,
  serverNotifications,
} from '../../src/protocol/index.ts';
import { openRpcDocument } from '../../src/web/openrpc.ts';
import { careRequest } from '../support/serviceRequests.ts';

/** The package's types name no value; what it holds is OpenRPC's schema in JSON Schema draft 7. */
const { openrpcDocument: metaSchema } = z
  .object({ openrpcDocument: z.record(z.string(), z.unknown()) })
  .parse(await import('@open-rpc/meta-schema'));

/** Where OpenRPC's schema looks for JSON Schema's own: draft 7, with the name that it uses for `$ref`. */
const jsonSchemaTools = {
  ...draft7,
  $id: 'https://meta.json-schema.tools/',
  definitions: {
    ...draft7.definitions,
    JSONSchemaObject: { properties: { $ref: { type: 'string' } } },
  },
};

const bareName = 'https://meta.json-schema.tools';

const contentDescriptor = z.object({
  name: z.string(),
  required: z.boolean().optional(),
  schema: z.record(z.string(), z.unknown()),
});
const documentShape = z.object({
  openrpc: z.string(),
  info: z.object({ version: z.string() }),
  methods: z.array(
    z.object({
      name: z.string(),
      params: z.array(contentDescriptor),
      result: contentDescriptor,
      errors: z.array(z.object({ code: z.number(), data: z.object({ code: z.string() }) })),
      'x-callers': z.array(z.enum(['tv', 'agent', 'guest', 'mobile'])).min(1),
    }),
  ),
  'x-notifications': z.array(
    z.object({
      name: z.string(),
      direction: z.enum(['server-to-endpoint', 'endpoint-to-server']),
      params: z.array(contentDescriptor),
    }),
  ),
});

describe('the OpenRPC document', () => {
  const raw: unknown = JSON.parse(JSON.stringify(openRpcDocument('1.2.3')));
  const document = documentShape.parse(raw);
  const ajv = () => new Ajv({ strict: false, validateFormats: false });

  it("is valid by OpenRPC's own schema", () => {
    const validator = ajv();
    validator.addSchema(jsonSchemaTools);
    validator.addSchema({ $id: bareName, $ref: jsonSchemaTools.$id });
    const { $schema: _, ...schema } = metaSchema;
    const validate = validator.compile(schema);
    validate(raw);
    expect(validate.errors).toBeNull();
    expect(validate({ ...Object(raw), methods: [{ name: 'without parameters' }] })).toBe(false);
    expect(document.info.version).toBe('1.2.3');
  });

  it('holds every method with its callers, and every notification with its direction', () => {
    expect(document.methods.map((method) => [method.name, method['x-callers']])).toEqual(
      Object.entries(methods).map(([name, { callers }]) => [name, callers]),
    );
    expect(document['x-notifications'].map(({ name, direction }) => [name, direction])).toEqual([
      ...Object.keys(serverNotifications).map((name) => [name, 'server-to-endpoint']),
      ...Object.keys(clientNotifications).map((name) => [name, 'endpoint-to-server']),
    ]);
  });

  it('names each error once, by the number that goes with its code', () => {
    for (const { name, errors } of document.methods) {
      const codes = errors.map((error) => error.data.code);
      expect(new Set(codes).size, name).toBe(codes.length);
      for (const { code, data } of errors) {
        expect(Object.entries(errorCodes).find(([key]) => key === data.code)?.[1].number).toBe(
          code,
        );
      }
    }
  });

  it('holds schemas that any JSON Schema validator takes', () => {
    const validator = new Ajv({ strict: false, validateSchema: true, validateFormats: false });
    for (const { params, result } of document.methods) {
      for (const { schema } of [...params, result]) {
        expect(() => validator.compile(schema)).not.toThrow();
      }
    }
  });

  it('says the same as the schemas that check the frames', () => {
    const request = document.methods.find((method) => method.name === 'consult.request');
    const byName = new Map(request?.params.map((param) => [param.name, param]));
    const validate = ajv().compile(byName.get('serviceRequest')?.schema ?? {});
    const good = careRequest;
    expect(validate(good)).toBe(true);
    expect(validate({ ...good, kind: 'other' })).toBe(false);
    expect(validate({ ...good, context: { screen: 'x'.repeat(65), language: 'de' } })).toBe(false);
    expect(byName.get('consultId')?.required).toBe(true);
    const open = document.methods.find((method) => method.name === 'session.open');
    expect(open?.params.find((param) => param.name === 'cursors')?.required).toBe(false);
  });
});
