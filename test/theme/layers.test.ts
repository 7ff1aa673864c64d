import { expect, it } from 'vitest';
import { changedOver, firstLayers, type Layers, layersFor } from '../../clients/theme/layers.ts';

/* Streams are looked at by who they are alone. */
const tv = { name: 'tv' };
const phone = { name: 'phone' };
const third = { name: 'third' };

function shown({ front, incoming }: Layers<object>): readonly unknown[] {
  return [front.stream, incoming?.stream ?? null];
}

it('nothing is waited for where there was nothing, or is nothing any more', () => {
  const empty = firstLayers<object>(null);
  const one = layersFor(empty, tv);
  expect(shown(one)).toEqual([tv, null]);
  expect(one.front.key).toBe(empty.front.key);
  expect(shown(layersFor(layersFor(one, phone), null))).toEqual([null, null]);
});

it('another stream waits behind the one before until it has a frame, in an element that stays', () => {
  const before = firstLayers<object>(tv);
  const waiting = layersFor(before, phone);
  expect(shown(waiting)).toEqual([tv, phone]);
  expect(layersFor(waiting, phone)).toBe(waiting);
  const key = waiting.incoming?.key ?? -1;
  expect(key).not.toBe(waiting.front.key);
  const after = changedOver(waiting, key);
  expect(shown(after)).toEqual([phone, null]);
  expect(after.front.key).toBe(key);
});

it('a stream that is not wanted any more does not come to the front', () => {
  const waiting = layersFor(firstLayers<object>(tv), phone);
  const key = waiting.incoming?.key ?? -1;
  const back = layersFor(waiting, tv);
  expect(shown(changedOver(back, key))).toEqual([tv, null]);
  const other = layersFor(waiting, third);
  expect(shown(changedOver(other, key))).toEqual([tv, third]);
});
