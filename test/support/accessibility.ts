import axe from 'axe-core';
import type { Page } from 'playwright-core';

export interface Rules {
  /** Which of axe's rules hold, by their tags. */
  readonly tags: readonly string[];
  /** Single rules, by name, that hold besides or do not. */
  readonly rules: Readonly<Record<string, { readonly enabled: boolean }>>;
}

const everything = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 at levels A and AA, and what axe's authors advise besides. */
export const wcag: Rules = { tags: everything, rules: {} };

/** What the colours decide: all that light and dark can differ in. */
export const coloursOnly: Rules = { tags: ['cat.color'], rules: {} };

/** The same with the contrast of level AAA besides: for old eyes. */
export function withMoreContrast({ tags, rules }: Rules): Rules {
  return { tags, rules: { ...rules, 'color-contrast-enhanced': { enabled: true } } };
}

/** What axe finds wrong with what the page shows: a rule's name, and the elements that break it. */
export async function accessibilityFaults(page: Page, rules: Rules): Promise<string[]> {
  // As text, since a page's content security policy lets in no script of others.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const options: axe.RunOptions = {
    runOnly: [...rules.tags],
    rules: { ...rules.rules },
    // To describe all that is well takes axe longer than to look at it.
    resultTypes: ['violations'],
  };
  return page.evaluate<string[]>(`
    axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
}
