/** Something that the setup cannot put right by itself, with what a person can do about it. */
export class SetupFailure extends Error {
  /**
   * @param {string} message What went wrong.
   * @param {string} advice What to do, one or more lines.
   */
  constructor(message, advice) {
    super(message);
    this.name = 'SetupFailure';
    this.advice = advice;
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
