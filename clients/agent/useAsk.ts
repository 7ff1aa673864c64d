import { useState } from 'preact/hooks';
import type { ApiErrorCode } from './httpApi.ts';
import { codeOf } from './useLoaded.ts';

/** A press that asks the server for something: whether it is under way, and why it failed. */
export interface Ask {
  readonly busy: boolean;
  readonly problem: ApiErrorCode | null;
  /** @returns whether it was done */
  readonly run: (request: Promise<unknown>) => Promise<boolean>;
  readonly forget: () => void;
}

export function useAsk(): Ask {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiErrorCode | null>(null);
  const run = async (request: Promise<unknown>) => {
    setBusy(true);
    setProblem(null);
    try {
      await request;
      return true;
    } catch (error) {
      setProblem(codeOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run, forget: () => setProblem(null) };
}
