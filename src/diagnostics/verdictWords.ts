import { type LocalizedText, shippedLanguages } from '../protocol/diagnostic.ts';
import type { ShippedText } from './shipped/words.ts';

/** Puts a word, or a text of the same language, into each place of a template that has its name. */
export function fill(
  template: ShippedText,
  name: 'what' | 'value',
  filling: ShippedText | string,
): ShippedText {
  const inLanguage = (language: keyof ShippedText) =>
    template[language].replace(
      `{${name}}`,
      // As a function, since `$` in a text would else mean something.
      () => (typeof filling === 'string' ? filling : filling[language]),
    );
  return {
    en: inLanguage('en'),
    it: inLanguage('it'),
    de: inLanguage('de'),
    fr: inLanguage('fr'),
    es: inLanguage('es'),
  };
}

/** With the full stop that every sentence has. */
export function sentence(text: ShippedText): LocalizedText {
  return Object.fromEntries(shippedLanguages.map((language) => [language, `${text[language]}.`]));
}
