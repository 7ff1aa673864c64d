import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import {
  clientNotifications,
  closeCodes,
  errorCodes,
  methods,
  serverNotifications,
} from '../../src/protocol/index.ts';

const file = new URL('../../docs/protocol.md', import.meta.url);
const document = await readFile(file, 'utf8');

describe("the protocol's prose", () => {
  test.for(Object.keys(methods))('describes the method %s', (name) => {
    expect(document).toContain(`| \`${name}\` |`);
  });

  test.for(Object.keys(serverNotifications))('describes the notification %s', (name) => {
    expect(document).toContain(`| \`${name}\` |`);
  });

  test.for(Object.keys(clientNotifications))('describes the notification %s', (name) => {
    expect(document).toContain(`\`${name}\``);
  });

  test.for(Object.entries(errorCodes))('explains the error %s', ([code, { number }]) => {
    const minus = `−${Math.abs(number)}`;
    const rows = document.split('\n').filter((line) => line.includes(`\`${code}\``));
    expect(rows.some((row) => row.includes(minus))).toBe(true);
  });

  test.for(Object.entries(closeCodes))('explains the close code %s', ([name, { code }]) => {
    expect(document).toContain(`| ${code} | \`${name}\` |`);
  });

  test('names nothing in its tables that does not exist', () => {
    const named = [...document.matchAll(/^\| `([a-z]+\.[A-Za-z]+)` \|/gm)].map(([, name]) => name);
    const known = { ...methods, ...serverNotifications };
    expect(named.filter((name) => name === undefined || !Object.hasOwn(known, name))).toEqual([]);
  });
});
