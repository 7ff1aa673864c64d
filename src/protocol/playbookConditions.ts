import { z } from 'zod';

/** How deep `all`, `any` and `not` nest at most. */
const maxDepth = 4;
/** How many conditions one `all` or `any` has at most. */
const maxConditions = 16;

/** What conditions can ask about (`docs/playbooks.md`). The first two are asked by a path. */
const facts = ['evidence', 'context', 'kind', 'fault', 'events', 'tried'] as const;
const factsWithPath: ReadonlySet<string> = new Set(['evidence', 'context']);

/** Names joined by dots, each a property of what the one before it names. */
const path = z
  .string()
  .max(128)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*){0,4}$/, {
    error: 'A path is at most five names joined by dots, such as device.model.',
  });

const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

/** What each operator compares with. */
const operands = {
  equal: scalar,
  notEqual: scalar,
  in: z.array(scalar).min(1).max(32),
  notIn: z.array(scalar).min(1).max(32),
  contains: scalar,
  doesNotContain: scalar,
  lessThan: z.number(),
  lessThanInclusive: z.number(),
  greaterThan: z.number(),
  greaterThanInclusive: z.number(),
  startsWith: z.string().min(1).max(200),
  known: z.boolean(),
} as const;
type Operator = keyof typeof operands;
const operators = Object.keys(operands).filter((name): name is Operator => name in operands);

export interface Comparison {
  readonly fact: (typeof facts)[number];
  readonly path?: string | undefined;
  readonly operator: Operator;
  readonly value: string | number | boolean | readonly (string | number | boolean)[];
}

export type ConditionGroup =
  | { readonly all: readonly PlaybookCondition[] }
  | { readonly any: readonly PlaybookCondition[] }
  | { readonly not: PlaybookCondition };

export type PlaybookCondition = Comparison | ConditionGroup;

const comparison: z.ZodType<Comparison> = z
  .strictObject({
    fact: z.enum(facts),
    path: path.optional(),
    operator: z.enum(operators),
    value: z.union([scalar, z.array(scalar)]),
  })
  .superRefine(({ fact, path: where, operator, value }, context) => {
    const needsPath = factsWithPath.has(fact);
    if (needsPath !== (where !== undefined)) {
      const message = `${fact} is asked ${needsPath ? 'by' : 'without'} a path.`;
      context.addIssue({ code: 'custom', path: ['path'], message });
    }
    for (const { message } of operands[operator].safeParse(value).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: ['value'], message });
    }
  });

/**
 * Conditions that nest at most so deep. Each depth has a schema of its own, so that no input makes
 * the check recurse further; the key decides on the schema, so that issues name the place.
 */
function conditionOfDepth(depth: number): z.ZodType<PlaybookCondition> {
  return depth === 0 ? comparison : byKey<PlaybookCondition>(groupOfDepth(depth), comparison);
}

function groupOfDepth(depth: number): Readonly<Record<string, z.ZodType<ConditionGroup>>> {
  const inner = conditionOfDepth(depth - 1);
  const several = z.array(inner).min(1).max(maxConditions);
  return {
    all: z.strictObject({ all: several }),
    any: z.strictObject({ any: several }),
    not: z.strictObject({ not: inner }),
  };
}

function byKey<T>(
  groups: Readonly<Record<string, z.ZodType<T>>>,
  otherwise: z.ZodType<T>,
): z.ZodType<T> {
  return z.unknown().transform((value, context): T => {
    const named = Object.entries(groups).find(
      ([key]) => isObject(value) && Object.hasOwn(value, key),
    );
    const [, schema] = named ?? ['', otherwise];
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { path: where, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: where, message });
    }
    return z.NEVER;
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const noGroup: z.ZodType<ConditionGroup> = z.never({
  error: 'Conditions begin with all, any or not.',
});

/** A rule's conditions: `all`, `any` or `not` of comparisons and further groups. */
export const groupOfConditions: z.ZodType<ConditionGroup> = byKey(groupOfDepth(maxDepth), noGroup);
