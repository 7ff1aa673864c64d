/** One element that shows a stream. */
export interface Layer<S> {
  /** The same for as long as the element is to stay. */
  readonly key: number;
  readonly stream: S | null;
}

/** What is shown, and what is to take its place once it has a frame. */
export interface Layers<S> {
  readonly front: Layer<S>;
  readonly incoming: Layer<S> | null;
}

export function firstLayers<S>(stream: S | null): Layers<S> {
  return { front: { key: 0, stream }, incoming: null };
}

/**
 * The layers for a stream that is wanted now. One picture takes another's place behind it; where
 * either is nothing there is nothing to wait for.
 */
export function layersFor<S>(before: Layers<S>, stream: S | null): Layers<S> {
  const { front, incoming } = before;
  if (front.stream === stream) return incoming === null ? before : { front, incoming: null };
  if (front.stream === null || stream === null) {
    return { front: { ...front, stream }, incoming: null };
  }
  if (incoming?.stream === stream) return before;
  return { front, incoming: { key: (incoming ?? front).key + 1, stream } };
}

/** The incoming layer has a frame. */
export function changedOver<S>(before: Layers<S>, key: number): Layers<S> {
  const { incoming } = before;
  return incoming?.key === key ? { front: incoming, incoming: null } : before;
}
