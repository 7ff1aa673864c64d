import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { playbook } from '../../src/protocol/playbook.ts';
import { always } from './support.ts';

const comparison = { fact: 'fault', operator: 'equal', value: 'packet-loss' };

function withConditions(conditions: unknown) {
  return withRule({ conditions });
}

function withRule(change: Readonly<Record<string, unknown>>) {
  return {
    name: 'x',
    rules: [{ rule: 'one', conditions: always, findings: [{ en: 'x' }], tasks: [], ...change }],
  };
}

function nested(depth: number): unknown {
  return depth === 0 ? comparison : { not: nested(depth - 1) };
}

function issuesOf(input: unknown): string[] {
  const { error } = playbook.safeParse(input);
  return (error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('a playbook', () => {
  test('fills in what a rule need not say', () => {
    const { rules } = playbook.parse(withRule({ tasks: [{ text: { en: 'Press OK.' } }] }));
    expect(rules).toEqual([
      {
        rule: 'one',
        priority: 1,
        conditions: always,
        findings: [{ en: 'x' }],
        tasks: [{ text: { en: 'Press OK.' }, concludes: false }],
      },
    ]);
  });

  const refused: [string, unknown, string][] = [
    [
      'an operator that there is not',
      withConditions({ all: [{ ...comparison, operator: 'someFact:equal' }] }),
      'conditions.all.0.operator',
    ],
    [
      'a fact that there is not',
      withConditions({ all: [{ ...comparison, fact: 'process' }] }),
      'conditions.all.0.fact',
    ],
    [
      'a value that asks for another fact',
      withConditions({ all: [{ ...comparison, value: { fact: 'kind' } }] }),
      'conditions.all.0.value',
    ],
    ['parameters', withConditions({ all: [{ ...comparison, params: {} }] }), 'conditions.all.0'],
    ['a reference to another condition', withConditions({ condition: 'other' }), 'conditions'],
    ['a comparison without a group', withConditions(comparison), 'conditions'],
    ['two groups in one', withConditions({ all: [comparison], any: [comparison] }), 'conditions'],
    ['an empty group', withConditions({ any: [] }), 'conditions.any'],
    [
      'a context without a path',
      withConditions({ all: [{ ...comparison, fact: 'context' }] }),
      'conditions.all.0.path',
    ],
    [
      'a code with a path',
      withConditions({ all: [{ ...comparison, path: 'x' }] }),
      'conditions.all.0.path',
    ],
    [
      'a path that is an expression',
      withConditions({ all: [{ ...comparison, fact: 'context', path: '$..[?(@.x)]' }] }),
      'conditions.all.0.path',
    ],
    [
      'a path to a prototype',
      withConditions({ all: [{ ...comparison, fact: 'context', path: '__proto__.x' }] }),
      'conditions.all.0.path',
    ],
    [
      'one of no list',
      withConditions({ all: [{ ...comparison, operator: 'in' }] }),
      'conditions.all.0.value',
    ],
    [
      'less than a text',
      withConditions({ all: [{ ...comparison, operator: 'lessThan' }] }),
      'conditions.all.0.value',
    ],
    ['conditions five deep', withConditions(nested(5)), 'conditions.not.not.not.not'],
    [
      'conditions a hundred thousand deep',
      withConditions(JSON.parse(`${'{"not":'.repeat(1e5)}1${'}'.repeat(1e5)}`)),
      'conditions.not.not.not.not',
    ],
    [
      'too many conditions in a group',
      withConditions({ all: Array(17).fill(comparison) }),
      'conditions.all',
    ],
    [
      'too many comparisons in a rule',
      withConditions({ all: Array(3).fill({ any: Array(11).fill(comparison) }) }),
      'conditions',
    ],
    ['a rule that says nothing', withRule({ findings: [] }), ''],
    [
      'a picture that the TV does not have',
      withRule({ tasks: [{ text: { en: 'x' }, picture: 'cat' }] }),
      'tasks.0.picture',
    ],
    ['an empty text', withRule({ findings: [{ en: ' ' }] }), 'findings.0.en'],
    ['a field that there is not', withRule({ enabled: true }), ''],
  ];

  test.for(refused)('is refused with %s, and the place is named', ([, input, place]) => {
    const where = ['rules.0', place].filter(Boolean).join('.');
    expect(issuesOf(input).map((issue) => issue.split(': ')[0])).toContain(where);
  });

  test('takes conditions four deep', () => {
    expect(issuesOf(withConditions(nested(4)))).toEqual([]);
  });

  test('has rules of different names, not more than 200 of them', () => {
    const rule = (name: string) => withRule({ rule: name }).rules[0];
    expect(issuesOf({ name: 'x', rules: [rule('a'), rule('a')] })).toEqual([
      'rules: Two rules have the same name.',
    ]);
    const many = Array.from({ length: 201 }, (_, index) => rule(`rule-${index}`));
    expect(issuesOf({ name: 'x', rules: many })).not.toEqual([]);
    expect(issuesOf({ name: 'x', rules: many.slice(1) })).toEqual([]);
  });

  test('is not larger than it may be', () => {
    const findings = Array(8).fill({ en: 'x'.repeat(500) });
    const rules = Array.from({ length: 120 }, (_, index) => ({
      ...withRule({ rule: `rule-${index}`, findings }).rules[0],
    }));
    expect(issuesOf({ name: 'x', rules })).toEqual([
      ': A playbook has at most 400000 characters, written as JSON.',
    ]);
  });

  test('takes or refuses whatever it is given, and never fails', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('all', 'any', 'not'), (value, group) => {
        expect(issuesOf(withConditions({ [group]: value })).length).toBeGreaterThan(0);
        playbook.safeParse(value);
      }),
    );
  });
});
