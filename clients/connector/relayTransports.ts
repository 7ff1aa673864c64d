import { Device, type types } from 'mediasoup-client';
import { v7 as newId } from 'uuid';
import type {
  IceServer,
  MethodName,
  ParamsInput,
  Result,
  TransportParameters,
} from '../../src/protocol/index.ts';
import { detectDevice } from './engine.ts';
import type { NetworkFrame } from './networkFrame.ts';

/** Asks the relay something about the room of one consult and epoch. */
export type RelayRequest = <M extends MethodName>(
  method: M,
  params: Omit<ParamsInput<M>, 'consultId' | 'epoch'>,
) => Promise<Result<M>>;

/** What mediasoup-client needs to send to the relay and to receive from it. */
export interface RelayTransports {
  readonly device: Device;
  readonly send: types.Transport;
  readonly receive: types.Transport;
}

export interface JoinEvents {
  /** Where the transports' connections are made, other than in the page itself. */
  readonly frame: NetworkFrame | undefined;
  /** The relay has answered: what it tells from now on is meant for these transports. */
  readonly onJoined: () => void;
  readonly onConnectionChange: () => void;
  /** The relay has refused what a transport told it. */
  readonly onRefused: (error: unknown) => void;
}

/**
 * Joins the room and makes both transports, which tell the relay by themselves what it must know.
 * @throws RequestError, and Error where the engine has no WebRTC
 */
export async function joinRelay(
  request: RelayRequest,
  events: JoinEvents,
): Promise<RelayTransports> {
  const handlerName = detectDevice();
  if (handlerName === undefined) throw new Error('this engine has no WebRTC');
  const device = new Device({ handlerName });
  const joined = await request('relay.join', {});
  events.onJoined();
  await device.load({
    // The protocol's schema has checked its shape, mediasoup-client checks the rest.
    routerRtpCapabilities: joined.routerRtpCapabilities as types.RtpCapabilities,
  });
  const make = () => ({
    send: device.createSendTransport(optionsOf(joined.send, joined.iceServers)),
    receive: device.createRecvTransport(optionsOf(joined.receive, joined.iceServers)),
  });
  const { send, receive } = events.frame?.lend(make) ?? make();
  for (const transport of [send, receive]) wire(transport, request, events);
  return { device, send, receive };
}

/** Says what this engine decodes; from then on the relay tells of consumers. */
export async function beginToReceive(device: Device, request: RelayRequest): Promise<void> {
  await request('relay.receive', {
    // The protocol's schema is as wide as mediasoup's types.
    rtpCapabilities: device.recvRtpCapabilities as ParamsInput<'relay.receive'>['rtpCapabilities'],
  });
}

/**
 * Begins ICE anew on both transports: this side's address may be another. What flows goes on.
 * @throws RequestError
 */
export async function restartIce(
  { send, receive }: RelayTransports,
  request: RelayRequest,
): Promise<void> {
  const anew = await request('relay.restartIce', {});
  await Promise.all([
    send.restartIce({ iceParameters: anew.send as types.IceParameters }),
    receive.restartIce({ iceParameters: anew.receive as types.IceParameters }),
  ]);
}

/**
 * The relay answers in order, and each answer is but a yes: a transport goes on without waiting for
 * it. What it tells of thus goes out at once, rather than one thing in each round trip.
 */
function wire(
  transport: types.Transport,
  request: RelayRequest,
  { onConnectionChange, onRefused }: JoinEvents,
): void {
  transport.on('connect', ({ dtlsParameters }, done) => {
    request('relay.connect', { transportId: transport.id, dtlsParameters }).catch(onRefused);
    done();
  });
  transport.on('produce', ({ kind, rtpParameters }, done) => {
    request('relay.produce', {
      transportId: transport.id,
      kind,
      source: kind === 'video' ? 'camera' : 'microphone',
      // As above.
      rtpParameters: rtpParameters as ParamsInput<'relay.produce'>['rtpParameters'],
    }).catch(onRefused);
    // Nobody asks for it by the relay's id.
    done({ id: newId() });
  });
  transport.on('producedata', ({ label, sctpStreamParameters }, done) => {
    request('relay.produceData', {
      transportId: transport.id,
      label: label ?? '',
      sctpStreamParameters,
    }).catch(onRefused);
    done({ id: newId() });
  });
  transport.on('connectionstatechange', onConnectionChange);
}

function optionsOf(
  parameters: TransportParameters,
  iceServers: IceServer[],
): types.TransportOptions {
  // The protocol's schema has checked its shape, mediasoup-client checks the rest.
  return { ...parameters, iceServers } as types.TransportOptions;
}
