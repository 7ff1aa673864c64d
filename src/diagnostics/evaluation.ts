import { Engine, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import type { ComparisonResult, PlaybookRule } from '../protocol/playbook.ts';
import type { ConditionGroup, PlaybookCondition } from '../protocol/playbookConditions.ts';
import { type Facts, valueAt } from './facts.ts';

/** Whether a rule's conditions hold, and what each comparison came to. */
export interface Evaluation {
  readonly held: boolean;
  readonly comparisons: readonly ComparisonResult[];
}

/**
 * Evaluates one rule's conditions. It has an engine of its own: in one engine a rule that fails
 * ends the run of all, and a run that ends while another goes on ends both.
 * @throws what the engine throws where the conditions are none that the schema lets through
 */
export async function evaluate({ conditions }: PlaybookRule, facts: Facts): Promise<Evaluation> {
  const engine = new Engine([{ conditions: forEngine(conditions), event: { type: 'held' } }], {
    allowUndefinedFacts: true,
    pathResolver: valueAt,
  });
  for (const [name, compare] of Object.entries(operators)) engine.addOperator(name, compare);
  const { results, failureResults } = await engine.run({ ...facts });
  const [result] = [...results, ...failureResults];
  return {
    held: results.length > 0,
    comparisons: result === undefined ? [] : comparisonsOf(result.conditions, []),
  };
}

/** The engine's own comparisons of numbers take texts that begin like one. */
const operators: Readonly<Record<string, (value: unknown, operand: unknown) => boolean>> = {
  lessThan: numbers((value, operand) => value < operand),
  lessThanInclusive: numbers((value, operand) => value <= operand),
  greaterThan: numbers((value, operand) => value > operand),
  greaterThanInclusive: numbers((value, operand) => value >= operand),
  startsWith: (value, start) =>
    typeof value === 'string' && typeof start === 'string' && value.startsWith(start),
  known: (value, isKnown) => (value !== undefined) === isKnown,
};

function numbers(compare: (value: number, operand: number) => boolean) {
  return (value: unknown, operand: unknown): boolean =>
    typeof value === 'number' && typeof operand === 'number' && compare(value, operand);
}

type ConditionOfEngine = Extract<TopLevelCondition, { not: unknown }>['not'];

/** Copied part by part, since the engine writes to what it is given. */
function forEngine(group: ConditionGroup): TopLevelCondition {
  if ('all' in group) return { all: group.all.map(partForEngine) };
  if ('any' in group) return { any: group.any.map(partForEngine) };
  return { not: partForEngine(group.not) };
}

function partForEngine(condition: PlaybookCondition): ConditionOfEngine {
  if (!('operator' in condition)) return forEngine(condition);
  const { fact, path, operator, value } = condition;
  return { fact, operator, value, ...(path !== undefined && { path }) };
}

type GroupResult = RuleResult['conditions'];
type ConditionResult = GroupResult | Extract<GroupResult, { not: unknown }>['not'];

function comparisonsOf(
  condition: ConditionResult,
  at: readonly (string | number)[],
): ComparisonResult[] {
  const inside = (parts: readonly ConditionResult[], name: string) =>
    parts.flatMap((part, index) => comparisonsOf(part, [...at, name, index]));
  if ('all' in condition) return inside(condition.all, 'all');
  if ('any' in condition) return inside(condition.any, 'any');
  if ('not' in condition) return comparisonsOf(condition.not, [...at, 'not']);
  const found = 'factResult' in condition ? condition.factResult : undefined;
  const held = condition.result === true;
  return [{ at: at.join('.'), held, ...(found !== undefined && { found }) }];
}
