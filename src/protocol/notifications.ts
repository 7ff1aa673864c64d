import { z } from 'zod';
import { agentPresence } from './agent.ts';
import { outcome, queuePlace } from './consult.ts';
import { nothing, ofMedia } from './contract.ts';
import { peerSignal, placeName, relayConsumer, relayDataConsumer } from './media.ts';
import { id, identity } from './registration.ts';
import { consultUpdate } from './timeline.ts';

/** What the server tells endpoints by itself. */
export const serverNotifications = {
  'session.heartbeat': {
    summary: 'Sent every `heartbeatIntervalMs`; answer with `session.alive`.',
    params: nothing,
  },
  'server.stopping': {
    summary: 'The server stops soon: no consult begins any more, calls go on until then.',
    params: z.object({ until: z.iso.datetime() }),
  },
  'session.identity': {
    summary: 'Who this endpoint is, or whom it may ask, has changed.',
    params: z.object({ identity }),
  },
  'consult.changed': {
    summary: 'A consult that this endpoint follows has changed.',
    params: consultUpdate,
  },
  'consult.left': {
    summary: 'This endpoint has no more to do with a consult: it stops ringing.',
    params: z.object({
      consultId: id,
      reason: z.enum(['accepted-elsewhere', 'over', 'withdrawn']),
      /** How it ended, if it is over. */
      outcome: outcome.optional(),
    }),
  },
  'queue.place': { summary: 'Where the patient stands in the queue.', params: queuePlace },
  'agent.presence': {
    summary: "A colleague's presence, or one's own, has changed.",
    params: z.object({ personId: id, presence: agentPresence }),
  },
  'peer.signal': {
    summary: 'An offer, answer or candidate from the other endpoint.',
    params: ofMedia.extend({ signal: peerSignal }),
  },
  'relay.consumer': {
    summary: 'A track of another endpoint can be received.',
    params: ofMedia.extend(relayConsumer.shape),
  },
  'relay.dataConsumer': {
    summary: 'A data channel of another endpoint can be received.',
    params: ofMedia.extend(relayDataConsumer.shape),
  },
  'relay.consumerClosed': {
    summary: 'Another endpoint stopped sending this; the id is a consumer or data consumer.',
    params: ofMedia.extend({ consumerId: id }),
  },
  'relay.speaker': {
    summary: 'Of three or more in the room, somebody else speaks now. Silence changes nothing.',
    params: ofMedia.extend({ place: placeName }),
  },
} as const;

/** What endpoints tell the server without an answer. */
export const clientNotifications = {
  'session.alive': { summary: 'The answer to a heartbeat.', params: nothing },
} as const;

type ServerNotifications = typeof serverNotifications;
export type ServerNotificationName = keyof ServerNotifications;
export type NotificationParams<N extends ServerNotificationName> = z.output<
  ServerNotifications[N]['params']
>;
