import type { Observable } from '../../../clients/connector/observable.ts';

/** Waits until an observable's value is as wanted, now or later. @throws Error after `timeoutMs` */
export function until<T, U extends T>(
  observable: Observable<T>,
  wanted: (value: T) => value is U,
  timeoutMs?: number,
): Promise<U>;
export function until<T>(
  observable: Observable<T>,
  wanted: (value: T) => boolean,
  timeoutMs?: number,
): Promise<T>;
export function until<T>(
  observable: Observable<T>,
  wanted: (value: T) => boolean,
  timeoutMs = 10_000,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = (value: T) => {
      if (!wanted(value)) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(value);
    };
    const unsubscribe = observable.subscribe(look);
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`still ${JSON.stringify(observable.value)?.slice(0, 2_000)}`));
    }, timeoutMs);
    look(observable.value);
  });
}
