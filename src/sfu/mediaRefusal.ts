import { errors } from 'mediasoup';
import { Refusal } from '../protocol/index.ts';

const maxReasonLength = 200;

/**
 * Runs a request to mediasoup that carries an endpoint's parameters.
 * @throws Refusal `media_refused` with mediasoup's reason, or `relay_unavailable` where the
 * worker went away before it answered.
 */
export async function refusingMedia<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof errors.WorkerClosedError) throw new Refusal('relay_unavailable');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('media_refused', `The relay refused: ${reason.slice(0, maxReasonLength)}`);
  }
}
