import { join } from 'node:path';
import { expect, test } from 'vitest';
import { native, runNativeTest } from './support.ts';

const layer = join(native, 'subprojects/libsrtp3');

test('the SRTP layer does what libsrtp 3 promises, without touching memory that is not its own', async () => {
  const cases = await runNativeTest({
    sources: [
      join(layer, 'src/openssl_ciphers.cpp'),
      join(layer, 'src/srtp.cpp'),
      join(native, 'test/srtp_layer_test.cpp'),
    ],
    includes: [join(layer, 'include')],
    libraries: ['libsrtp2', 'libcrypto'],
  });
  expect(cases).toBeGreaterThan(70);
}, 60_000);
