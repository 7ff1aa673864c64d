import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planUnits, UNITY_VERSION } from '../../native/unity.mjs';
import { versionOf } from '../../native/worker-sources.mjs';

const plan = { units: 3, first: ['specialises.cpp'], apart: [['a.cpp', 'b.cpp', 'c.cpp']] };
const sources = ['x.cpp', 'a.cpp', 'b.cpp', 'specialises.cpp', 'y.cpp', 'c.cpp'];

test('every source is in one unit, and only in one', () => {
  const units = planUnits(sources, plan, () => 1);

  expect(units.flat().sort()).toEqual([...sources].sort());
});

test('files that collide are in different units', () => {
  const units = planUnits(sources, plan, () => 1);

  const shared = units.map((unit) => unit.filter((source) => plan.apart[0]?.includes(source)));
  expect(shared.map((members) => members.length)).toEqual([1, 1, 1]);
});

test('a file that specialises templates comes before all that use them', () => {
  expect(planUnits(sources, plan, () => 1)[0]?.[0]).toBe('specialises.cpp');
});

test('units are of about the same size', () => {
  const sizes = new Map([
    ['large.cpp', 10],
    ['one.cpp', 5],
    ['other.cpp', 5],
  ]);

  const units = planUnits(
    [...sizes.keys()],
    { units: 2, first: [], apart: [] },
    (source) => sizes.get(source) ?? 0,
  );

  expect(units).toEqual([['large.cpp'], ['one.cpp', 'other.cpp']]);
});

test('more colliding files than units is an error, not a broken build', () => {
  expect(() => planUnits(sources, { ...plan, units: 2 }, () => 1)).toThrow(/finds no unit among 2/);
});

test('the lists of colliding files were checked against the mediasoup that is installed', () => {
  const installed = versionOf(join(import.meta.dirname, '../../node_modules/mediasoup'));

  expect(installed).toBe(UNITY_VERSION);
});
