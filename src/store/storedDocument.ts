import { z } from 'zod';

/**
 * Reads a JSON document out of the database.
 * @param what names the row, for whoever has to mend it
 * @throws Error that tells which row and where in it, and nothing of its contents: they are personal
 */
export function readDocument<T>(schema: z.ZodType<T>, document: string, what: string): T {
  try {
    return schema.parse(JSON.parse(document));
  } catch (error) {
    const message = `The database holds a damaged document: ${what}.`;
    // Zod names fields and types; the JSON parser quotes the text.
    throw error instanceof z.ZodError ? new Error(message, { cause: error }) : new Error(message);
  }
}
