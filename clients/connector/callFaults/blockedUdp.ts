import { mediaTransportIn } from '../mediaTransport.ts';
import { numberIn, type StatsEntry } from '../stats.ts';
import { type Look, looked, noLook } from './look.ts';

/**
 * Whether UDP to the relay was tried in vain and something else got through. Pairs that fail are
 * forgotten by the engine after a while: once seen, it stays so for as long as the path is there.
 *
 * @param triedBefore what an earlier look at the same path has shown
 */
export function judgeUdp(
  entries: readonly StatsEntry[],
  triedBefore: boolean,
): { readonly look: Look; readonly triedInVain: boolean } {
  const transport = mediaTransportIn(entries);
  if (transport === undefined) return { look: noLook, triedInVain: triedBefore };
  const protocol = transport.relayProtocol ?? transport.protocol;
  if (protocol === 'udp') return { look: looked('udp-blocked', null), triedInVain: false };
  const triedInVain = triedBefore || isTriedInVain(entries);
  const evidence = triedInVain ? { protocol: { value: protocol } } : null;
  return { look: looked('udp-blocked', evidence), triedInVain };
}

function isTriedInVain(entries: readonly StatsEntry[]): boolean {
  const locals = entries.filter(({ type }) => type === 'local-candidate');
  const udpIds = locals.filter(isUdp).map(({ id }) => id);
  const pairs = entries.filter(
    ({ type, localCandidateId }) =>
      type === 'candidate-pair' && udpIds.includes(`${localCandidateId}`),
  );
  // Where a STUN server, a TURN server or a peer has answered, UDP does get out.
  const isAnswered =
    locals.some((local) => isUdp(local) && local['candidateType'] !== 'host') ||
    pairs.some((pair) => (numberIn(pair, 'responsesReceived') ?? 0) > 0);
  return !isAnswered && pairs.some((pair) => (numberIn(pair, 'requestsSent') ?? 0) > 0);
}

/** A TURN server that is reached by TCP or TLS passes on UDP that never was on this side's network. */
function isUdp({ protocol, candidateType, relayProtocol }: StatsEntry): boolean {
  return protocol === 'udp' && (candidateType !== 'relay' || relayProtocol === 'udp');
}
