import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/diagnostics/evaluation.ts';
import { examine } from '../../src/diagnostics/examination.ts';
import { type Asked, factsOf, valueAt } from '../../src/diagnostics/facts.ts';
import { requestContext } from '../../src/protocol/index.ts';
import type { RuleResult } from '../../src/protocol/playbook.ts';
import type { Comparison, ConditionGroup } from '../../src/protocol/playbookConditions.ts';
import { always, asked, contextOf, faultOf, ruleOf } from './support.ts';

async function holds(conditions: ConditionGroup, what: Asked = asked()): Promise<boolean> {
  return (await evaluate(ruleOf('one', conditions), factsOf(what))).held;
}

const event = { id: '019a0000-0000-7000-8000-000000000001', at: '2026-03-01T08:00:00.000Z' };
const noticed = { ...event, type: 'fault-noticed', fault: { code: 'network-poor' } };

const scene = asked({
  fault: faultOf('packet-loss', {
    'packet-loss': { value: 0.3, unit: '1' },
    jitter: { value: 40 },
    'round-trip': { value: 12, unit: 'bit/s' },
    direction: { value: 'sent' },
    fine: { value: false },
  }),
  context: contextOf({
    networkType: 'wifi',
    device: { model: 'QE55Q60A', platform: 'tizen', engineVersion: '76', inputs: ['hdmi', 'usb'] },
    events: [noticed, { ...event, type: 'patient-choice' }],
    room: { number: '12', floor: 3 },
  }),
  tried: ['first'],
});

const device = (path: string) => ({ fact: 'context', path: `device.${path}` }) as const;
const measured = (path: string) => ({ fact: 'evidence', path }) as const;

describe('a comparison', () => {
  const rows: [Comparison, boolean][] = [
    [{ fact: 'kind', operator: 'equal', value: 'support' }, true],
    [{ fact: 'kind', operator: 'notEqual', value: 'care' }, true],
    [{ fact: 'fault', operator: 'in', value: ['packet-loss', 'bitrate-low'] }, true],
    [{ fact: 'fault', operator: 'notIn', value: ['packet-loss'] }, false],
    [{ ...measured('packet-loss'), operator: 'greaterThanInclusive', value: 30 }, true],
    [{ ...measured('packet-loss'), operator: 'greaterThan', value: 30 }, false],
    [{ ...measured('packet-loss'), operator: 'lessThanInclusive', value: 30 }, true],
    [{ ...measured('jitter'), operator: 'lessThan', value: 41 }, true],
    [{ ...measured('direction'), operator: 'equal', value: 'sent' }, true],
    [{ ...measured('fine'), operator: 'equal', value: false }, true],
    [{ ...measured('direction'), operator: 'lessThan', value: 5 }, false],
    // A number in a unit of something else was not measured.
    [{ ...measured('round-trip'), operator: 'known', value: false }, true],
    [{ ...measured('delay'), operator: 'known', value: true }, false],
    [{ ...measured('delay'), operator: 'lessThan', value: 5 }, false],
    [{ ...measured('delay'), operator: 'notEqual', value: 5 }, true],
    [{ ...measured('constructor'), operator: 'known', value: true }, false],
    [{ ...device('model'), operator: 'startsWith', value: 'QE' }, true],
    [{ ...device('model'), operator: 'startsWith', value: 'Q60' }, false],
    [{ ...device('model.length'), operator: 'known', value: true }, false],
    [{ ...device('inputs'), operator: 'contains', value: 'usb' }, true],
    [{ ...device('inputs'), operator: 'doesNotContain', value: 'vga' }, true],
    [{ ...device('displayModel'), operator: 'doesNotContain', value: 'vga' }, false],
    [{ fact: 'context', path: 'room.floor', operator: 'greaterThan', value: 2 }, true],
    // A number written as text is none.
    [{ fact: 'context', path: 'room.number', operator: 'greaterThan', value: 2 }, false],
    [{ fact: 'context', path: 'room', operator: 'known', value: true }, false],
    [{ fact: 'events', operator: 'contains', value: 'network-poor' }, true],
    [{ fact: 'events', operator: 'contains', value: 'packet-loss' }, false],
    [{ fact: 'tried', operator: 'contains', value: 'first' }, true],
    [{ fact: 'tried', operator: 'doesNotContain', value: 'second' }, true],
  ];

  test.for(rows)('%j: %s', async ([comparison, expected]) => {
    expect(await holds({ all: [comparison] }, scene)).toBe(expected);
  });

  test('of what a request without a fault does not have is no error', async () => {
    expect(await holds({ all: [{ fact: 'fault', operator: 'known', value: false }] })).toBe(true);
    expect(await holds({ any: [{ ...measured('jitter'), operator: 'lessThan', value: 1 }] })).toBe(
      false,
    );
  });
});

describe('conditions', () => {
  const yes: Comparison = { fact: 'kind', operator: 'equal', value: 'support' };
  const no: Comparison = { fact: 'kind', operator: 'equal', value: 'care' };

  test.for([
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ not: no }, true],
    [{ not: { any: [no, yes] } }, false],
    [{ all: [yes, { any: [no, { not: { all: [no, yes] } }] }] }, true],
  ] as const)('%j: %s', async ([conditions, expected]) => {
    expect(await holds(conditions)).toBe(expected);
  });

  test('tell of each comparison where it stands, whether it held and what it found', async () => {
    const conditions: ConditionGroup = {
      all: [yes, { any: [{ not: no }, { ...device('firmware'), operator: 'known', value: true }] }],
    };
    const { comparisons } = await evaluate(ruleOf('one', conditions), factsOf(scene));
    expect(comparisons).toEqual([
      { at: 'all.0', held: true, found: 'support' },
      { at: 'all.1.any.0.not', held: false, found: 'support' },
      { at: 'all.1.any.1', held: false },
    ]);
  });

  test('are the same after they were evaluated', async () => {
    const conditions: ConditionGroup = { all: [yes, { not: no }] };
    const before = structuredClone(conditions);
    await holds(conditions);
    expect(conditions).toEqual(before);
  });
});

describe('a path', () => {
  test('follows own properties only', () => {
    class Sample {
      own = { deep: 1 };
      get inherited() {
        return 1;
      }
    }
    const sample = new Sample();
    expect(valueAt(sample, 'own.deep')).toBe(1);
    for (const path of ['inherited', 'constructor', '__proto__', 'own.toString', 'own.deep.x']) {
      expect(valueAt(sample, path)).toBeUndefined();
    }
  });

  test('reaches what can be compared, and nothing else', () => {
    const value = { text: 'a', list: ['a', 1], lists: [[1]], none: null, object: {} };
    const reached = Object.keys(value).map((name) => valueAt(value, name));
    expect(reached).toEqual(['a', ['a', 1], undefined, undefined, undefined]);
  });
});

describe('the rules of a playbook', () => {
  async function outcomes(
    rules: Parameters<typeof examine>[0]['rules'],
    what: Asked,
    monotonicMs = () => 0,
  ): Promise<{ results: RuleResult[]; log: string[] }> {
    const log: string[] = [];
    const results: RuleResult[] = [];
    const deps = {
      log: { warn: (facts: object, message: string) => log.push(JSON.stringify([facts, message])) },
      monotonicMs,
    };
    for await (const { result } of examine({ name: 'x', rules }, what, deps)) results.push(result);
    return { results, log };
  }

  test('are looked at by priority, equals in their order', async () => {
    const rules = [
      ruleOf('third', always, { priority: 5 }),
      ruleOf('first', always, { priority: 9 }),
      ruleOf('fourth', always, { priority: 5 }),
      ruleOf('second', always, { priority: 7 }),
    ];
    const { results } = await outcomes(rules, asked());
    expect(results.map(({ rule }) => rule)).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('say why they give nothing', async () => {
    const rules = [
      ruleOf('other', always, { kinds: ['care'] }),
      ruleOf('same', always, { kinds: ['care', 'support'] }),
      ruleOf('tried', always),
      ruleOf('not', { not: always }),
    ];
    const { results } = await outcomes(rules, asked({ tried: ['tried'] }));
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'other-kind',
      'held',
      'tried',
      'did-not-hold',
    ]);
  });

  test('that cannot be evaluated are logged without what the device sent, and passed over', async () => {
    // What a database edited by hand may hold: `in` looks into a number.
    const broken: ConditionGroup = {
      all: [{ fact: 'context', path: 'screen', operator: 'in', value: 7 }],
    };
    const what = asked({ context: contextOf({ screen: 'secret' }) });
    const { results, log } = await outcomes(
      [ruleOf('broken', broken), ruleOf('next', always)],
      what,
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'held']);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('broken');
    expect(log[0]).not.toContain('secret');
  });

  test('wait when those before took too long', async () => {
    const times = [0, 0, 100, 300, 350];
    const { results, log } = await outcomes(
      ['a', 'b', 'c', 'd'].map((name) => ruleOf(name, always)),
      asked(),
      () => times.shift() ?? 1_000,
    );
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'held',
      'held',
      'not-reached',
      'not-reached',
    ]);
    expect(log).toHaveLength(1);
  });

  test('fail at nothing that a device may send', async () => {
    const rules = [
      ruleOf('compare', {
        any: (['equal', 'lessThan', 'startsWith', 'contains', 'doesNotContain'] as const).map(
          (operator) => ({ fact: 'context', path: 'odd.toString', operator, value: 1 }),
        ),
      }),
      ruleOf('look', {
        any: (['in', 'notIn', 'known', 'greaterThan'] as const).map((operator) => ({
          fact: 'context',
          path: 'odd',
          operator,
          value: operator.endsWith('n') ? ['x'] : 1,
        })),
      }),
    ];
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record({ toString: fc.jsonValue(), valueOf: fc.jsonValue() }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (odd) => {
        const context = requestContext.safeParse({ screen: 'x', language: 'en', odd }).data;
        if (context === undefined) return;
        const { results } = await outcomes(rules, asked({ context }));
        expect(results.map(({ outcome }) => outcome)).not.toContain('failed');
      }),
    );
  });
});
