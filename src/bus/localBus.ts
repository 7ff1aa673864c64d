import type { Bus, Topic, Topics } from './bus.ts';

type Handlers = { [T in Topic]: Set<(message: Topics[T]) => void> };

/**
 * The bus of one process. Messages are delivered before `publish` returns; a subscriber that
 * throws harms neither the publisher nor the other subscribers.
 * @param onError takes what a subscriber threw
 */
export function createLocalBus(onError: (error: unknown, topic: Topic) => void): Bus {
  const handlers: Handlers = { consult: new Set(), registration: new Set() };
  return {
    publish(topic, message) {
      for (const handler of [...handlers[topic]]) {
        try {
          handler(message);
        } catch (error) {
          onError(error, topic);
        }
      }
    },
    subscribe(topic, handler) {
      handlers[topic].add(handler);
      return () => {
        handlers[topic].delete(handler);
      };
    },
  };
}
