import { type AnyNode, parse } from 'acorn';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuiltFiles, buildTv } from './build.ts';

/*
 * What is shipped must run on Chromium 76 (Tizen 6, 2021). No such engine is at hand: the bundle
 * is read instead.
 */

let files: BuiltFiles;

beforeAll(async () => {
  files = await buildTv();
});

function text(ending: string): string {
  const [name, content] = [...files].find(([file]) => file.endsWith(ending)) ?? [];
  if (name === undefined || content === undefined) throw new Error(`no ${ending} was built`);
  return typeof content === 'string' ? content : Buffer.from(content).toString();
}

/** Globals and static methods that came after Chromium 76, with the version they came in. */
const newerGlobals: Readonly<Record<string, number>> = {
  AggregateError: 85,
  FinalizationRegistry: 84,
  WeakRef: 84,
  reportError: 95,
  'AbortSignal.any': 116,
  'AbortSignal.timeout': 103,
  'Array.fromAsync': 121,
  'Object.groupBy': 117,
  'Object.hasOwn': 93,
  'Promise.any': 85,
  'Promise.withResolvers': 119,
  'URL.canParse': 120,
  'crypto.randomUUID': 92,
  structuredClone: 98,
};

/** Methods of any object that came after Chromium 76. */
const newerMethods: Readonly<Record<string, number>> = {
  at: 92,
  findLast: 97,
  findLastIndex: 97,
  replaceAll: 85,
  replaceChildren: 86,
  toReversed: 110,
  toSorted: 110,
  toSpliced: 110,
};

describe('the script', () => {
  it('is one file of ES2019', () => {
    expect([...files.keys()].filter((file) => file.endsWith('.js'))).toHaveLength(1);
    expect(() => parse(text('.js'), { ecmaVersion: 2019, sourceType: 'module' })).not.toThrow();
  });

  it('calls nothing that Chromium 76 lacks, but where it asks first whether it is there', () => {
    const code = text('.js');
    const calls: string[] = [];
    visit(parse(code, { ecmaVersion: 2019, sourceType: 'module' }), (node) => {
      if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
      const name = nameOf(node.callee);
      const method = name?.slice(name.lastIndexOf('.') + 1) ?? '';
      const isNewer =
        name !== undefined &&
        (Object.hasOwn(newerGlobals, name) ||
          (name !== method && Object.hasOwn(newerMethods, method)));
      if (isNewer && !code.includes(`typeof ${name}==`)) calls.push(name);
    });
    expect(calls).toEqual([]);
  });

  it('stays small enough for a TV to start quickly', () => {
    expect(text('.js').length).toBeLessThan(700_000);
  });
});

describe('the style', () => {
  it.each([
    { what: 'inset', since: 87, pattern: /[;{]inset[:-]/ },
    { what: 'aspect-ratio', since: 88, pattern: /[;{]aspect-ratio:/ },
    { what: ':focus-visible', since: 86, pattern: /:focus-visible/ },
    { what: ':is() and :where()', since: 88, pattern: /:(is|where)\(/ },
    { what: ':has()', since: 105, pattern: /:has\(/ },
    { what: ':not() with a list', since: 88, pattern: /:not\([^)]*,/ },
    { what: 'min(), max() and clamp()', since: 79, pattern: /[\s:,(](min|max|clamp)\(/ },
    { what: 'dynamic viewport units', since: 108, pattern: /\d[dsl]v[hwb]\b/ },
    { what: 'cascade layers', since: 99, pattern: /@layer/ },
    { what: 'container queries', since: 105, pattern: /@container/ },
    { what: 'nesting', since: 112, pattern: /&/ },
    { what: 'media ranges', since: 104, pattern: /@media[^{]*[<>]/ },
    { what: 'modern colours', since: 111, pattern: /(oklch|oklab|lab|lch|color-mix|color)\(/ },
    { what: 'single transforms', since: 104, pattern: /[;{](translate|scale|rotate):/ },
    { what: 'logical shorthands', since: 87, pattern: /(margin|padding)-(inline|block):/ },
  ])('does without $what, of Chromium $since', ({ pattern }) => {
    expect(text('.css')).not.toMatch(pattern);
  });

  it('leaves gaps to grids: in flex boxes they came with Chromium 84', () => {
    const rules = text('.css').match(/[^{}]+\{[^{}]*\}/g) ?? [];
    const gaps = rules.filter((rule) => /[;{](row-|column-)?gap:/.test(rule));
    expect(gaps.filter((rule) => !rule.includes('display:grid'))).toEqual([]);
  });
});

it('the page carries no script and no style within itself', () => {
  const page = text('.html');
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  expect([...files.keys()].filter((file) => file.endsWith('.html'))).toEqual(['index.html']);
});

/** `crypto.randomUUID` of `window.crypto.randomUUID()`; of other callees as much as has a name. */
function nameOf(callee: AnyNode): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined;
  if (callee.computed) return undefined;
  const owner = nameOf(callee.object);
  const isGlobal = owner === 'window' || owner === 'globalThis' || owner === 'self';
  return isGlobal ? callee.property.name : `${owner ?? ''}.${callee.property.name}`;
}

function visit(node: AnyNode, see: (node: AnyNode) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value])
      if (isNode(child)) visit(child, see);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
