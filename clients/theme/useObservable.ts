import { useEffect, useState } from 'preact/hooks';

/** What can be read now and tells of changes, as the connector's observables do. */
interface Watchable<T> {
  readonly value: T;
  subscribe(listener: (value: T) => void): () => void;
}

/** The observable's present value; the component renders anew when it changes. */
export function useObservable<T>(observable: Watchable<T>): T {
  const [, renderAgain] = useState(0);
  const { value } = observable;
  useEffect(() => {
    const tell = () => renderAgain((count) => count + 1);
    // It may have changed between the render and this effect.
    if (!Object.is(observable.value, value)) tell();
    return observable.subscribe(tell);
    // The value seen at subscribing is all that is needed: later ones are told.
  }, [observable]);
  return value;
}
