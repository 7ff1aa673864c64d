import { z } from 'zod';
import { id, personRef } from './registration.ts';

/** The languages that everything we ship speaks. */
export const shippedLanguages = ['en', 'it', 'de', 'fr', 'es'] as const;

/** A text by BCP 47 language tag. What is missing is shown in English, else in any language. */
export const localizedText = z
  .record(z.string().max(35), z.string().trim().min(1).max(500))
  .refine((text) => Object.keys(text).length > 0 && Object.keys(text).length <= 16, {
    error: 'A text has at least one language and at most 16.',
  });

/** What a device can see for itself; then it ticks the task off. */
export const taskCheck = z.enum([
  'network-up',
  'network-good',
  'service-reachable',
  'playback-moving',
  'picture-moving',
  'sound-heard',
  'camera-found',
  'microphone-found',
  'clock-right',
  'storage-free',
]);

/** A picture that helps with a task; the TV app has them. */
export const taskPicture = z.enum([
  'router',
  'network-cable',
  'power-plug',
  'remote-control',
  'volume',
  'camera',
  'camera-shutter',
  'microphone',
  'settings',
  'clock',
  'storage',
  'phone',
]);

/** One thing for the patient to do. */
export const task = z.object({
  id,
  text: localizedText,
  picture: taskPicture.optional(),
  check: taskCheck.optional(),
  /** Whether it is solved once this one is done, rather than a step on the way. */
  concludes: z.boolean(),
});

/** Who made a diagnostic. */
const diagnosticSource = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('playbook'),
    playbookId: id,
    version: z.number().int().min(1),
    /** The rule that held. */
    rule: z.string().max(64),
  }),
  z.object({ type: z.literal('person'), person: personRef }),
]);

/** The answer to a fault condition: what is known in plain language, and what to do, in order. */
export const diagnostic = z.object({
  id,
  source: diagnosticSource,
  findings: z.array(localizedText).max(8),
  tasks: z.array(task).max(12),
});

/** What became of a task. */
export const taskAnswer = z.object({
  taskId: id,
  answer: z.enum(['done', 'did-not-help', 'need-person']),
  /** The patient by a key, or the device by looking for itself. */
  checkedBy: z.enum(['patient', 'device']),
});

export type LocalizedText = z.infer<typeof localizedText>;
export type TaskCheck = z.infer<typeof taskCheck>;
export type TaskPicture = z.infer<typeof taskPicture>;
export type Task = z.infer<typeof task>;
export type DiagnosticSource = z.infer<typeof diagnosticSource>;
export type Diagnostic = z.infer<typeof diagnostic>;
export type TaskAnswer = z.infer<typeof taskAnswer>;

/** The text in the first of these languages that it has, else in English, else in any. */
export function textIn(text: LocalizedText, languages: readonly string[]): string {
  for (const tag of languages) {
    const found = text[tag] ?? text[tag.split('-')[0] ?? tag];
    if (found !== undefined) return found;
  }
  return text['en'] ?? Object.values(text)[0] ?? '';
}
