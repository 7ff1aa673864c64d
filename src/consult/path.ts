import type { PathKind, PathPolicy, PathState } from '../protocol/index.ts';

/**
 * The path that a new consult begins with. `auto` begins on the relay, which is there at once, and
 * moves once the direct path is proven (`./trial.ts`).
 */
export function firstPath(policy: PathPolicy): PathState {
  return { kind: kindFor(policy), epoch: 1, reason: 'policy' };
}

/** Where media goes when the path it was on has failed: on to what the policy allows. */
export function pathAfterFailure(
  path: PathState,
  policy: PathPolicy,
  hadConnected: boolean,
): PathState {
  if (path.kind === 'relay') return next(path, 'relay', 'relay-failed');
  if (policy === 'direct') return next(path, 'direct', 'direct-failed');
  return next(path, 'relay', hadConnected ? 'direct-failed' : 'direct-not-connected');
}

/**
 * Where media goes when the agent chooses a policy.
 * @returns the same path where that is of a kind which the policy allows
 */
export function pathForPolicy(path: PathState, policy: PathPolicy): PathState {
  const isAllowed = policy === 'auto' || policy === path.kind;
  return isAllowed ? path : next(path, policy, 'chosen-by-agent');
}

/** The direct path that was tried beside the relay, under the epoch of its trial. */
export function pathProven(epoch: number): PathState {
  return { kind: 'direct', epoch, reason: 'direct-proven' };
}

/** Where media goes when more than two endpoints take part: only the relay has room for them. */
export function pathForMore(path: PathState, reason: 'guest-joined' | 'phone-joined'): PathState {
  return path.kind === 'relay' ? path : next(path, 'relay', reason);
}

/** The same kind of path, set up anew. */
export function pathAnew(path: PathState, reason: PathState['reason']): PathState {
  return next(path, path.kind, reason);
}

function kindFor(policy: PathPolicy): PathKind {
  return policy === 'direct' ? 'direct' : 'relay';
}

function next(path: PathState, kind: PathKind, reason: PathState['reason']): PathState {
  return { kind, epoch: path.epoch + 1, reason };
}
