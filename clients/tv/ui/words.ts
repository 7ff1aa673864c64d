import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Words, wordsFor } from '../strings.ts';

export const WordsContext = createContext<Words>(wordsFor(navigator.languages));

/** The words of the patient's language. */
export function useWords(): Words {
  return useContext(WordsContext);
}
