import type { Bus, Topic, Topics } from './bus.ts';

type Handlers = { [T in Topic]: Set<(message: Topics[T]) => void> };

/**
 * The bus of one process. Messages are delivered before `publish` returns, but for what a
 * subscriber publishes in turn, which waits until the present message has reached everybody. A
 * subscriber that throws harms neither the publisher nor the other subscribers.
 * @param onError takes what a subscriber threw
 */
export function createLocalBus(onError: (error: unknown, topic: Topic) => void): Bus {
  const handlers: Handlers = { consult: new Set(), registration: new Set(), queue: new Set() };
  const deliveries: (() => void)[] = [];
  let delivering = false;

  function deliver<T extends Topic>(topic: T, message: Topics[T]): void {
    for (const handler of [...handlers[topic]]) {
      if (!handlers[topic].has(handler)) continue;
      try {
        handler(message);
      } catch (error) {
        onError(error, topic);
      }
    }
  }

  return {
    publish(topic, message) {
      deliveries.push(() => deliver(topic, message));
      if (delivering) return;
      delivering = true;
      try {
        for (let next = deliveries.shift(); next; next = deliveries.shift()) next();
      } finally {
        delivering = false;
      }
    },
    subscribe(topic, handler) {
      // Wrapped, so that one function may subscribe twice.
      const own: typeof handler = (message) => handler(message);
      handlers[topic].add(own);
      return () => {
        handlers[topic].delete(own);
      };
    },
  };
}
