/** Letters of user codes: RFC 8628, section 6.1, advises consonants, so that no words come out. */
const alphabet = new Set('BCDFGHJKLMNPQRSTVWXZ');
const length = 8;

/** What somebody typed or pasted, as the TV shows a code: `WDJB-MJHT`. */
export function formatUserCode(typed: string): string {
  const letters = lettersOf(typed).slice(0, length);
  return letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters;
}

/** How many letters stand in the text, as a caret position that formatting cannot move. */
export function letterCount(text: string): number {
  return lettersOf(text).length;
}

/** Where the caret belongs in a formatted code, after `letters` of its letters. */
export function caretAfter(letters: number): number {
  const within = Math.min(letters, length);
  return within > 4 ? within + 1 : within;
}

export function isComplete(code: string): boolean {
  return letterCount(code) === length;
}

/** Whether a letter stands in the code that no code has. */
export function hasForeignLetter(code: string): boolean {
  return [...lettersOf(code)].some((letter) => !alphabet.has(letter));
}

function lettersOf(text: string): string {
  return text.toUpperCase().replace(/[^A-Z]/g, '');
}
