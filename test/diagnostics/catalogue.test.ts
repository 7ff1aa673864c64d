import { describe, expect, test } from 'vitest';
import { catalogue, catalogueEntry } from '../../src/diagnostics/catalogue.ts';
import { convert } from '../../src/diagnostics/units.ts';
import { faultCodes, faultCondition } from '../../src/protocol/index.ts';
import { readDocument } from './support.ts';

const sections = new Map(
  (await readDocument('faults.md'))
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.match(/^`([^`]+)`/)?.[1] ?? '', section.split(/^## /m)[0] ?? '']),
);

describe('the catalogue of faults', () => {
  test('and its prose have the same codes', () => {
    expect([...sections.keys()].toSorted()).toEqual([...faultCodes].toSorted());
  });

  test.for([...faultCodes])('tells in prose and in data the same of %s', (code) => {
    const section = sections.get(code) ?? '';
    const { meaning, notice, evidence, urgency } = catalogue[code];
    expect(section).toContain(meaning);
    expect(section).toContain(notice);
    expect(section).toContain(`Urgency: ${urgency}.`);
    const rows = section.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual(
      Object.entries(evidence).map(([name, { unit, meaning: what }]) => {
        return `| \`${name}\` | ${unit === undefined ? '' : `\`${unit}\``} | ${what} |`;
      }),
    );
  });

  test.for([...faultCodes])('names evidence of %s as fault conditions may', (code) => {
    const values = Object.entries(catalogue[code].evidence);
    const evidence = Object.fromEntries(
      values.map(([name, { unit }]) => [name, { value: 1, ...(unit !== undefined && { unit }) }]),
    );
    expect(faultCondition.safeParse({ code, evidence }).error).toBeUndefined();
  });

  test('knows no other codes, not even the names of what every object has', () => {
    expect(catalogueEntry('constructor')).toBeUndefined();
    expect(catalogueEntry('of-another-vendor')).toBeUndefined();
  });
});

describe('units', () => {
  test.for([
    [1_500, 'ms', 's', 1.5],
    [2, 'min', 's', 120],
    [0.8, 'Mbit/s', 'bit/s', 800_000],
    [100, 'kBy/s', 'bit/s', 800_000],
    [0.25, '1', '%', 25],
    [1, 'GiBy', 'By', 1_073_741_824],
    [7, undefined, 's', 7],
    [7, '{frames}', '{frames}', 7],
  ] as const)('%s %s are %s: %s', ([value, from, to, expected]) => {
    expect(convert(value, from, to)).toBeCloseTo(expected);
  });

  test.for([
    ['bit/s', 's'],
    ['furlong', 's'],
    ['s', 'furlong'],
    ['toString', 's'],
  ] as const)('%s is no measure in %s', ([from, to]) => {
    expect(convert(1, from, to)).toBeUndefined();
  });
});
