import { useCallback, useEffect, useState } from 'preact/hooks';
import { RequestError } from '../connector/requestError.ts';
import { ApiError, type ApiErrorCode } from './httpApi.ts';

/** What a request brought, and why its last run failed, if it did. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly problem: ApiErrorCode | null;
  readonly reload: () => void;
}

/** @param load the same function from render to render */
export function useLoaded<T>(load: () => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<ApiErrorCode | null>(null);
  const [run, setRun] = useState(0);
  const reload = useCallback(() => setRun((count) => count + 1), []);
  useEffect(() => {
    let current = true;
    load().then(
      (loaded) => {
        if (!current) return;
        setValue(() => loaded);
        setProblem(null);
      },
      (error: unknown) => {
        if (current) setProblem(codeOf(error));
      },
    );
    return () => {
      current = false;
    };
  }, [load, run]);
  return { value, problem, reload };
}

/** The code of whatever was refused, over HTTP or the socket. */
export function codeOf(error: unknown): ApiErrorCode {
  return error instanceof ApiError || error instanceof RequestError ? error.code : 'internal_error';
}
