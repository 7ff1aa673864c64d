/** A title and what to do about it. */
export interface Message {
  readonly title: string;
  readonly body: string;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
