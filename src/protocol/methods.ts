import { z } from 'zod';
import { consultUpdate, mediaDevices, outcome, pathPolicy, timelineEvent } from './consult.ts';
import { mediaTransport } from './diagnosticsChannel.ts';
import {
  dtlsParameters,
  iceServer,
  peerSignal,
  placeName,
  relayConsumer,
  relayDataConsumer,
  rtpCapabilities,
  rtpParameters,
  sctpStreamParameters,
  trackSource,
  transportParameters,
} from './media.ts';
import { id, identity } from './registration.ts';
import { serviceRequest } from './serviceRequest.ts';

/** Who may call a method: the kind of endpoint whose session is open. */
type Caller = 'tv' | 'agent';

interface MethodContract<P extends z.ZodType, R extends z.ZodType> {
  readonly summary: string;
  /** The endpoints that may call it. */
  readonly callers: readonly Caller[];
  readonly params: P;
  readonly result: R;
}

function method<P extends z.ZodType, R extends z.ZodType>(
  summary: string,
  callers: readonly Caller[],
  params: P,
  result: R,
): MethodContract<P, R> {
  return { summary, callers, params, result };
}

const nothing = z.object({});
const both = ['tv', 'agent'] as const;
const epoch = z.number().int().min(1);
const ofConsult = z.object({ consultId: id });
const ofMedia = z.object({ consultId: id, epoch });
const transportId = z.string().max(64);

/** Every method an endpoint may call, with who may call it and what goes in and out. */
export const methods = {
  'session.open': method(
    'Authenticates the socket, resumes a session or begins one, and replays what was missed.',
    both,
    z.object({
      endpoint: z.enum(both),
      /** The device's access token. An agent is known by the cookie of the upgrade request. */
      token: z.string().max(128).optional(),
      resume: z.object({ sessionId: id, resumeToken: z.string().max(128) }).optional(),
      /** The last sequence number seen, per consult. */
      cursors: z.record(id, z.number().int().min(0)).default({}),
    }),
    z.object({
      sessionId: id,
      resumeToken: z.string(),
      resumed: z.boolean(),
      identity,
      /** A new device token that replaces the one used, once it is used. */
      rotatedToken: z.string().optional(),
      heartbeatIntervalMs: z.number().int(),
      consults: z.array(consultUpdate),
    }),
  ),
  'session.close': method(
    'Leaves for good: the session cannot be resumed.',
    both,
    nothing,
    nothing,
  ),

  'consult.request': method(
    "The patient's yes. Idempotent by `consultId`, which the endpoint makes (a UUIDv7).",
    ['tv'],
    z.object({ consultId: id, serviceRequest }),
    consultUpdate,
  ),
  'consult.cancel': method('The patient takes the request back.', ['tv'], ofConsult, nothing),
  'consult.accept': method(
    'The first to accept has the consult.',
    ['agent'],
    ofConsult,
    consultUpdate,
  ),
  'consult.decline': method('Not me: it goes on to the others.', ['agent'], ofConsult, nothing),
  'consult.end': method('Either side hangs up.', both, ofConsult, nothing),
  'consult.join': method(
    "Takes this identity's place in an open consult for this session, as after a reload.",
    both,
    ofConsult,
    consultUpdate,
  ),
  'consult.timeline': method(
    'The timeline after a sequence number.',
    both,
    z.object({ consultId: id, after: z.number().int().min(0).default(0) }),
    z.object({ events: z.array(timelineEvent) }),
  ),
  'consult.setPolicy': method(
    "Overrides the clinic's path policy for this consult.",
    ['agent'],
    ofConsult.extend({ policy: pathPolicy }),
    nothing,
  ),
  'consult.reportMedia': method(
    "This side's media of an epoch flows, or failed.",
    both,
    ofMedia.extend({
      outcome: z.enum(['connected', 'failed']),
      detail: z.string().max(200).default(''),
      transport: mediaTransport.optional(),
    }),
    nothing,
  ),
  'consult.reportDevices': method(
    'Which camera and microphone this side has, and why not.',
    both,
    ofConsult.extend({ devices: mediaDevices }),
    nothing,
  ),

  'peer.iceServers': method(
    'STUN and TURN servers with credentials minted for this session.',
    both,
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
    both,
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
    both,
    ofMedia.extend({ transportId, dtlsParameters }),
    nothing,
  ),
  'relay.produce': method(
    'Sends one track to the relay.',
    both,
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
    both,
    ofMedia.extend({ transportId, label: z.string().max(64), sctpStreamParameters }),
    z.object({ dataProducerId: id }),
  ),
  'relay.receive': method(
    'Says what this engine decodes. Consumers come as `relay.consumer`, now and later.',
    both,
    ofMedia.extend({ rtpCapabilities }),
    nothing,
  ),
  'relay.resume': method(
    'The consumer is ready at this side; frames may flow once the consult is accepted.',
    both,
    ofMedia.extend({ consumerId: id }),
    nothing,
  ),
  'relay.leave': method(
    'Closes what this endpoint has in the room of an epoch.',
    both,
    ofMedia,
    nothing,
  ),
} as const;

/** What the server tells endpoints by itself. */
export const serverNotifications = {
  'session.heartbeat': {
    summary: 'Sent every `heartbeatIntervalMs`; answer with `session.alive`.',
    params: nothing,
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

type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Params<M extends MethodName> = z.output<Methods[M]['params']>;
/** Parameters as a caller writes them: fields with defaults may be left out. */
export type ParamsInput<M extends MethodName> = z.input<Methods[M]['params']>;
export type Result<M extends MethodName> = z.output<Methods[M]['result']>;

type ServerNotifications = typeof serverNotifications;
export type ServerNotificationName = keyof ServerNotifications;
export type NotificationParams<N extends ServerNotificationName> = z.output<
  ServerNotifications[N]['params']
>;
