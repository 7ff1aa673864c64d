import { arrival } from './strings/arrival.ts';
import { call, returning, start, trouble } from './strings/call.ts';
import { consult, parts } from './strings/consult.ts';
import { ended } from './strings/ended.ts';

/*
 * Every word on a patient's phone. Short sentences for somebody who is old, ill, or both, and has
 * never seen this page: what is, then what to do. No word of the trade.
 */
const english = {
  language: 'en',
  arrival,
  consult,
  parts,
  start,
  call,
  returning,
  trouble,
  ended,
  time: (at: string) =>
    new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(new Date(at)),
};

/** The words of one language. */
export type Words = typeof english;

const languages: readonly Words[] = [english];

/** @returns the words of the first language wanted that there is, else English. */
export function wordsFor(wanted: readonly string[]): Words {
  for (const tag of wanted) {
    const found = languages.find((words) => words.language === tag.split('-')[0]);
    if (found !== undefined) return found;
  }
  return english;
}
