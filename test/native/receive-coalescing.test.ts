import { join } from 'node:path';
import { expect, test } from 'vitest';
import { native, runNativeTest } from './support.ts';

test('packets are taken together, but nothing waits that is awaited or would fill the socket', async () => {
  const cases = await runNativeTest({
    sources: [join(native, 'test/receive_coalescing_test.cpp')],
    includes: [join(native, 'additions/include')],
    libraries: ['libuv'],
  });
  expect(cases).toBe(6);
}, 60_000);
