import { type AnyNode, parse } from 'acorn';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuiltFiles, buildBeside, buildTv } from './build.ts';

/*
 * What is shipped must run on Chromium 76 (Tizen 6, 2021). No such engine is at hand: the bundle
 * is read instead.
 */

let files: BuiltFiles;
let embed: BuiltFiles;
let service: BuiltFiles;

beforeAll(async () => {
  [files, embed, service] = await Promise.all([
    buildTv(),
    buildBeside('embed'),
    buildBeside('service'),
  ]);
});

function text(ending: string, files: BuiltFiles): string {
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

/** Every script that is shipped for TVs. */
const scripts = [
  { script: 'the app', code: () => text('.js', files), sourceType: 'module' },
  { script: 'housecall.js', code: () => text('housecall.js', embed), sourceType: 'script' },
  { script: 'the example service', code: () => text('.js', service), sourceType: 'module' },
] as const;

describe.each(scripts)('the script of $script', ({ code, sourceType }) => {
  it('is ES2019', () => {
    expect(() => parse(code(), { ecmaVersion: 2019, sourceType })).not.toThrow();
  });

  it('calls nothing that Chromium 76 lacks, but where it asks first whether it is there', () => {
    const calls: string[] = [];
    visit(parse(code(), { ecmaVersion: 2019, sourceType }), (node) => {
      if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
      const name = nameOf(node.callee);
      const method = name?.slice(name.lastIndexOf('.') + 1) ?? '';
      const isNewer =
        name !== undefined &&
        (Object.hasOwn(newerGlobals, name) ||
          (name !== method && Object.hasOwn(newerMethods, method)));
      if (isNewer && !code().includes(`typeof ${name}==`)) calls.push(name);
    });
    expect(calls).toEqual([]);
  });

  it('stays small enough for a TV to start quickly', () => {
    expect(code().length).toBeLessThan(800_000);
  });
});

it('the app and the example service are one file each', () => {
  for (const built of [files, service]) {
    expect([...built.keys()].filter((file) => file.endsWith('.js'))).toHaveLength(1);
  }
});

it('housecall.js is there as a module too, for engines that know `import.meta`, as Chromium 64', () => {
  const code = text('housecall.mjs', embed);
  expect(() => parse(code, { ecmaVersion: 2020, sourceType: 'module' })).not.toThrow();
  expect(code).toMatch(/export\s*\{[^}]*\battach\b/);
});

/** The styles of housecall.js are a text in it. */
const styles = [
  { style: 'the app', css: () => text('.css', files) },
  { style: 'housecall.js', css: () => stylesIn(text('housecall.js', embed)) },
  { style: 'the example service', css: () => text('.css', service) },
];

function stylesIn(code: string): string {
  const found = /`(?=[^`]*\.housecall\{)[^`]*`/.exec(code)?.[0];
  if (found === undefined) throw new Error('the script has no styles in it');
  return found;
}

describe.each(styles)('the style of $style', ({ css }) => {
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
    expect(css()).not.toMatch(pattern);
  });

  it('leaves gaps to grids: in flex boxes they came with Chromium 84', () => {
    const rules = css().match(/[^{}]+\{[^{}]*\}/g) ?? [];
    const gaps = rules.filter((rule) => /[;{](row-|column-)?gap:/.test(rule));
    expect(gaps.filter((rule) => !rule.includes('display:grid'))).toEqual([]);
  });
});

it('the styles of housecall.js say nothing of the page below, nor go by its font size', () => {
  const css = stylesIn(text('housecall.js', embed));
  expect(css).not.toMatch(/(^|[},`])\s*(:root|html|body)\b/);
  expect(css).not.toMatch(/\d(rem)\b/);
  expect(css).not.toContain('@font-face');
});

it('the pages carry no script and no style within themselves', () => {
  for (const [built, name] of [
    [files, 'index.html'],
    [service, 'service.html'],
  ] as const) {
    const page = text('.html', built);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect([...built.keys()].filter((file) => file.endsWith('.html'))).toEqual([name]);
  }
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
