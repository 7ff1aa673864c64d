import { z } from 'zod';
import { deviceEvent, deviceEventTypes } from '../protocol/index.ts';

/** One version of a device event's type as JSON Schema, draft 2020-12. */
export interface EventSchema {
  readonly type: string;
  readonly version: number;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The schema of every known version of every known type, envelope included, as devices send it. */
export function eventSchemas(): EventSchema[] {
  return Object.entries(deviceEventTypes).flatMap(([type, versions]) =>
    Object.entries(versions).map(([key, shape]) => {
      const version = Number(key);
      return { type, version, schema: schemaOf(type, version, shape) };
    }),
  );
}

function schemaOf(type: string, version: number, shape: z.ZodObject): EventSchema['schema'] {
  const literal = z.literal(version);
  const event = z
    .object({
      ...deviceEvent.shape,
      ...shape.shape,
      type: z.literal(type),
      // An event that does not say its version has the first.
      version: version === 1 ? literal.default(1) : literal,
    })
    .catchall(z.unknown());
  const { '~standard': _, ...schema } = z.toJSONSchema(event, {
    target: 'draft-2020-12',
    io: 'input',
  });
  return {
    $id: `urn:housecall:event:${type}:${version}`,
    title: `${type}, version ${version}`,
    ...schema,
  };
}
