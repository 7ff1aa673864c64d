import { z } from 'zod';

/** Schemas of values that tell who somebody is. Logs redact them by this registry, not by luck. */
const personalData = z.registry<{ personal: true }>();

/** Marks a schema's values as personal data. */
export function personal<S extends z.ZodType>(schema: S): S {
  personalData.add(schema, { personal: true });
  return schema;
}

/** The names of all fields, at any depth of these schemas, that hold personal data. */
export function personalFields(schemas: Iterable<z.ZodType>): Set<string> {
  const names = new Set<string>();
  for (const schema of schemas) {
    collect(z.toJSONSchema(schema, { metadata: personalData, io: 'input' }), names);
  }
  return names;
}

function collect(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'object' && value?.personal === true) names.add(key);
    collect(value, names);
  }
}
