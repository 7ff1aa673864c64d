import { type Words, wordsFor } from '../strings.ts';

/** The words of the patient's language, as their browser is set. */
export function useWords(): Words {
  return wordsFor(navigator.languages);
}
