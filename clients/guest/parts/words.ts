import { type Words, wordsFor } from '../strings.ts';

/** The words of the guest's language, as their browser is set. */
export function useWords(): Words {
  return wordsFor(navigator.languages);
}
