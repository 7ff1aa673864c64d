import { z } from 'zod';

/** Schemas of values that tell who somebody is. Logs redact them by this registry, not by luck. */
export const personalData = z.registry<{ personal: true }>();

/** Marks a schema's values as personal data. */
export function personal<S extends z.ZodType>(schema: S): S {
  personalData.add(schema, { personal: true });
  return schema;
}
