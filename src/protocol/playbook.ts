import { z } from 'zod';
import { diagnostic, localizedText, taskCheck, taskPicture } from './diagnostic.ts';
import { groupOfConditions, type PlaybookCondition } from './playbookConditions.ts';
import { personRef } from './registration.ts';
import { consultKind, faultCondition, requestContext } from './serviceRequest.ts';

/** How many rules a playbook has at most. */
const maxRules = 200;
/** How many comparisons one rule makes at most. */
const maxComparisons = 32;
/** How many characters a playbook has at most, written as JSON: 200 rules in five languages fit. */
const maxPlaybookChars = 400_000;

/** One thing for the patient to do, as a rule says it; it gets its id when it is told. */
const ruleTask = z.strictObject({
  text: localizedText,
  picture: taskPicture.optional(),
  check: taskCheck.optional(),
  /** Whether it is solved once this one is done, rather than a step on the way. */
  concludes: z.boolean().default(false),
});

const ruleName = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'A name is lower-case words with hyphens.' });

/** From fault condition, evidence and context to a diagnostic (`docs/playbooks.md`). */
const playbookRule = z
  .strictObject({
    /** Unique within the playbook; a diagnostic and the timeline tell it. */
    rule: ruleName,
    /** Of the rules that hold, the one with the highest is told; of equals, the first. */
    priority: z.number().int().min(1).max(1_000).default(1),
    /** Kinds of consults in which it may hold; all, if it does not say. */
    kinds: z.array(consultKind).min(1).max(2).optional(),
    conditions: groupOfConditions,
    findings: z.array(localizedText).max(8),
    tasks: z.array(ruleTask).max(12),
  })
  .refine(({ findings, tasks }) => findings.length + tasks.length > 0, {
    error: 'A rule has a finding or a task.',
  })
  .refine(({ conditions }) => comparisonsIn(conditions) <= maxComparisons, {
    path: ['conditions'],
    error: `A rule makes at most ${maxComparisons} comparisons.`,
  });

/** What a clinic answers to faults: rules as data, evaluated in the order of their priority. */
export const playbook = z
  .strictObject({
    name: z.string().trim().min(1).max(128),
    rules: z
      .array(playbookRule)
      .max(maxRules)
      .refine((rules) => new Set(rules.map(({ rule }) => rule)).size === rules.length, {
        error: 'Two rules have the same name.',
      }),
  })
  .refine((value) => JSON.stringify(value).length <= maxPlaybookChars, {
    error: `A playbook has at most ${maxPlaybookChars} characters, written as JSON.`,
  });

function comparisonsIn(condition: PlaybookCondition): number {
  const sum = (parts: readonly PlaybookCondition[]) =>
    parts.reduce((count, part) => count + comparisonsIn(part), 0);
  if ('all' in condition) return sum(condition.all);
  if ('any' in condition) return sum(condition.any);
  return 'not' in condition ? comparisonsIn(condition.not) : 1;
}

/** How a version came to be: by hand, from a file, or by going back to what we ship. */
const playbookOrigin = z.enum(['edited', 'imported', 'shipped']);

/** One version of a clinic's playbook; versions count from 1 and are never changed. */
export const playbookVersion = z.object({
  version: z.number().int().min(1),
  name: z.string(),
  origin: playbookOrigin,
  savedAt: z.iso.datetime(),
  /** Who saved it; absent once that person is gone. */
  savedBy: personRef.optional(),
});

/**
 * `GET /api/playbook` → what is in force and how it came about; `?version=` reads an older one.
 * A clinic that has saved none has the shipped playbook, with version 0 to save on.
 */
export const playbookRequest = z.object({
  version: z.coerce.number().int().min(1).optional(),
});
export const playbookResponse = z.object({
  /** What the next change is to be based on; 0 where the clinic has saved none. */
  version: z.number().int().min(0),
  playbook,
  /** Newest first, at most 50. */
  history: z.array(playbookVersion),
});

const expectedVersion = z.number().int().min(0);

/** `PUT /api/playbook` → the new version; `conflict` where `expectedVersion` is not the newest. */
export const playbookSaveRequest = z.strictObject({ expectedVersion, playbook });

/** `POST /api/playbook/restore` makes what we ship the new version. */
export const playbookRestoreRequest = z.strictObject({ expectedVersion });

/** `GET /api/playbook/export`: a playbook as a file. */
export const playbookFile = z.strictObject({
  format: z.literal('housecall-playbook'),
  formatVersion: z.literal(1),
  playbook,
});

/** `POST /api/playbook/import` makes such a file the new version. */
export const playbookImportRequest = z.strictObject({ expectedVersion, file: playbookFile });

/** `POST /api/playbook/try`: what a draft would answer to a request. Nothing is kept or sent. */
export const playbookTryRequest = z.strictObject({
  playbook,
  request: z.strictObject({
    kind: consultKind,
    fault: faultCondition.optional(),
    context: requestContext,
    /** Names of rules that count as tried. */
    tried: z.array(ruleName).max(maxRules).default([]),
  }),
});

/** A comparison that was made, and what it found. */
const comparisonResult = z.object({
  /** Where in the rule's conditions it stands, such as `all.1.any.0`. */
  at: z.string(),
  held: z.boolean(),
  /** What the request had there; absent where it had nothing. */
  found: z.unknown().optional(),
});

/** What came of one rule. */
const ruleResult = z.object({
  rule: z.string(),
  outcome: z.enum([
    'held',
    'did-not-hold',
    'other-kind',
    'tried',
    /** It could not be evaluated. */
    'failed',
    /** The rules before it took too long. */
    'not-reached',
  ]),
  comparisons: z.array(comparisonResult),
});

export const playbookTryResponse = z.object({
  /** At most 5, best first; the first is what the TV would get. */
  diagnostics: z.array(diagnostic),
  /** In the order in which they were looked at. */
  rules: z.array(ruleResult),
});

export type Playbook = z.infer<typeof playbook>;
export type PlaybookRule = z.infer<typeof playbookRule>;
export type PlaybookOrigin = z.infer<typeof playbookOrigin>;
export type PlaybookVersion = z.infer<typeof playbookVersion>;
export type PlaybookResponse = z.infer<typeof playbookResponse>;
export type PlaybookFile = z.infer<typeof playbookFile>;
export type PlaybookTryResponse = z.infer<typeof playbookTryResponse>;
export type ComparisonResult = z.infer<typeof comparisonResult>;
export type RuleResult = z.infer<typeof ruleResult>;
