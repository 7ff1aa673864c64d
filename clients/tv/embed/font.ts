import extended from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2?url';
import latin from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';

/** As `--font-family` names it. */
const family = 'Atkinson Hyperlegible Next Variable';

const files = [
  { url: extended, unicodeRange: 'U+0100-02BA, U+02BD-02C5, U+1E00-1E9F, U+20A0-20C0' },
  {
    url: latin,
    unicodeRange: 'U+0000-00FF, U+0131, U+0152-0153, U+2000-206F, U+20AC, U+2122, U+2212',
  },
] as const;

/**
 * Makes the typeface known to the page, since a shadow tree cannot. It is loaded when the first
 * word in it is shown; where the page's policy forbids it, the system's typeface is there.
 */
export function loadFont(): void {
  for (const { url, unicodeRange } of files) {
    const source = `url("${url}") format("woff2")`;
    document.fonts.add(new FontFace(family, source, { weight: '200 800', unicodeRange }));
  }
}
