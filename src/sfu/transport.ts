import type { types } from 'mediasoup';
import type { DtlsParameters, IceParameters, TransportParameters } from '../protocol/index.ts';
import { refusingMedia } from './mediaRefusal.ts';

/**
 * Where the estimate of what a receiver's network carries starts, in bits per second, before
 * there is feedback: a 720p picture and speech.
 */
const initialOutgoingBitrateBps = 1_500_000;
/**
 * The least that a receiver's network is taken to carry, in bits per second: speech, and the lowest
 * temporal layer of the small picture. An estimate that falls below lets mediasoup send no picture,
 * and with nothing sent it does not rise again for ten seconds.
 */
export const leastOutgoingBitrateBps = 150_000;
/** Diagnostics are small; nobody may fill the worker's memory with large messages. Bytes. */
const maxMessageSize = 65_536;

/** Opens a transport through the worker's shared ports, UDP before TCP. */
export async function openTransport(
  router: types.Router,
  webRtcServer: types.WebRtcServer,
): Promise<types.WebRtcTransport> {
  const transport = await router.createWebRtcTransport({
    webRtcServer,
    preferUdp: true,
    enableSctp: true,
    initialAvailableOutgoingBitrate: initialOutgoingBitrateBps,
    maxSendMessageSize: maxMessageSize,
    maxReceiveMessageSize: maxMessageSize,
  });
  closeIfLate(router, transport);
  return transport;
}

/** @throws Refusal `media_refused`, as when it is connected already */
export async function connectTransport(
  transport: types.WebRtcTransport,
  { role, fingerprints }: DtlsParameters,
): Promise<void> {
  const dtlsParameters = role === undefined ? { fingerprints } : { role, fingerprints };
  await refusingMedia(() => transport.connect({ dtlsParameters }));
}

/**
 * Begins ICE anew: the endpoint may come from another address. What flows goes on over the old one
 * until the new one has answered.
 * @throws Refusal `media_refused`
 */
export function restartIce(transport: types.WebRtcTransport): Promise<IceParameters> {
  return refusingMedia(() => transport.restartIce());
}

/** What an endpoint needs to know of a transport. */
export function describeTransport(transport: types.WebRtcTransport): TransportParameters {
  const { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport;
  return {
    id,
    iceParameters,
    iceCandidates,
    dtlsParameters,
    ...(sctpParameters === undefined ? {} : { sctpParameters }),
  };
}

/**
 * What is made on a parent that was closed while the worker was asked is never told of its
 * parent's closing, and its subscription to the worker's notifications would stay.
 */
export function closeIfLate(parent: { readonly closed: boolean }, made: { close(): void }): void {
  if (parent.closed) made.close();
}
