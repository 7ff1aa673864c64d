import Bowser from 'bowser';

/** As many letters as the protocol carries. */
const maxLength = 64;

/**
 * What phone and browser it is, for an agent to ask about: `iPhone` and `Safari 18`. A browser may
 * say what it likes of itself, so this proves nothing.
 */
export function describePhone(userAgent: string): {
  readonly model: string;
  readonly browser: string;
} {
  if (userAgent === '') return { model: '', browser: '' };
  const { browser, os, platform } = Bowser.parse(userAgent);
  return {
    model: words(platform.model ?? os.name, platform.model === undefined && major(os.version)),
    browser: words(browser.name, major(browser.version)),
  };
}

function major(version: string | undefined): string | undefined {
  return version?.split('.')[0];
}

function words(...parts: readonly (string | undefined | false)[]): string {
  return parts
    .filter((part) => part !== undefined && part !== false && part !== '')
    .join(' ')
    .slice(0, maxLength);
}
