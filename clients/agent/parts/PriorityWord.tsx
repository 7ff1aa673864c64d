import type { RequestPriority } from '../../../src/protocol/index.ts';
import { words } from '../strings/words.ts';

/** A priority that is out of the ordinary. */
export function PriorityWord({ priority }: { readonly priority: RequestPriority }) {
  if (priority === 'routine') return null;
  return <span class={`tag tag-${priority}`}>{words.priority(priority)}</span>;
}
