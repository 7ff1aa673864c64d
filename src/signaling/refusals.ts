import type { Logger } from '../log.ts';
import { Refusal } from '../protocol/index.ts';
import type { Connection } from './connection.ts';
import { isMethod } from './dispatch.ts';

/**
 * Makes of whatever was thrown what the endpoint is told, with one log line: codes, the method and
 * the session. Parameters stay out of the log, and so does a method that only the endpoint knows.
 * @param newId makes the id under which a failure of the server is found in the log
 */
export function createExplain(
  log: Logger,
  newId: () => string,
): (error: unknown, connection: Connection, method: string) => Refusal {
  return (error, connection, name) => {
    const method = isMethod(name) ? name : 'unknown';
    const sessionId = connection.session?.sessionId;
    if (error instanceof Refusal) {
      const level = error.code === 'store_unavailable' ? 'error' : 'info';
      log[level]({ code: error.code, method, sessionId }, 'request refused');
      return error;
    }
    const incidentId = newId();
    log.error(
      { code: 'internal_error', method, sessionId, incidentId, err: error },
      'request failed',
    );
    return new Refusal('internal_error', undefined, { incidentId });
  };
}
