import {
  type NotificationParams,
  type ServerNotificationName,
  serverNotifications,
} from '../../src/protocol/index.ts';

type Handler<N extends ServerNotificationName> = (params: NotificationParams<N>) => void;
type Handlers = { readonly [N in ServerNotificationName]: Set<Handler<N>> };

/** Who wants to hear which of the server's notifications. */
export class NotificationHandlers {
  readonly #handlers: Handlers = {
    'server.stopping': new Set(),
    'session.heartbeat': new Set(),
    'session.identity': new Set(),
    'consult.changed': new Set(),
    'consult.left': new Set(),
    'queue.place': new Set(),
    'agent.presence': new Set(),
    'peer.signal': new Set(),
    'relay.consumer': new Set(),
    'relay.dataConsumer': new Set(),
    'relay.consumerClosed': new Set(),
    'relay.speaker': new Set(),
  };

  /** @returns the way to stop listening */
  add<N extends ServerNotificationName>(name: N, handler: Handler<N>): () => void {
    const handlers: Set<Handler<N>> = this.#handlers[name];
    const entry: Handler<N> = (params) => handler(params);
    handlers.add(entry);
    return () => {
      handlers.delete(entry);
    };
  }

  /**
   * Checks a notification against the contract and hands it out.
   * @returns whether it could be read. A name that is not known is a newer server's, and is fine.
   */
  dispatch(name: string, params: unknown): boolean {
    return isKnown(name) ? this.#dispatch(name, params) : true;
  }

  #dispatch<N extends ServerNotificationName>(name: N, raw: unknown): boolean {
    const parsed = serverNotifications[name].params.safeParse(raw);
    if (!parsed.success) return false;
    const params = parsed.data as NotificationParams<N>;
    const handlers: Set<Handler<N>> = this.#handlers[name];
    for (const handler of [...handlers]) handler(params);
    return true;
  }
}

function isKnown(name: string): name is ServerNotificationName {
  return name in serverNotifications;
}
