import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareWorkerSources } from '../../native/worker-sources.mjs';

const installed = join(import.meta.dirname, '../../node_modules/mediasoup');

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'worker-sources-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

test('the copy is patched and the package is not', async () => {
  const target = join(directory, 'worker');
  prepareWorkerSources(installed, target);

  const file = 'src/RTC/DtlsTransport.cpp';
  const fixed = '((operationType & BIO_CB_RETURN) != 0)';
  expect(await readFile(join(target, file), 'utf8')).toContain(fixed);
  expect(await readFile(join(installed, 'worker', file), 'utf8')).not.toContain(fixed);
  expect(await readFile(join(target, 'meson.build'), 'utf8')).toContain("'>= 1.0.0'");
});

test('every dependency has a stand-in where Meson looks before it downloads', async () => {
  const target = join(directory, 'worker');
  prepareWorkerSources(installed, target);

  const wraps = (await readdir(join(target, 'subprojects'))).filter((name) =>
    name.endsWith('.wrap'),
  );
  // Catch2 and wingetopt are for upstream's tests and for Windows.
  const needed = wraps.filter((name) => !/^(catch2|wingetopt)\./.test(name));
  for (const name of needed) {
    const wrap = await readFile(join(target, 'subprojects', name), 'utf8');
    const folder = /^directory = (.*)$/m.exec(wrap)?.[1] ?? '';
    expect(await readdir(join(target, 'subprojects', folder))).toContain('meson.build');
  }
  expect(needed).toHaveLength(6);
});

test('sources that no longer have the text to patch are refused by name', async () => {
  const changed = join(directory, 'mediasoup');
  await cp(join(installed, 'worker'), join(changed, 'worker'), { recursive: true });
  await cp(join(installed, 'package.json'), join(changed, 'package.json'));
  const file = join(changed, 'worker/src/RTC/DtlsTransport.cpp');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('operationType == BIO_CB_RETURN', 'rewritten'));

  expect(() => prepareWorkerSources(changed, join(directory, 'worker'))).toThrow(
    /^src\/RTC\/DtlsTransport\.cpp of mediasoup does not have the one place to change/,
  );
});

test('a version that the lists of colliding files do not know is built file by file', async () => {
  const other = join(directory, 'mediasoup');
  await cp(join(installed, 'worker'), join(other, 'worker'), { recursive: true });
  await writeFile(join(other, 'package.json'), '{ "version": "3.99.0" }');
  const target = join(directory, 'worker');

  prepareWorkerSources(other, target);

  expect(await readdir(target)).not.toContain('unity');
  expect(await readFile(join(target, 'meson.build'), 'utf8')).toContain("'src/Worker.cpp'");
});
