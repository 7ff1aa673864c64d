import type { ResumeData, ResumeStore } from '../../connector/index.ts';

/**
 * The session, kept in this tab alone, so that a reload comes back to the consult.
 * @param key under which it lies there
 */
export function keptSession(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  key: string,
): ResumeStore {
  return {
    read() {
      const kept = storage.getItem(key);
      return kept === null ? undefined : parsed(kept);
    },
    write(resume) {
      if (resume === undefined) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify(resume));
    },
  };
}

/** What somebody else may have written there is nothing to us. */
function parsed(text: string): ResumeData | undefined {
  try {
    const { sessionId, resumeToken } = JSON.parse(text);
    return typeof sessionId === 'string' && typeof resumeToken === 'string'
      ? { sessionId, resumeToken }
      : undefined;
  } catch {
    return undefined;
  }
}
