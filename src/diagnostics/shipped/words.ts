import type { shippedLanguages } from '../../protocol/diagnostic.ts';

/** A text in every language that we ship. */
export type ShippedText = Readonly<Record<(typeof shippedLanguages)[number], string>>;
