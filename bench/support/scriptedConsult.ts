import { v7 as newId } from 'uuid';
import { decodes, dtlsParameters, track } from '../../test/sfu/support.ts';
import { careRequest } from '../../test/support/serviceRequests.ts';
import type { QueueAgent } from './queueAgent.ts';
import type { SignalingClient } from './signalingClient.ts';

const epoch = 1;

/**
 * A consult as two endpoints make it, up to the call: asked for, rung, set up at the relay with
 * both sides' tracks, accepted. Only the media itself is missing.
 * @returns the consult's id
 */
export async function beginConsult(tv: SignalingClient, agent: QueueAgent): Promise<string> {
  const consultId = newId();
  const rung = agent.rings(consultId);
  await tv.request('consult.request', { consultId, serviceRequest: careRequest });
  await rung;
  await Promise.all([joinRelay(tv, consultId), joinRelay(agent.client, consultId)]);
  await agent.client.request('consult.accept', { consultId });
  return consultId;
}

export async function endConsult(agent: QueueAgent, consultId: string): Promise<void> {
  await agent.client.request('consult.end', { consultId });
}

/** All that an endpoint asks of the relay: both transports, what it decodes, what it sends. */
async function joinRelay(client: SignalingClient, consultId: string): Promise<void> {
  const of = { consultId, epoch };
  const { send, receive } = await client.request('relay.join', of);
  for (const { id: transportId } of [send, receive]) {
    await client.request('relay.connect', { ...of, transportId, dtlsParameters });
  }
  await client.request('relay.receive', { ...of, rtpCapabilities: decodes });
  await client.request('relay.produce', { ...of, ...track.microphone(send.id) });
  await client.request('relay.produce', { ...of, ...track.camera(send.id) });
}
