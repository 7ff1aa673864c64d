import { join } from 'node:path';
import { expect, test } from 'vitest';
import { native, runNativeTest } from './support.ts';

test('packets are taken together, and requests, first packets and a full core do not wait', async () => {
  const cases = await runNativeTest({
    sources: [join(native, 'test/receive_coalescing_test.cpp')],
    includes: [join(native, 'additions/include')],
    libraries: ['libuv'],
  });
  expect(cases).toBe(5);
}, 60_000);
