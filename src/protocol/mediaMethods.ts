import { z } from 'zod';
import { all, both, method, nothing, ofConsult, ofMedia } from './contract.ts';
import {
  dtlsParameters,
  iceParameters,
  iceServer,
  peerSignal,
  rtpCapabilities,
  rtpParameters,
  sctpStreamParameters,
  trackSource,
  transportParameters,
} from './media.ts';
import { id } from './registration.ts';

const spatialLayer = z.number().int().min(0).max(7);
const transportId = z.string().max(64);

/** The ways of media: peer to peer, and through the relay. */
export const mediaMethods = {
  'peer.iceServers': method(
    'STUN and TURN servers with credentials minted for this session.',
    all,
    ofConsult,
    z.object({ iceServers: z.array(iceServer), expiresAt: z.iso.datetime() }),
  ),
  'peer.signal': method(
    'Carries an offer, answer or candidate to the other endpoint of an accepted consult.',
    both,
    ofMedia.extend({ signal: peerSignal }),
    nothing,
  ),

  'relay.join': method(
    'Makes the two transports of this endpoint in the relay room of an epoch.',
    all,
    ofMedia,
    z.object({
      routerRtpCapabilities: rtpCapabilities,
      send: transportParameters,
      receive: transportParameters,
      iceServers: z.array(iceServer),
    }),
  ),
  'relay.connect': method(
    "Tells the relay this side's DTLS fingerprint.",
    all,
    ofMedia.extend({ transportId, dtlsParameters }),
    nothing,
  ),
  'relay.restartIce': method(
    "Begins ICE anew on both transports, as after a change of this side's address. Media that flows goes on.",
    all,
    ofMedia,
    z.object({ send: iceParameters, receive: iceParameters }),
  ),
  'relay.produce': method(
    'Sends one track to the relay.',
    all,
    ofMedia.extend({
      transportId,
      kind: z.enum(['audio', 'video']),
      source: trackSource,
      rtpParameters,
    }),
    z.object({ producerId: id }),
  ),
  'relay.produceData': method(
    'Opens a data channel to the relay.',
    all,
    ofMedia.extend({ transportId, label: z.string().max(64), sctpStreamParameters }),
    z.object({ dataProducerId: id }),
  ),
  'relay.receive': method(
    'Says what this engine decodes. Consumers come as `relay.consumer`, now and later.',
    all,
    ofMedia.extend({ rtpCapabilities }),
    nothing,
  ),
  'relay.resume': method(
    'The consumer is ready at this side; frames may flow once the consult is accepted.',
    all,
    ofMedia.extend({ consumerId: id }),
    nothing,
  ),
  'relay.prefer': method(
    'Says the largest layer of a picture that this endpoint has a use for. The relay sends no larger one, and a smaller one where the line carries no more.',
    all,
    ofMedia.extend({
      consumerId: id,
      /** From 0, the smallest. */
      spatialLayer,
    }),
    /** The layer that comes now; `null` where none does yet, or where there is one size only. */
    z.object({ spatialLayer: spatialLayer.nullable() }),
  ),
  'relay.leave': method(
    'Closes what this endpoint has in the room of an epoch.',
    all,
    ofMedia,
    nothing,
  ),
} as const;
