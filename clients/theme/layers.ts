/** One element that shows a stream. */
export interface Layer {
  /** The same for as long as the element is to stay. */
  readonly key: number;
  readonly stream: MediaStream | null;
}

/** What is shown, and what is to take its place once it has a frame. */
export interface Layers {
  readonly front: Layer;
  readonly incoming: Layer | null;
}

export function firstLayers(stream: MediaStream | null): Layers {
  return { front: { key: 0, stream }, incoming: null };
}

/**
 * The layers for a stream that is wanted now. One picture takes another's place behind it; where
 * either is nothing there is nothing to wait for.
 */
export function layersFor(before: Layers, stream: MediaStream | null): Layers {
  const { front, incoming } = before;
  if (front.stream === stream) return incoming === null ? before : { front, incoming: null };
  if (front.stream === null || stream === null) {
    return { front: { ...front, stream }, incoming: null };
  }
  if (incoming?.stream === stream) return before;
  return { front, incoming: { key: (incoming ?? front).key + 1, stream } };
}

/** The incoming layer has a frame. */
export function changedOver(before: Layers, key: number): Layers {
  const { incoming } = before;
  return incoming?.key === key ? { front: incoming, incoming: null } : before;
}
