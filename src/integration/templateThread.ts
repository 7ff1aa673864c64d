/** What a template's thread says first: from now on it works. */
export const started = 'started';
