import type { QueueNews } from '../consult/dispatcher.ts';
import type { ConsultChange } from '../consult/ports.ts';
import type { RegistrationChange } from '../registration/feed.ts';

/** What travels on the bus, by topic. */
export interface Topics {
  consult: ConsultChange;
  registration: RegistrationChange;
  queue: QueueNews;
}

export type Topic = keyof Topics;

/** Publish and subscribe. Subscribers get the messages of a topic in the order of publishing. */
export interface Bus {
  publish<T extends Topic>(topic: T, message: Topics[T]): void;
  /** @returns a function that ends the subscription */
  subscribe<T extends Topic>(topic: T, handler: (message: Topics[T]) => void): () => void;
}
