/*
 * Makes the app's styles ones for a shadow tree. What they say of the page goes to the app's own
 * root, lengths of the page's font size go by the size of the screen, and fonts stay outside: a
 * shadow tree has none of its own.
 */

/** The parts of PostCSS that are used; https://postcss.org/api/ */
interface StyleRule {
  selectors: string[];
}
interface StyleDeclaration {
  prop: string;
  value: string;
  readonly parent?: unknown;
}
interface StyleSheet {
  walkRules(see: (rule: StyleRule) => void): void;
  walkDecls(see: (declaration: StyleDeclaration) => void): void;
  walkAtRules(name: string, see: (rule: { remove(): unknown }) => void): void;
}

const pageSelectors = new Set([':root', 'html', 'body']);
const ownRoot = '.housecall';

/** A plugin for PostCSS. */
export const isolateStyles = {
  postcssPlugin: 'isolate-styles',
  OnceExit(sheet: StyleSheet) {
    sheet.walkAtRules('font-face', (rule) => rule.remove());
    sheet.walkDecls((declaration) => {
      // `1rem` is a hundred-and-twentieth of the screen's width, as `html` has it in the app.
      declaration.value = declaration.value.replace(
        /(-?\d*\.?\d+)rem\b/g,
        (_all, count: string) => `calc(${count} * var(--rem))`,
      );
    });
    sheet.walkRules((rule) => {
      const isHtml = rule.selectors.length === 1 && rule.selectors[0] === 'html';
      rule.selectors = rule.selectors.map((selector) =>
        pageSelectors.has(selector) ? ownRoot : selector,
      );
      if (isHtml) renameFontSize(rule);
    });
  },
};

/** The root's font size becomes the unit. */
function renameFontSize(rule: StyleRule): void {
  if (!('walkDecls' in rule) || typeof rule.walkDecls !== 'function') return;
  rule.walkDecls('font-size', (declaration: StyleDeclaration) => {
    declaration.prop = '--rem';
  });
}
