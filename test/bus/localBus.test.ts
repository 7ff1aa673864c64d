import { expect, test } from 'vitest';
import type { Topics } from '../../src/bus/bus.ts';
import { createLocalBus } from '../../src/bus/localBus.ts';

type Registration = Topics['registration'];

function unpaired(deviceId: string): Registration {
  return { type: 'device-unpaired', deviceId };
}

test('every subscriber of a topic gets its messages in the order of publishing', () => {
  const bus = createLocalBus(fail);
  const [left, right, elsewhere]: unknown[][] = [[], [], []];
  bus.subscribe('registration', (message) => left?.push(message));
  bus.subscribe('registration', (message) => right?.push(message));
  bus.subscribe('consult', (message) => elsewhere?.push(message));
  bus.publish('registration', unpaired('a'));
  bus.publish('registration', unpaired('b'));
  expect(left).toEqual([unpaired('a'), unpaired('b')]);
  expect(right).toEqual(left);
  expect(elsewhere).toEqual([]);
});

test('what a subscriber publishes in turn comes after, for everybody', () => {
  const bus = createLocalBus(fail);
  const seen: string[] = [];
  bus.subscribe('registration', (message) => {
    if (message.type === 'device-unpaired' && message.deviceId === 'first') {
      bus.publish('registration', unpaired('second'));
    }
  });
  bus.subscribe('registration', (message) => {
    if (message.type === 'device-unpaired') seen.push(message.deviceId);
  });
  bus.publish('registration', unpaired('first'));
  expect(seen).toEqual(['first', 'second']);
});

test('a subscription that has ended gets nothing more, not even of the message under way', () => {
  const bus = createLocalBus(fail);
  const seen: string[] = [];
  bus.subscribe('registration', () => {
    seen.push('first');
    end();
  });
  const end = bus.subscribe('registration', () => seen.push('second'));
  bus.publish('registration', unpaired('a'));
  bus.publish('registration', unpaired('b'));
  expect(seen).toEqual(['first', 'first']);
});

test('one that subscribes during a delivery gets the next message first', () => {
  const bus = createLocalBus(fail);
  const seen: string[] = [];
  const end = bus.subscribe('registration', () => {
    end();
    bus.subscribe('registration', (message) => {
      if (message.type === 'device-unpaired') seen.push(message.deviceId);
    });
  });
  bus.publish('registration', unpaired('a'));
  bus.publish('registration', unpaired('b'));
  expect(seen).toEqual(['b']);
});

test('a subscriber that throws is reported, and harms neither publisher nor the others', () => {
  const errors: unknown[] = [];
  const bus = createLocalBus((error, topic) => errors.push([String(error), topic]));
  const seen: Registration[] = [];
  bus.subscribe('registration', () => {
    throw new Error('broken');
  });
  bus.subscribe('registration', (message) => seen.push(message));
  bus.publish('registration', unpaired('a'));
  expect(seen).toEqual([unpaired('a')]);
  expect(errors).toEqual([['Error: broken', 'registration']]);
});

function fail(error: unknown): never {
  throw error;
}
