import type { MediaTransport } from '../../src/protocol/index.ts';
import type { StatsEntry } from './stats.ts';

/** The pairs of candidates in use: one for each transport of a path. */
export function selectedPairs(entries: readonly StatsEntry[]): StatsEntry[] {
  const pairs = entries.filter(({ type }) => type === 'candidate-pair');
  const ids = entries
    .filter(({ type }) => type === 'transport')
    .map(({ selectedCandidatePairId }) => selectedCandidatePairId);
  // Firefox has no entries of transports, and marks the pair instead.
  return pairs.filter(({ id, selected }) => selected === true || ids.includes(id));
}

/**
 * How media gets through the network. Where a path has two transports, what is worse of the two: TCP
 * rather than UDP, through a TURN server rather than without.
 *
 * @returns `undefined` until a connection is there
 */
export function mediaTransportIn(entries: readonly StatsEntry[]): MediaTransport | undefined {
  const ids = selectedPairs(entries).map(({ localCandidateId }) => localCandidateId);
  const candidates = entries.filter(
    ({ type, id }) => type === 'local-candidate' && ids.includes(id),
  );
  if (candidates.length === 0) return undefined;
  const relays = candidates.filter(({ candidateType }) => candidateType === 'relay');
  const relayProtocol = relays.map((relay) => relay['relayProtocol']).find(isRelayProtocol);
  const isTcp = candidates.some(({ protocol }) => protocol === 'tcp');
  return {
    protocol: isTcp ? 'tcp' : 'udp',
    relayed: relays.length > 0,
    ...(relayProtocol !== undefined && { relayProtocol }),
  };
}

function isRelayProtocol(value: unknown): value is 'udp' | 'tcp' | 'tls' {
  return value === 'udp' || value === 'tcp' || value === 'tls';
}
