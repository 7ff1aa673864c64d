import { describe, expect, it } from 'vitest';
import {
  checkDraft,
  draftOf,
  inEvaluationOrder,
  languagesOf,
  newRule,
  type RuleDraft,
} from '../../clients/agent/playbookDraft.ts';
import { shippedPlaybook } from '../../src/diagnostics/shipped/playbook.ts';

const draft = draftOf(shippedPlaybook);
const withRule = (change: Partial<RuleDraft>) => ({
  ...draft,
  rules: draft.rules.map((rule, index) => (index === 1 ? { ...rule, ...change } : rule)),
});

function problems(change: Partial<RuleDraft>): readonly string[] {
  const checked = checkDraft(withRule(change));
  if (checked.name === 'right') return [];
  return checked.problems.map(({ index, field, at }) => `${index} ${field} ${at}`);
}

describe('a playbook that is edited', () => {
  it('is what it was as long as nothing is changed', () => {
    expect(checkDraft(draft)).toEqual({ name: 'right', playbook: shippedPlaybook });
  });

  it('says what is wrong at its place', () => {
    expect(problems({ rule: 'Not a name' })).toEqual(['1 rule ']);
    expect(problems({ priority: '' })).toEqual(['1 priority ']);
    expect(problems({ kinds: [] })).toEqual(['1 kinds ']);
    expect(problems({ conditions: '{ "all": [' })).toEqual(['1 conditions ']);
    expect(
      problems({
        conditions: JSON.stringify({
          all: [
            { fact: 'fault', operator: 'equal', value: 'network-down' },
            { any: [{ fact: 'evidence', operator: 'lessThan', value: 'much' }] },
          ],
        }),
      }),
    ).toEqual(['1 conditions all.1.any.0.path', '1 conditions all.1.any.0.value']);
    expect(problems({ findings: [{ en: ' ' }] })).toEqual(['1 findings 0']);
  });

  it('leaves out a language whose text was emptied', () => {
    const checked = checkDraft(withRule({ findings: [{ en: 'Wrong.', de: '' }] }));
    expect(checked.name === 'right' && checked.playbook.rules[1]?.findings).toEqual([
      { en: 'Wrong.' },
    ]);
  });

  it('shows its rules in the order in which they are looked at', () => {
    const rules = ['5', '20', '', '20'].map((priority) => ({ ...newRule('x'), priority }));
    expect(inEvaluationOrder(rules)).toEqual([1, 3, 0, 2]);
  });

  it('has a tab for each language that we ship, and for further ones of its texts', () => {
    expect(languagesOf({ ...newRule('x'), findings: [{ rm: 'Fauss.' }] })).toEqual([
      'en',
      'it',
      'de',
      'fr',
      'es',
      'rm',
    ]);
  });

  it('begins a new rule that is right but for its text', () => {
    const begun = checkDraft({ ...draft, rules: [newRule('new-rule')] });
    expect(begun.name === 'wrong' && begun.problems.map(({ field }) => field)).toEqual([
      'findings',
    ]);
  });
});
