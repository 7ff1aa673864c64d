import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';

const origin = 'https://page.test/';
const globalName = 'pageModule';
const bundles = new Map<string, Promise<string>>();

/** A page whose script is one of `test/pages`, whose exported functions tests may call. */
export interface ModulePage<Api> {
  readonly page: Page;
  /** Calls an exported function in the page; arguments and result go as JSON. */
  call<Name extends keyof Api & string>(
    name: Name,
    ...args: Api[Name] extends (...args: infer A) => unknown ? A : never
  ): Promise<Api[Name] extends (...args: never[]) => infer R ? Awaited<R> : never>;
}

/**
 * Bundles a module and opens it in a browser profile of its own, in a secure context, so that it
 * has camera and microphone. Errors that nothing in the page catches go to `onError`.
 *
 * @param moduleUrl where the module is, as by `new URL('../pages/some.ts', import.meta.url)`
 * @param exposed functions of the test that the page may call by their names on `globalThis`
 */
export async function openModulePage<Api>(
  browser: Browser,
  moduleUrl: URL,
  exposed: Readonly<Record<string, (...args: never[]) => unknown>> = {},
  onError: (error: Error) => void = () => undefined,
): Promise<ModulePage<Api>> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const page = await context.newPage();
  page.on('pageerror', onError);
  for (const [name, run] of Object.entries(exposed)) await page.exposeFunction(name, run);
  await page.route(`${origin}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>page</title>' }),
  );
  await page.goto(origin);
  return attachModule(page, moduleUrl);
}

/**
 * Bundles a module and runs it in a page that is there, whatever the page's content security
 * policy says, so that tests may call its exported functions.
 */
export async function attachModule<Api>(page: Page, moduleUrl: URL): Promise<ModulePage<Api>> {
  const script = await bundle(moduleUrl);
  await page.evaluate(script);
  return {
    page,
    call: (name, ...args) =>
      page.evaluate(
        async ([global, member, given]) => {
          const module: unknown = Reflect.get(globalThis, global);
          if (typeof module !== 'object' || module === null) throw new Error('no module');
          const run: unknown = Reflect.get(module, member);
          if (typeof run !== 'function') throw new Error(`the page exports no ${member}`);
          return run(...given);
        },
        [globalName, name, args] as const,
      ),
  };
}

/** The module and all it imports as one classic script. Bundled once per test file. */
export function bundle(moduleUrl: URL): Promise<string> {
  const known = bundles.get(moduleUrl.pathname);
  if (known !== undefined) return known;
  const made = buildScript(moduleUrl.pathname);
  bundles.set(moduleUrl.pathname, made);
  return made;
}

async function buildScript(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"test"' },
    build: {
      write: false,
      minify: false,
      lib: { entry, formats: ['iife'], name: globalName, fileName: 'page' },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const output of outputs) {
    if (!('output' in output)) continue;
    for (const chunk of output.output) if (chunk.type === 'chunk') return chunk.code;
  }
  throw new Error(`Vite made no script of ${entry}`);
}
