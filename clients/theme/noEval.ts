/*
 * Imported before anything that makes a schema. zod compiles schemas with `new Function` where it
 * can; our content security policy forbids that, and even the try is reported as a violation.
 */
import { config } from 'zod';

config({ jitless: true });
