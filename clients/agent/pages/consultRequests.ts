import type { RequestPriority } from '../../../src/protocol/index.ts';
import type { Connector } from '../../connector/index.ts';

/** A decline that the server refuses came too late: the consult's own change tells why. */
export async function decline(connector: Connector, consultId: string): Promise<void> {
  await connector.request('consult.decline', { consultId }).catch(() => undefined);
}

/** One that comes too late changes nothing that anybody still sees. */
export function setPriority(
  connector: Connector,
  consultId: string,
  priority: RequestPriority,
): void {
  connector.request('consult.setPriority', { consultId, priority }).catch(() => undefined);
}

/** The patient's own number is called. What is refused rejects with `RequestError`. */
export async function dial(connector: Connector, consultId: string): Promise<void> {
  await connector.request('deflection.dial', { consultId });
}
